import type { JsonObject } from '../json.ts';
import { unreadable } from './document.ts';
import { contentTypes, type ImportedApi, type ImportRequest } from './imported-api.ts';
import type { ImportedOperation } from './imported-operations.ts';
import { templateNames } from './imported-operations.ts';
import { childOf, childrenOf, descendantsOf, type Element, localName, readXml } from './xml.ts';

/** WADL: each method of each resource is an operation, the grammars are its schema (facts 1.8, 2.1). */
export function importWadl(request: ImportRequest): ImportedApi {
  const root = readXml(request.text);
  if (root.name !== 'application' || !root.namespace.startsWith('http://wadl.dev.java.net/'))
    throw unreadable('The document is not a WADL description.');
  const schemaId = request.inventId();
  const schemas = descendantsOf(childOf(root, 'grammars') ?? root, 'schema');
  const [resources] = childrenOf(root, 'resources');
  const base = resources?.attributes['base'];
  const top: Resource = { path: '', params: [] };
  const found = resources ? methodsBelow(resources, top) : [];
  return {
    displayName: titleOf(root),
    serviceUrl: base?.replace(/\/+$/, ''),
    schemas:
      schemas.length === 0
        ? []
        : [
            {
              name: schemaId,
              contentType: contentTypes.grammars,
              document: { value: schemas.map(({ source }) => source).join('\n') },
            },
          ],
    operations: found.map(({ resource, method }) => ({
      ...operationOf(resource, method, schemas.length > 0 ? schemaId : undefined),
      name: request.inventId(),
      tags: [],
    })),
  };
}

interface Resource {
  readonly path: string;
  /** Of the resources on the way. */
  readonly params: readonly Element[];
}

function methodsBelow(element: Element, above: Resource): { resource: Resource; method: Element }[] {
  return element.children.flatMap((child) => {
    if (child.name === 'method') return [{ resource: above, method: child }];
    if (child.name !== 'resource') return [];
    const path = (child.attributes['path'] ?? '').replace(/^\/+|\/+$/g, '');
    return methodsBelow(child, {
      path: path === '' ? above.path : `${above.path}/${path}`,
      params: [...above.params, ...childrenOf(child, 'param')],
    });
  });
}

function operationOf(
  resource: Resource,
  method: Element,
  schemaId: string | undefined,
): Omit<ImportedOperation, 'name' | 'tags'> {
  const verb = (method.attributes['name'] ?? 'GET').toUpperCase();
  const path = resource.path === '' ? '/' : resource.path;
  const request = childOf(method, 'request');
  const params = [...resource.params, ...(request ? childrenOf(request, 'param') : [])];
  const within = (style: string): JsonObject[] =>
    params.filter((one) => one.attributes['style'] === style).map(parameterOf);
  const declared = within('template');
  const missing = templateNames(path).filter((name) => !declared.some((one) => one['name'] === name));
  return {
    method: verb,
    path,
    properties: {
      displayName: method.attributes['id'] ?? `${verb} ${path}`,
      method: verb,
      urlTemplate: path,
      templateParameters: [...declared, ...missing.map((name) => ({ ...plain, name, required: true }))],
      ...described(method),
      request: {
        queryParameters: within('query'),
        headers: within('header'),
        representations: representationsOf(request, schemaId),
      },
      responses: childrenOf(method, 'response').flatMap((response) => responsesOf(response, schemaId)),
    },
  };
}

const plain = { type: 'string', values: [] };

function parameterOf(param: Element): JsonObject {
  const { name, type, required, style, default: standard } = param.attributes;
  return {
    name,
    ...described(param),
    type: localName(type ?? 'string'),
    required: required === 'true' || style === 'template',
    ...(standard === undefined ? {} : { defaultValue: standard }),
    values: childrenOf(param, 'option').map((option) => option.attributes['value'] ?? ''),
  };
}

function responsesOf(response: Element, schemaId: string | undefined): JsonObject[] {
  const codes = (response.attributes['status'] ?? '200').split(/\s+/).filter(Boolean);
  return codes.map((code) => ({
    statusCode: Number(code),
    description: '',
    representations: representationsOf(response, schemaId),
    headers: childrenOf(response, 'param').map(parameterOf),
  }));
}

function representationsOf(owner: Element | undefined, schemaId: string | undefined): JsonObject[] {
  return (owner ? childrenOf(owner, 'representation') : []).map(({ attributes }) => {
    const { mediaType = 'application/xml', element } = attributes;
    const named = element !== undefined && schemaId !== undefined;
    return { contentType: mediaType, ...(named ? { schemaId, typeName: localName(element) } : {}) };
  });
}

function described(element: Element): JsonObject {
  const description = childOf(element, 'doc')?.text.trim() ?? '';
  return description === '' ? {} : { description };
}

function titleOf(root: Element): string | undefined {
  return childOf(root, 'doc')?.attributes['title'];
}
