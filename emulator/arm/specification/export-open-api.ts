import type { Instance } from '../instance.ts';
import { filledTextOf, isObject, type JsonObject, objectOf, textOf } from '../json.ts';
import type { Entry } from '../store.ts';
import { exportedOperation } from './exported-operation.ts';
import { exportedSchema } from './exported-schema.ts';
import { gatewayAddresses } from './gateway-addresses.ts';
import { contentTypes } from './imported-api.ts';
import { templateNames } from './imported-operations.ts';

/** OpenAPI 3.0.1, composed from what is kept: never what was imported (facts 2.2). */
export function exportedDocument(instance: Instance, api: Entry): JsonObject {
  const { properties } = api;
  const secured = properties['subscriptionRequired'] !== false;
  const keys = objectOf(properties, 'subscriptionKeyParameterNames') ?? {};
  const apiKey = (place: string, name: string): JsonObject => ({ type: 'apiKey', name, in: place });
  const schemas = schemasOf(instance, api);
  const components: JsonObject = {
    ...(Object.keys(schemas).length > 0 ? { schemas } : {}),
    ...(secured
      ? {
          securitySchemes: {
            apiKeyHeader: apiKey('header', textOf(keys, 'header') ?? 'Ocp-Apim-Subscription-Key'),
            apiKeyQuery: apiKey('query', textOf(keys, 'query') ?? 'subscription-key'),
          },
        }
      : {}),
  };
  const description = textOf(properties, 'description');
  return {
    openapi: '3.0.1',
    info: {
      title: properties['displayName'],
      ...(description ? { description } : {}),
      version: filledTextOf(properties, 'apiVersion') ?? '1.0',
    },
    servers: gatewayAddresses(instance, api).map((url) => ({ url })),
    ...pathsOf(instance, api),
    ...(Object.keys(components).length > 0 ? { components } : {}),
    ...(secured ? { security: [{ apiKeyHeader: [] }, { apiKeyQuery: [] }] } : {}),
  };
}

/** Those of OpenAPI 3; an operation may have any other (facts 1.4). */
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

function pathsOf(instance: Instance, api: Entry): JsonObject {
  const paths: Record<string, JsonObject> = {};
  const others: Record<string, JsonObject> = {};
  for (const operation of instance.store.list(`${api.key}/operations`)) {
    const template = textOf(operation.properties, 'urlTemplate') ?? '/';
    const { path, query } = splitTemplate(template);
    const target = query === undefined ? others : paths;
    const method = (textOf(operation.properties, 'method') ?? 'GET').toLowerCase();
    if (instance.switches.exportedMethods === 'known' && !methods.includes(method)) continue;
    const item = (target[query === undefined ? template : path] ??= {});
    item[method] = exportedOperation(instance, operation, query ?? []);
  }
  return { paths, ...(Object.keys(others).length > 0 ? { 'x-ms-paths': others } : {}) };
}

/** /a?x={x} -> /a and the parameter x; no query when a template says more than OpenAPI can. */
function splitTemplate(template: string): { path: string; query: string[] | undefined } {
  const at = template.indexOf('?');
  if (at < 0) return { path: template, query: [] };
  const pairs = template.slice(at + 1).split('&');
  const plain = pairs.every((pair) => /^([^=]+)=\{\1\}$/.test(pair));
  return { path: template.slice(0, at), query: plain ? templateNames(template.slice(at)) : undefined };
}

function schemasOf(instance: Instance, api: Entry): JsonObject {
  const schemas: JsonObject = {};
  for (const { properties } of instance.store.list(`${api.key}/schemas`)) {
    const document = objectOf(properties, 'document') ?? {};
    if (properties['contentType'] === contentTypes.openApi)
      Object.assign(schemas, objectOf(objectOf(document, 'components') ?? {}, 'schemas'));
    if (properties['contentType'] === contentTypes.swagger)
      Object.assign(schemas, asComponents(objectOf(document, 'definitions') ?? {}));
  }
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      isObject(schema) ? exportedSchema(schema, instance.switches) : schema,
    ]),
  );
}

function asComponents(definitions: JsonObject): JsonObject {
  const text = JSON.stringify(definitions);
  return JSON.parse(text.replaceAll('"$ref":"#/definitions/', '"$ref":"#/components/schemas/')) as JsonObject;
}
