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
import { checkCommon, type Document, documentOf, unreadable } from './document.ts';

/**
 * Swagger 2.0 in the words of OpenAPI 3.0, which the rest of an import reads. Parameters and responses that are
 * referred to are written out; definitions stay references.
 */
export function openApiOf(swagger: JsonObject): Document {
  const version = textOf(swagger, 'swagger') ?? '';
  if (version !== '2.0') throw unreadable(`Swagger specification version '${version}' is not supported.`);
  checkCommon(swagger, true);
  const whole = { document: documentOf(swagger), root: swagger };
  const paths = (name: string): JsonObject =>
    mapped(objectOf(swagger, name) ?? {}, (item) => pathItem(whole, item));
  const root = {
    openapi: '3.0.1',
    info: swagger['info'],
    servers: serversOf(swagger),
    paths: paths('paths'),
    ...(isObject(swagger['x-ms-paths']) ? { 'x-ms-paths': paths('x-ms-paths') } : {}),
    components: { schemas: mapped(objectOf(swagger, 'definitions') ?? {}, (schema) => schema) },
  };
  return documentOf(renamed(root) as JsonObject);
}

interface Whole {
  readonly document: Document;
  readonly root: JsonObject;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
const formTypes = ['multipart/form-data', 'application/x-www-form-urlencoded'];

/** x-servers is the backport of servers (facts 2.1); else scheme, host and base path. */
function serversOf(swagger: JsonObject): JsonObject[] {
  const extended = objectsOf(swagger, 'x-servers');
  const host = textOf(swagger, 'host');
  if (extended.length > 0 || host === undefined) return extended;
  const schemes = textsOf(swagger, 'schemes') ?? ['https'];
  return schemes.map((scheme) => ({ url: `${scheme}://${host}${textOf(swagger, 'basePath') ?? ''}` }));
}

function pathItem(whole: Whole, given: JsonObject): JsonObject {
  const item = whole.document.resolve(given);
  const shared = objectsOf(item, 'parameters');
  const operations = methods.filter((method) => isObject(item[method]));
  return Object.fromEntries(
    operations.map((method) => [method, operationOf(whole, objectOf(item, method) ?? {}, shared)]),
  );
}

function operationOf(whole: Whole, operation: JsonObject, shared: readonly JsonObject[]): JsonObject {
  const own = [...shared, ...objectsOf(operation, 'parameters')].map(whole.document.resolve);
  const found = new Map(own.map((one) => [`${textOf(one, 'in') ?? ''} ${textOf(one, 'name') ?? ''}`, one]));
  const parameters = [...found.values()];
  const within = (place: string): JsonObject[] => parameters.filter((one) => textOf(one, 'in') === place);
  const consumes = textsOf(operation, 'consumes') ?? textsOf(whole.root, 'consumes') ?? ['application/json'];
  const produces = textsOf(operation, 'produces') ?? textsOf(whole.root, 'produces') ?? ['application/json'];
  const body = bodyOf(within('body')[0], within('formData'), consumes);
  return {
    ...without(operation, 'parameters', 'consumes', 'produces', 'schemes'),
    parameters: ['path', 'query', 'header'].flatMap(within).map((one) => withSchema(one)),
    ...(body ? { requestBody: body } : {}),
    responses: mapped(objectOf(operation, 'responses') ?? {}, (given) =>
      responseOf(whole.document.resolve(given), produces),
    ),
  };
}

function bodyOf(
  body: JsonObject | undefined,
  form: readonly JsonObject[],
  consumes: readonly string[],
): JsonObject | undefined {
  if (body) {
    const content = Object.fromEntries(consumes.map((type) => [type, { schema: body['schema'] }]));
    return { description: body['description'], content };
  }
  if (form.length === 0) return undefined;
  const file = form.some((one) => textOf(one, 'type') === 'file');
  const types = consumes.filter((type) => formTypes.includes(type));
  const fallback = formTypes[file ? 0 : 1] ?? '';
  const schema = {
    type: 'object',
    required: form.filter((one) => one['required'] === true).map((one) => one['name'] ?? ''),
    properties: Object.fromEntries(form.map((one) => [textOf(one, 'name') ?? '', described(one)])),
  };
  return {
    content: Object.fromEntries((types.length > 0 ? types : [fallback]).map((type) => [type, { schema }])),
  };
}

function described(parameter: JsonObject): JsonObject {
  const description = textOf(parameter, 'description');
  return { ...schemaWords(parameter), ...(description === undefined ? {} : { description }) };
}

function withSchema(parameter: JsonObject): JsonObject {
  const { name, in: place, description, required } = parameter;
  return { name, in: place, description, required, schema: schemaWords(parameter) };
}

/** The words of a schema that Swagger spreads over a parameter or header. */
function schemaWords(parameter: JsonObject): JsonObject {
  const words = without(parameter, ...['name', 'in', 'description', 'required', 'collectionFormat']);
  return words['type'] === 'file' ? { type: 'string', format: 'binary' } : words;
}

function responseOf(response: JsonObject, produces: readonly string[]): JsonObject {
  const { schema, description } = response;
  const examples = objectOf(response, 'examples') ?? {};
  const types = [...new Set([...(schema === undefined ? [] : produces), ...Object.keys(examples)])];
  const mediaOf = (type: string): JsonObject => ({
    ...(schema === undefined ? {} : { schema }),
    ...(examples[type] === undefined ? {} : { example: examples[type] }),
  });
  return {
    description,
    headers: mapped(objectOf(response, 'headers') ?? {}, (header) => ({
      description: header['description'],
      schema: schemaWords(header),
    })),
    content: Object.fromEntries(types.map((type) => [type, mediaOf(type)])),
  };
}

/** References to definitions in the words of components, a discriminator as an object. */
function renamed(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((one) => renamed(one) ?? null);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, Json | undefined] => {
    if (name === '$ref' && typeof inner === 'string')
      return [name, inner.replace(/^#\/definitions\//, '#/components/schemas/')];
    if (name === 'discriminator' && typeof inner === 'string') return [name, { propertyName: inner }];
    return [name, renamed(inner)];
  });
  return Object.fromEntries(entries);
}

function mapped(object: JsonObject, change: (value: JsonObject) => JsonObject): JsonObject {
  const members = Object.entries(object);
  return Object.fromEntries(
    members.flatMap(([name, value]) => (isObject(value) ? [[name, change(value)]] : [])),
  );
}

function textsOf(object: JsonObject, name: string): string[] | undefined {
  return object[name] === undefined
    ? undefined
    : listOf(object, name).filter((text) => typeof text === 'string');
}
