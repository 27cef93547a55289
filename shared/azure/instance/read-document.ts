import type { Document } from '../../apim/documents.ts';
import { type JsonObject, objectAt, textAt, without } from '../../apim/json.ts';
import { kindOf } from '../../apim/kinds/table.ts';
import { describe, type ResourceId } from '../../apim/resource-id.ts';
import type { Secret } from '../../apim/resource.ts';
import { TaskError } from '../../errors/task-error.ts';
import type { Arm, ArmAnswer } from '../arm/arm.ts';
import type { Edge } from './edge.ts';
import { pathInInstance } from './paths.ts';

/** Reads one resource by itself; undefined when it is not there. */
export async function itemOf(id: ResourceId, edge: Edge): Promise<Document | undefined> {
  const isPolicy = kindOf(id.kind).azure.policy === true;
  const path = edge.base + pathInInstance(id, edge.current.of);
  const answer = await edge.arm.get(path, isPolicy ? { query: { format: 'rawxml' } } : {});
  return answer === undefined ? undefined : documentFrom(id, itemIn(answer, id, isPolicy), answer.etag, edge);
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
  const own = azure.policy === true ? without(given, ['value', 'format']) : given;
  return {
    id,
    properties: own,
    current: true,
    ...(policy === undefined ? {} : { policy }),
    ...(secret === undefined ? {} : { secret }),
    ...(etag === undefined ? {} : { etag }),
  };
}

/** With format=rawxml some versions answer with the bare policy (facts: apim-rest 1.5). */
function itemIn({ body, text }: ArmAnswer, id: ResourceId, isPolicy: boolean): JsonObject {
  const envelope = objectAt(body);
  if (Object.keys(envelope).length > 0) return envelope;
  if (isPolicy && /^\s*</.test(text)) return { properties: { value: text } };
  throw new TaskError('UNEXPECTED_ANSWER', {
    message: `Azure's answer about ${describe(id)} is not a resource.`,
    remedy: 'Run the task again.',
    where: { resource: describe(id) },
  });
}

function secretOf(id: ResourceId, properties: JsonObject, { arm, base, current }: Edge): Secret | undefined {
  const rule = kindOf(id.kind).properties?.secret;
  if (rule?.hidden(properties) !== true) return undefined;
  const path = `${base}${pathInInstance(id, current.of)}/${rule.action}`;
  let revealed: Promise<string | undefined> | undefined;
  return { state: 'hidden', reveal: () => (revealed ??= reveal(arm, path, rule.path)) };
}

async function reveal(arm: Arm, path: string, property: string): Promise<string | undefined> {
  try {
    return textAt((await arm.post(path)).body, property);
  } catch (error) {
    // Readers may read all but secrets (facts: apim-rest 6): then nobody can compare them.
    if (error instanceof TaskError && error.code === 'MISSING_RIGHTS') return undefined;
    throw error;
  }
}
