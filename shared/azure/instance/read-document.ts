import type { Document } from '../../apim/documents.ts';
import { type JsonObject, objectAt, textAt, without } from '../../apim/json.ts';
import { vaultTroubleIn } from '../../apim/key-vault.ts';
import { kindOf } from '../../apim/kinds/table.ts';
import { describe, type ResourceId } from '../../apim/resource-id.ts';
import type { ArmAnswer } from '../arm/arm.ts';
import type { Edge } from './edge.ts';
import { pathInInstance } from './paths.ts';
import { secretOf } from './read-secret.ts';
import { noResource } from './resource-body.ts';

/**
 * Reads one resource by itself; undefined when it is not there. Throws UNEXPECTED_ANSWER for a policy that says nothing:
 * a fragment without one could not be read back, and of any other it would look as if nothing had changed.
 */
export async function itemOf(id: ResourceId, edge: Edge): Promise<Document | undefined> {
  const isPolicy = kindOf(id.kind).azure.policy === true;
  const path = edge.base + pathInInstance(edge.operations.inService(id), edge.current.of);
  const answer = await edge.arm.get(path, isPolicy ? { query: { format: 'rawxml' } } : {});
  if (answer === undefined) return undefined;
  const document = documentFrom(id, itemIn(answer, id, isPolicy), answer.etag, edge);
  if (isPolicy && document.policy === undefined) throw noResource(describe(id));
  return document;
}

/** An entry of a list, or an item, as a document. */
export function documentFrom(
  id: ResourceId,
  entry: JsonObject,
  etag: string | undefined,
  edge: Edge,
): Document {
  const { azure } = kindOf(id.kind);
  const given = azure.association === true ? {} : objectAt(entry, 'properties');
  const policy = azure.policy === true ? textAt(given, 'value') : undefined;
  const secret = secretOf(id, given, edge);
  const trouble = vaultTroubleIn(given);
  const own = azure.policy === true ? without(given, ['value', 'format']) : given;
  return {
    id,
    properties: own,
    current: true,
    ...(policy === undefined ? {} : { policy }),
    ...(secret === undefined ? {} : { secret }),
    ...(trouble === undefined ? {} : { trouble }),
    ...(etag === undefined ? {} : { etag }),
  };
}

/** With format=rawxml some versions answer with the bare policy (facts: apim-rest 1.5). */
function itemIn({ body, text }: ArmAnswer, id: ResourceId, isPolicy: boolean): JsonObject {
  const envelope = objectAt(body);
  if (Object.keys(envelope).length > 0) return envelope;
  if (isPolicy && /^\s*</.test(text)) return { properties: { value: text } };
  throw noResource(describe(id));
}
