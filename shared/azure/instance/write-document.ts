import { changeAt } from '../../apim/canonical.ts';
import type { Difference } from '../../apim/differences.ts';
import type { Document } from '../../apim/documents.ts';
import type { Write } from '../../apim/instance.ts';
import { isList, type Json, type JsonObject, textAt, without, withValueAt } from '../../apim/json.ts';
import { kindOf } from '../../apim/kinds/table.ts';
import type { ResourceId } from '../../apim/resource-id.ts';
import { secretHolders, withSecrets } from '../../apim/secrets.ts';
import { refusalOf } from '../arm/refusal.ts';
import type { Edge } from './edge.ts';
import { importOf } from './import-specification.ts';
import { pathInInstance } from './paths.ts';
import { writeLink } from './write-link.ts';

/** Creates or replaces one document; resolves when Azure has finished. */
export async function writeDocument(write: Write, edge: Edge): Promise<void> {
  const { document, live, etag, removed = [] } = write;
  if (await writeLink(document, edge)) return;
  const { naming } = kindOf(document.id.kind);
  if (naming !== undefined && document.current && document.id.parent !== undefined) {
    edge.current.set(document.id.parent, document.id.name);
  }
  const path = edge.base + pathInInstance(document.id, edge.current.of);
  const body = { properties: withFullIds(await bodyOf(document), document.id, edge) };
  // The contract asks for If-Match on every update, though services take one without (facts: apim-rest 1.0, 9).
  const options = live === 'absent' ? {} : { ifMatch: etag ?? '*' };
  // A PATCH leaves alone what it does not name: the one safe way past a secret that nobody gave (facts: apim-rest 1.0).
  if (live === 'present' && keepsSecrets(document)) {
    const holders = document.secret?.state === 'given' ? [] : secretHolders(document.id.kind);
    const properties = clearing(without(body.properties, holders), removed);
    await unlessDone(() => edge.arm.patch(path, { properties }, options));
  } else await unlessDone(() => edge.arm.put(path, body, options));
}

/**
 * An answer can be lost when the write is done: repeated, it meets its own trace, another ETag. Whether it is our
 * trace, or somebody else wrote in that moment, is for the reading back to find out: what differs fails the run.
 */
async function unlessDone(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.mayBeDone !== true || refusal.status !== 412) throw error;
  }
}

/** What a PATCH shall take away it has to name: as null, a list as empty (facts: apim-rest 8). */
function clearing(properties: JsonObject, removed: readonly Difference[]): JsonObject {
  return removed.reduce(
    (all, { steps, before }) => withValueAt(all, steps, isList(before) ? [] : null),
    properties,
  );
}

/** Whether short ids that lead into a workspace are understood is not known: whole ones always are. */
function withFullIds(properties: JsonObject, { kind }: ResourceId, { base }: Edge): JsonObject {
  const full = (value: Json) =>
    typeof value === 'string' && /^\/workspaces\//i.test(value) ? base + value : value;
  const paths = kindOf(kind).properties?.references ?? [];
  return paths.reduce((all, path) => changeAt(all, path.split('.'), full), properties);
}

async function bodyOf(document: Document): Promise<JsonObject> {
  const { azure } = kindOf(document.id.kind);
  const { properties, secret } = document;
  if (azure.policy === true) return { ...properties, format: 'rawxml', value: document.policy ?? '' };
  if (azure.specification === true) return await apiBody(document, properties);
  return secret?.state === 'given' ? withSecrets(properties, secret.values) : properties;
}

/** Whether secrets are live, or can be, that nobody gave: a PUT would take them away. */
function keepsSecrets({ id, secret }: Document): boolean {
  const isOptional = kindOf(id.kind).properties?.secret?.optional === true;
  return secret?.state === 'not given' || (secret?.state === 'given' && isOptional);
}

async function apiBody(document: Document, properties: JsonObject): Promise<JsonObject> {
  const type = textAt(properties, 'type') ?? 'http';
  // What GET calls type is taken from apiType by an import (facts: apim-rest 1.3); which revision is current is
  // decided by releases alone, saying it is refused (facts: apim-rest 3).
  const own = {
    ...without(properties, ['isCurrent', 'translateRequiredQueryParameters']),
    apiType: type,
    type,
  };
  if (document.specification === undefined) return own;
  return { ...own, ...(await importOf(document.specification, document)) };
}
