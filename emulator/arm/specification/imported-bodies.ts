import { isObject, type Json, type JsonObject, objectOf, textOf, without } from '../json.ts';
import { type Naming, parameterContract } from './imported-parameters.ts';
import { pascal } from './operation-names.ts';

const forms = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** Methods whose bodies are ignored (facts 2.1). */
export const bodiless = ['GET', 'HEAD', 'OPTIONS'];

export function importedRequestBody(naming: Naming, method: string, operation: JsonObject): JsonObject {
  if (bodiless.includes(method)) return { representations: [] };
  const body = naming.document.resolve(operation['requestBody']);
  const description = textOf(body, 'description');
  const suggestion = `${naming.pathName}${naming.methodName}Request`;
  return {
    ...(description ? { description } : {}),
    representations: representations(naming, objectOf(body, 'content'), suggestion),
  };
}

/** Responses with a number; `default` and ranges have no place in the contract, whose statusCode is a number. */
export function importedResponses(naming: Naming, operation: JsonObject): JsonObject[] {
  return Object.entries(objectOf(operation, 'responses') ?? {})
    .filter(([code]) => /^\d{3}$/.test(code))
    .map(([code, given]) => {
      const response = naming.document.resolve(given);
      const name = `${naming.pathName}${naming.methodName}${code}`;
      return {
        statusCode: Number(code),
        description: textOf(response, 'description') ?? '',
        representations: representations(naming, objectOf(response, 'content'), name, 'Response'),
        headers: headers(naming, objectOf(response, 'headers') ?? {}, name),
      };
    });
}

function headers(naming: Naming, given: JsonObject, suggestion: string): JsonObject[] {
  return Object.entries(given).map(([name, header]) =>
    parameterContract(naming, { ...naming.document.resolve(header), name }, `${suggestion}-${name}-Header`),
  );
}

function representations(
  naming: Naming,
  content: JsonObject | undefined,
  suggestion: string,
  end = '',
): JsonObject[] {
  return Object.entries(content ?? {}).map(([contentType, given]) => {
    const media = isObject(given) ? given : {};
    const examples = examplesOf(naming, media);
    const common = { contentType, ...(examples ? { examples } : {}) };
    if (forms.includes(contentType)) {
      const formParameters = formParametersOf(naming, media['schema'], suggestion);
      if (formParameters) return { ...common, formParameters };
    }
    if (media['schema'] === undefined || forms.includes(contentType)) return common;
    const kindOfContent = pascal(contentType);
    const typeName = naming.components.typeNameOf(media['schema'], `${suggestion}${kindOfContent}${end}`);
    return { ...common, schemaId: naming.schemaId, typeName };
  });
}

/** formParameters take the place of a schema (facts 1.4). */
function formParametersOf(
  naming: Naming,
  given: Json | undefined,
  suggestion: string,
): JsonObject[] | undefined {
  const schema = naming.document.resolve(given);
  const properties = objectOf(schema, 'properties');
  if (!properties) return undefined;
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).map(([name, property]) => {
    // The description moves from the schema to the parameter.
    const isInline = isObject(property) && property['$ref'] === undefined;
    const bare = isInline ? without(property, 'description') : property;
    const described = { name, required: required.includes(name), schema: bare };
    const description = textOf(naming.document.resolve(property), 'description');
    const parameter = { ...described, ...(description ? { description } : {}) };
    return parameterContract(naming, parameter, `${suggestion}-${name}-Form`);
  });
}

/** The contract keeps examples by name, an anonymous one as `default` (facts 8). */
function examplesOf({ document }: Naming, media: JsonObject): JsonObject | undefined {
  const named = objectOf(media, 'examples');
  if (named)
    return Object.fromEntries(Object.entries(named).map(([name, one]) => [name, document.resolve(one)]));
  return media['example'] === undefined ? undefined : { default: { value: media['example'] } };
}
