import {
  isObject,
  type Json,
  type JsonObject,
  listOf,
  objectOf,
  objectsOf,
  textOf,
  without,
} from '../json.ts';

/** An exported OpenAPI document in the words of Swagger 2.0; what those cannot say gets lost. */
export function swaggerOf(document: JsonObject): JsonObject {
  const components = objectOf(document, 'components') ?? {};
  const address = new URL(textOf(objectsOf(document, 'servers')[0] ?? {}, 'url') ?? 'https://localhost');
  const schemas = objectOf(components, 'schemas');
  const security = objectOf(components, 'securitySchemes');
  const paths = (name: string): JsonObject =>
    mapped(objectOf(document, name) ?? {}, (item) => mapped(item, operationOf));
  return renamed({
    swagger: '2.0',
    info: document['info'],
    host: address.host,
    basePath: address.pathname,
    schemes: [address.protocol.replace(':', '')],
    ...(security ? { securityDefinitions: security, security: document['security'] } : {}),
    paths: paths('paths'),
    ...(isObject(document['x-ms-paths']) ? { 'x-ms-paths': paths('x-ms-paths') } : {}),
    ...(schemas ? { definitions: schemas } : {}),
  }) as JsonObject;
}

const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data'];

function operationOf(operation: JsonObject): JsonObject {
  const body = objectOf(objectOf(operation, 'requestBody') ?? {}, 'content') ?? {};
  const consumes = Object.keys(body);
  const responses = objectOf(operation, 'responses') ?? {};
  const contents = Object.values(responses).flatMap((one) =>
    isObject(one) ? Object.keys(objectOf(one, 'content') ?? {}) : [],
  );
  const produces = [...new Set(contents)];
  const parameters = [
    ...objectsOf(operation, 'parameters').map((one) => ({
      ...without(one, 'schema'),
      ...schemaWords(one['schema']),
    })),
    ...bodyParameters(body, consumes),
  ];
  return {
    ...without(operation, 'requestBody', 'responses', 'parameters'),
    ...(consumes.length > 0 ? { consumes } : {}),
    ...(produces.length > 0 ? { produces } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    responses: mapped(responses, responseOf),
  };
}

function bodyParameters(content: JsonObject, types: readonly string[]): JsonObject[] {
  const [type] = types;
  if (type === undefined) return [];
  const schema = objectOf(objectOf(content, type) ?? {}, 'schema');
  if (!formTypes.includes(type)) return [{ name: 'body', in: 'body', ...(schema ? { schema } : {}) }];
  const required = listOf(schema ?? {}, 'required');
  return Object.entries(objectOf(schema ?? {}, 'properties') ?? {}).map(([name, property]) => ({
    name,
    in: 'formData',
    ...(required.includes(name) ? { required: true } : {}),
    ...schemaWords(property),
  }));
}

/** Swagger's parameters spread the words of their schema, and cannot refer to a definition. */
function schemaWords(schema: Json | undefined): JsonObject {
  return isObject(schema) && schema['$ref'] === undefined ? schema : { type: 'string' };
}

function responseOf(response: JsonObject): JsonObject {
  const media = Object.values(objectOf(response, 'content') ?? {}).filter(isObject);
  const schema = media.map((one) => one['schema']).find((one) => one !== undefined);
  const headers = objectOf(response, 'headers');
  return {
    description: response['description'],
    ...(schema === undefined ? {} : { schema }),
    ...(headers
      ? {
          headers: mapped(headers, (one) => ({
            ...without(one, 'schema', 'required'),
            ...schemaWords(one['schema']),
          })),
        }
      : {}),
  };
}

function renamed(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((one) => renamed(one) ?? null);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, Json | undefined] => {
    if (name === '$ref' && typeof inner === 'string')
      return [name, inner.replace('#/components/schemas/', '#/definitions/')];
    if (name === 'discriminator' && isObject(inner)) return [name, inner['propertyName']];
    return [name, renamed(inner)];
  });
  return Object.fromEntries(entries);
}

function mapped(object: JsonObject, change: (value: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, change(isObject(value) ? value : {})]),
  );
}
