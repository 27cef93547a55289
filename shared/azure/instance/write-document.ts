import type { Document } from '../../apim/documents.ts';
import type { Write } from '../../apim/instance.ts';
import { type JsonObject, without } from '../../apim/json.ts';
import { kindOf } from '../../apim/kinds/table.ts';
import { secretHolders, withSecrets } from '../../apim/secrets.ts';
import { clearing } from './clearing.ts';
import { completed } from './completed.ts';
import { type Edge, etagNow } from './edge.ts';
import { withFullIds } from './full-ids.ts';
import { pathInInstance } from './paths.ts';
import { putOver, unlessDone } from './put.ts';
import { takeAway } from './take-away.ts';
import { writeLink } from './write-link.ts';
import { writeRevision } from './write-revision.ts';

/** Creates or replaces one document; resolves when Azure has finished. */
export async function writeDocument(write: Write, edge: Edge): Promise<void> {
  const { document, live, etag, removed } = write;
  if (await writeLink(document, edge)) return;
  if (kindOf(document.id.kind).azure.specification === true) {
    await writeRevision(write, edge);
    return;
  }
  const inService = edge.operations.inService(document.id);
  const path = edge.base + pathInInstance(inService, edge.current.of);
  const own = withFullIds(bodyOf(document), [document.id.kind], edge.base);
  const body = { properties: await completed(document.id, own, edge) };
  // The contract asks for If-Match on every update, though services take one without (facts: apim-rest 1.0, 9).
  const options = live === 'absent' ? {} : { ifMatch: etagNow(inService, etag, edge) };
  // A PATCH leaves alone what it does not name: the one safe way past a secret that nobody gave (facts: apim-rest 1.0).
  if (live === 'present' && keepsSecrets(document)) {
    const holders = document.secret?.state === 'given' ? [] : secretHolders(document.id.kind);
    const properties = clearing(without(body.properties, holders), removed);
    await unlessDone(() => edge.arm.patch(path, { properties }, options));
  } else {
    const properties = write.again === true ? clearing(body.properties, removed) : body.properties;
    await putOver(edge.arm, path, { properties }, options);
  }
  if (kindOf(document.id.kind).carriesItself !== undefined && document.id.parent !== undefined)
    edge.unsayable.add(document.id.parent);
  await takeAway(write, edge);
}

function bodyOf(document: Document): JsonObject {
  const { azure } = kindOf(document.id.kind);
  const { properties, secret } = document;
  if (azure.policy === true) return { ...properties, format: 'rawxml', value: document.policy ?? '' };
  return secret?.state === 'given' ? withSecrets(properties, secret.values) : properties;
}

/** Whether secrets are live, or can be, that nobody gave: a PUT would take them away. */
function keepsSecrets({ id, secret }: Document): boolean {
  const isOptional = kindOf(id.kind).properties?.secret?.optional !== undefined;
  return isAbsent(secret) || (secret?.state === 'given' && isOptional);
}

function isAbsent(secret: Document['secret']): boolean {
  return secret?.state === 'not given' || secret?.state === 'not resolved';
}
