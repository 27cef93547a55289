import type { Instance } from '../instance.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Entry } from '../store.ts';
import { type Document, readDocument } from './document.ts';
import { type ImportedOperation, importedOperations } from './imported-operations.ts';
import { OperationNames } from './operation-names.ts';
import { Components } from './stored-schema.ts';
import { tagOperations } from './tag-operations.ts';

export const openApiComponents = 'application/vnd.oai.openapi.components+json';

/** What a document says about the API itself. */
export interface ImportedApi {
  readonly displayName: string;
  readonly description: string | undefined;
  readonly serviceUrl: string | undefined;
  /** Replaces the operations and schemas below the API. */
  readonly apply: (instance: Instance, api: Entry) => void;
}

/** Reads a specification; everything that can be refused is refused here (facts 2.1). */
export function importApi(instance: Instance, wanted: JsonObject): ImportedApi {
  const document = readDocument(textOf(wanted, 'value') ?? '', textOf(wanted, 'format') ?? '');
  const components = new Components(document);
  const schemaId = instance.inventId();
  const operations = importedOperations({
    document,
    components,
    schemaId,
    keepQueryParameters: textOf(wanted, 'translateRequiredQueryParameters') === 'query',
  });
  return {
    displayName: textOf(document.info, 'title') ?? '',
    description: textOf(document.info, 'description'),
    serviceUrl: firstHttpsServer(document),
    apply: (target, api) => {
      replaceSchemas(target, api, schemaId, components);
      replaceOperations(target, api, operations);
    },
  };
}

function firstHttpsServer({ root }: Document): string | undefined {
  return objectsOf(root, 'servers')
    .map((server) => {
      const variables = objectOf(server, 'variables') ?? {};
      return (textOf(server, 'url') ?? '').replace(
        /\{([^}]+)\}/g,
        (whole, name: string) => textOf(objectOf(variables, name) ?? {}, 'default') ?? whole,
      );
    })
    .find((url) => /^https:\/\//i.test(url));
}

/** The entity gets a new id at every import (facts 1.8). */
function replaceSchemas(instance: Instance, api: Entry, schemaId: string, components: Components): void {
  for (const { key, name, properties } of instance.store.list(`${api.key}/schemas`))
    if (properties['contentType'] === openApiComponents && /^[0-9a-f]{24}$/.test(name))
      instance.store.delete(key);
  if (components.isEmpty) return;
  instance.store.put(`${api.key}/schemas/${schemaId}`, schemaId, {
    contentType: openApiComponents,
    document: { components: { schemas: components.schemas } },
  });
}

/** Matched operations are updated in place and keep their policies, the others go (facts 2.1). */
function replaceOperations(instance: Instance, api: Entry, imported: readonly ImportedOperation[]): void {
  const collection = `${api.key}/operations`;
  const before = instance.store.list(collection);
  const names = new OperationNames(instance.switches.operationNames);
  const kept = new Set<string>();
  const named = imported.map((operation) => {
    const words = operation.operationId === undefined ? '' : names.normalised(operation.operationId);
    const name =
      words === '' ? names.next(operation.method.toLowerCase(), operation.path) : names.next(words);
    kept.add(`${collection}/${name.toLowerCase()}`);
    return { operation, name };
  });
  for (const { operation, name } of named) {
    const key = `${collection}/${name.toLowerCase()}`;
    const isNew = !instance.store.get(key);
    const entry = instance.store.put(key, name, operation.properties);
    if (isNew)
      inheritPolicy(
        instance,
        before.filter((other) => !kept.has(other.key)),
        entry,
      );
    tagOperations(instance, entry, operation.tags);
  }
  for (const { key } of before) if (!kept.has(key)) instance.store.delete(key);
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
