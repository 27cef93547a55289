import type { Instance } from '../instance.ts';
import type { JsonObject } from '../json.ts';
import type { Entry } from '../store.ts';
import type { ImportedOperation } from './imported-operations.ts';
import { OperationNames } from './operation-names.ts';
import { tagOperations } from './tag-operations.ts';

/** Matched operations are updated in place and keep their policies and tags, the others go (facts 2.1). */
export function replaceOperations(
  instance: Instance,
  api: Entry,
  imported: readonly ImportedOperation[],
  namesSchemas: boolean,
): void {
  const collection = `${api.key}/operations`;
  const before = instance.store.list(collection);
  const policies = policiesOf(instance, before);
  const named = nameAll(instance, imported, before);
  const keys = new Set(named.map(({ name }) => `${collection}/${name.toLowerCase()}`));
  for (const { operation, name } of named) {
    const key = `${collection}/${name.toLowerCase()}`;
    const isNew = !instance.store.get(key);
    const { policy } = operation;
    const properties = described(instance, operation);
    const entry = instance.store.put(key, name, namesSchemas ? properties : withoutReferences(properties));
    // Operations whose names the service invents match nothing that was there: their policies are lost (facts 2.1).
    const inherited = operation.name === undefined && isNew ? policies.get(identityOf(entry)) : undefined;
    const given = policy === undefined ? inherited : { value: policy };
    if (given) instance.store.put(`${key}/policies/policy`, 'policy', given);
    tagOperations(instance, entry, operation.tags);
  }
  for (const { key } of before) if (!keys.has(key)) instance.store.delete(key);
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
    if (operation.name !== undefined) return { operation, name: operation.name };
    const words = names.normalised(operation.operationId ?? '');
    const matched = existing.size === 0 || existing.has(words.toLowerCase());
    const byId = words !== '' && (matched || unmatchedOperationNames === 'operationId');
    const name = byId ? names.next(words) : names.next(operation.method.toLowerCase(), operation.path);
    return { operation, name };
  });
}

/** "May be synthesised from the displayName" (facts 8). */
function described({ switches }: Instance, { properties }: ImportedOperation): JsonObject {
  return switches.importedDescriptions === 'absent'
    ? properties
    : { ...properties, description: properties['description'] ?? properties['displayName'] };
}

function withoutReferences(value: JsonObject): JsonObject {
  const text = JSON.stringify(value, (name, inner: unknown) =>
    name === 'schemaId' || name === 'typeName' ? undefined : inner,
  );
  return JSON.parse(text) as JsonObject;
}

/** A new operation takes over the policy of one that had the same method and template (facts 2.1). */
function policiesOf(instance: Instance, before: readonly Entry[]): Map<string, JsonObject> {
  return new Map(
    before.flatMap((entry) => {
      const policy = instance.store.get(`${entry.key}/policies/policy`);
      return policy ? [[identityOf(entry), policy.properties]] : [];
    }),
  );
}

function identityOf({ properties }: Entry): string {
  return JSON.stringify([properties['method'], properties['urlTemplate']]);
}
