import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
  objectAt,
  textAt,
  without,
} from '../json.ts';
import { followed } from './open-api.ts';

/** Types that a form may be sent as; without a word about it, the plain one. */
export const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** Of a parameter or header these are not its schema. */
export const aboutParameter = [
  'name',
  'in',
  'description',
  'required',
  'allowEmptyValue',
  'collectionFormat',
];

export function isSwagger2(document: JsonObject): boolean {
  return document['swagger'] === '2.0';
}

/**
 * A Swagger 2 document in the words of OpenAPI 3, as far as the service keeps it: what is compared is one dialect.
 * Definitions stay where they are, so that references to them still lead there. Other documents come back as they are.
 */
export function inOpenApi3(document: JsonObject): JsonObject {
  if (!isSwagger2(document)) return document;
  const converted = (paths: JsonObject) => mapValues(paths, (item) => convertedItem(item, document));
  return {
    ...without(document, ['swagger', 'parameters', 'responses', 'securityDefinitions']),
    openapi: '3.0.1',
    paths: converted(objectAt(document, 'paths')),
    ...(isObject(document['x-ms-paths'])
      ? { 'x-ms-paths': converted(objectAt(document, 'x-ms-paths')) }
      : {}),
    components: { schemas: objectAt(document, 'definitions') },
  };
}

function convertedItem(item: JsonObject, document: JsonObject): JsonObject {
  const shared = parametersIn(item, document);
  return mapValues(without(followed(item, document), ['parameters']), (operation) => {
    const own = parametersIn(operation, document);
    const isReplaced = (one: JsonObject) =>
      own.some((other) => other['name'] === one['name'] && other['in'] === one['in']);
    const all = [...shared.filter((one) => !isReplaced(one)), ...own];
    return convertedOperation(operation, all, document);
  });
}

function parametersIn(owner: JsonObject, document: JsonObject): readonly JsonObject[] {
  const list = owner['parameters'];
  return isList(list) ? list.filter(isObject).map((entry) => followed(entry, document)) : [];
}

function convertedOperation(
  operation: JsonObject,
  parameters: readonly JsonObject[],
  document: JsonObject,
): JsonObject {
  const consumes = typesIn(operation, document, 'consumes');
  const produces = typesIn(operation, document, 'produces');
  const plain = parameters.filter((one) => !['body', 'formData'].includes(textAt(one, 'in') ?? ''));
  const body = requestBody(parameters, consumes);
  return {
    ...without(operation, ['parameters', 'consumes', 'produces', 'schemes', 'responses']),
    parameters: plain.map(convertedParameter),
    ...(body === undefined ? {} : { requestBody: body }),
    responses: mapValues(objectAt(operation, 'responses'), (response) =>
      convertedResponse(followed(response, document), produces),
    ),
  };
}

/** Of the operation, else of the document; JSON, when nobody says. */
function typesIn(operation: JsonObject, document: JsonObject, key: string): readonly string[] {
  const list = operation[key] ?? document[key];
  const types = isList(list) ? list.filter((one) => typeof one === 'string') : [];
  return types.length === 0 ? ['application/json'] : types;
}

function requestBody(parameters: readonly JsonObject[], consumes: readonly string[]): JsonObject | undefined {
  const body = parameters.find((one) => textAt(one, 'in') === 'body');
  if (body !== undefined) {
    const schema = objectAt(body, 'schema');
    const content = Object.fromEntries(consumes.map((type) => [type, { schema }]));
    return { ...described(body), required: body['required'] === true, content };
  }
  const form = parameters.filter((one) => textAt(one, 'in') === 'formData');
  if (form.length === 0) return undefined;
  const types = consumes.filter((type) => formTypes.includes(type));
  const hasFile = form.some((one) => textAt(one, 'type') === 'file');
  const fitting = types.length > 0 ? types : [hasFile ? 'multipart/form-data' : (formTypes[0] ?? '')];
  return { content: Object.fromEntries(fitting.map((type) => [type, { schema: formSchema(form) }])) };
}

function formSchema(form: readonly JsonObject[]): JsonObject {
  const required = form.filter((one) => one['required'] === true).map((one) => textAt(one, 'name') ?? '');
  return {
    type: 'object',
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(
      form.map((one): [string, Json] => [textAt(one, 'name') ?? '', { ...schemaOf(one), ...described(one) }]),
    ),
  };
}

function convertedParameter(parameter: JsonObject): JsonObject {
  const { name = '', in: place = '', required = false } = parameter;
  return { name, in: place, required, ...described(parameter), schema: schemaOf(parameter) };
}

function convertedResponse(response: JsonObject, produces: readonly string[]): JsonObject {
  const { schema } = response;
  const headers = mapValues(objectAt(response, 'headers'), (header) => ({
    ...described(header),
    schema: schemaOf(header),
  }));
  return {
    ...described(response),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(schema === undefined
      ? {}
      : { content: Object.fromEntries(produces.map((type) => [type, { schema }])) }),
  };
}

function described(one: JsonObject): JsonObject {
  const description = textAt(one, 'description');
  return description === undefined ? {} : { description };
}

function schemaOf(parameter: JsonObject): JsonObject {
  const schema = without(parameter, aboutParameter);
  return textAt(schema, 'type') === 'file' ? { ...schema, type: 'string', format: 'binary' } : schema;
}
