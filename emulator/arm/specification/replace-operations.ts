import type { Instance } from '../instance.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Entry } from '../store.ts';
import type { ImportedOperation } from './imported-operations.ts';
import { OperationNames } from './operation-names.ts';
import { tagOperations } from './tag-operations.ts';

/** Matched operations are updated in place and keep their policies and tags, the others go (facts 2.1). */
export function replaceOperations(
  instance: Instance,
  api: Entry,
  imported: readonly ImportedOperation[],
): void {
  const collection = `${api.key}/operations`;
  const before = instance.store.list(collection);
  const named = nameAll(instance, imported, before);
  const keys = new Set(named.map(({ name }) => `${collection}/${name.toLowerCase()}`));
  const vanishing = before.filter(({ key }) => !keys.has(key));
  for (const { operation, name } of named) {
    const key = `${collection}/${name.toLowerCase()}`;
    const isNew = !instance.store.get(key);
    const entry = instance.store.put(key, name, propertiesOf(instance, operation));
    if (isNew) inheritPolicy(instance, vanishing, entry);
    tagOperations(instance, entry, operation.tags);
  }
  for (const { key } of vanishing) instance.store.delete(key);
}

function nameAll(
  instance: Instance,
  imported: readonly ImportedOperation[],
  before: readonly Entry[],
): { operation: ImportedOperation; name: string }[] {
  const { operationNames, unmatchedOperationNames } = instance.switches;
  const names = new OperationNames(operationNames);
  const existing = new Set(before.map(({ name }) => name.toLowerCase()));
  return imported.map((operation) => {
    const words = names.normalised(operation.operationId ?? '');
    const matched = existing.size === 0 || existing.has(words.toLowerCase());
    const byId = words !== '' && (matched || unmatchedOperationNames === 'operationId');
    const name = byId ? names.next(words) : names.next(operation.method.toLowerCase(), operation.path);
    return { operation, name };
  });
}

function propertiesOf(instance: Instance, { properties }: ImportedOperation): JsonObject {
  return instance.switches.inlineSchemaReferences === 'set'
    ? properties
    : (withoutReferences(properties) as JsonObject);
}

function withoutReferences(value: Json): Json {
  const text = JSON.stringify(value, (name, inner: unknown) =>
    name === 'schemaId' || name === 'typeName' ? undefined : inner,
  );
  return JSON.parse(text) as Json;
}

/** A new operation takes over the policy of a vanishing one with the same method and template (facts 2.1). */
function inheritPolicy(instance: Instance, vanishing: readonly Entry[], entry: Entry): void {
  const twin = vanishing.find(
    ({ properties }) =>
      properties['method'] === entry.properties['method'] &&
      properties['urlTemplate'] === entry.properties['urlTemplate'],
  );
  const policy = twin && instance.store.get(`${twin.key}/policies/policy`);
  if (policy) instance.store.put(`${entry.key}/policies/policy`, 'policy', policy.properties);
}
