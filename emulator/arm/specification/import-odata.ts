import type { JsonObject } from '../json.ts';
import { unreadable } from './document.ts';
import { contentTypes, type ImportedApi, type ImportRequest } from './imported-api.ts';
import type { ImportedOperation } from './imported-operations.ts';
import { childOf, childrenOf, descendantsOf, type Element, readXml } from './xml.ts';

/** OData 4 metadata: operations for each entity set, the document itself as schema (facts 1.3). */
export function importOData(request: ImportRequest): ImportedApi {
  const root = readXml(request.text);
  if (root.name !== 'Edmx' || !/^4\.\d+$/.test(root.attributes['Version'] ?? ''))
    throw unreadable('The document is not OData metadata of version 4.');
  const schemas = descendantsOf(root, 'Schema');
  const container = schemas.map((schema) => childOf(schema, 'EntityContainer')).find(Boolean);
  if (!container) throw unreadable('The metadata has no entity container.');
  const types = schemas.flatMap((schema) => childrenOf(schema, 'EntityType'));
  return {
    displayName: container.attributes['Name'],
    schemas: [
      { name: request.inventId(), contentType: contentTypes.odata, document: { value: request.text } },
    ],
    operations: [
      ...childrenOf(container, 'EntitySet').flatMap((set) => operationsOfSet(set, types)),
      ...childrenOf(container, 'Singleton').flatMap(({ attributes: { Name = '' } }) => [
        operation('GET', `/${Name}`, `Get ${Name}`),
        operation('PATCH', `/${Name}`, `Update ${Name}`),
      ]),
      ...childrenOf(container, 'FunctionImport').map(({ attributes: { Name = '' } }) =>
        operation('GET', `/${Name}`, `Call ${Name}`),
      ),
      ...childrenOf(container, 'ActionImport').map(({ attributes: { Name = '' } }) =>
        operation('POST', `/${Name}`, `Call ${Name}`),
      ),
    ],
  };
}

function operationsOfSet(set: Element, types: readonly Element[]): ImportedOperation[] {
  const { Name = '', EntityType = '' } = set.attributes;
  const typeName = EntityType.slice(EntityType.lastIndexOf('.') + 1);
  const type = types.find(({ attributes }) => attributes['Name'] === typeName);
  if (!type) throw unreadable(`The entity type '${EntityType}' of entity set '${Name}' is not defined.`);
  const keys = keysOf(type);
  const item = `/${Name}(${keys.length === 1 ? keys.map(braced).join('') : keys.map((key) => `${key}=${braced(key)}`).join(',')})`;
  return [
    operation('GET', `/${Name}`, `List ${Name}`),
    operation('POST', `/${Name}`, `Create ${Name}`),
    operation('GET', item, `Get ${Name} by key`, keys),
    operation('PATCH', item, `Update ${Name}`, keys),
    operation('DELETE', item, `Delete ${Name}`, keys),
  ];
}

function braced(name: string): string {
  return `{${name}}`;
}

function keysOf(type: Element): string[] {
  const key = childOf(type, 'Key');
  return key ? childrenOf(key, 'PropertyRef').map(({ attributes }) => attributes['Name'] ?? '') : [];
}

function operation(
  method: string,
  path: string,
  displayName: string,
  keys: readonly string[] = [],
): ImportedOperation {
  const json: JsonObject[] = [{ contentType: 'application/json' }];
  const hasBody = method === 'POST' || method === 'PATCH';
  return {
    operationId: displayName,
    method,
    path,
    tags: [],
    properties: {
      displayName,
      method,
      urlTemplate: path,
      templateParameters: keys.map((name) => ({ name, type: 'string', required: true, values: [] })),
      request: { queryParameters: [], headers: [], representations: hasBody ? json : [] },
      responses: [
        {
          statusCode: method === 'DELETE' ? 204 : method === 'POST' ? 201 : 200,
          description: '',
          representations: method === 'DELETE' ? [] : json,
          headers: [],
        },
      ],
    },
  };
}
