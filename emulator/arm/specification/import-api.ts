import type { Instance } from '../instance.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Entry } from '../store.ts';
import { type Document, readDocument } from './document.ts';
import { importedOperations } from './imported-operations.ts';
import { replaceOperations } from './replace-operations.ts';
import { Components } from './stored-schema.ts';

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
  const components = new Components(document, instance.switches.inlineSchemaReferences === 'set');
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
