import { isObject, type Json, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type Document, openApiDocument, parsedObject, unreadable } from './document.ts';
import { contentTypes, type ImportedApi, type ImportedSchema, type ImportRequest } from './imported-api.ts';
import { importedOperations } from './imported-operations.ts';
import { recursionIn } from './recursive-schemas.ts';
import { Components } from './stored-schema.ts';
import { openApiOf } from './swagger.ts';

/** OpenAPI 3; Swagger 2 is taken too where YAML is, which peers make use of (facts 2.1). */
export function importOpenApi(request: ImportRequest): ImportedApi {
  const root = parsedObject(request.text, request.jsonOnly);
  const isSwagger = !request.jsonOnly && root['swagger'] !== undefined;
  return isSwagger
    ? imported(request, openApiOf(root), true)
    : imported(request, openApiDocument(root), false);
}

/** Swagger 2.0, in JSON only (facts 2.1). */
export function importSwagger(request: ImportRequest): ImportedApi {
  return imported(request, openApiOf(parsedObject(request.text, true)), true);
}

function imported(request: ImportRequest, document: Document, isSwagger: boolean): ImportedApi {
  const { namesSchemas, keepQueryParameters, takesRecursion } = request;
  const components = new Components(document, namesSchemas);
  const recursive = takesRecursion ? undefined : recursionIn(components.schemas);
  if (recursive !== undefined)
    throw unreadable(`The recursive definition of schema '${recursive}' is not supported.`);
  const schemaId = request.inventId();
  const operations = importedOperations({ document, components, schemaId, keepQueryParameters });
  return {
    displayName: textOf(document.info, 'title'),
    description: textOf(document.info, 'description'),
    serviceUrl: firstHttpsServer(document),
    schemas: components.isEmpty ? [] : [schemaEntity(schemaId, components, isSwagger)],
    operations: request.link
      ? operations.map((one) => ({ ...one, properties: withoutDescriptions(one.properties) }))
      : operations,
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

function schemaEntity(name: string, { schemas }: Components, isSwagger: boolean): ImportedSchema {
  if (!isSwagger) return { name, contentType: contentTypes.openApi, document: { components: { schemas } } };
  const text = JSON.stringify(schemas).replaceAll('"$ref":"#/components/schemas/', '"$ref":"#/definitions/');
  const definitions = JSON.parse(text) as JsonObject;
  return { name, contentType: contentTypes.swagger, document: { definitions } };
}

/** What a link import loses of parameters and headers (facts 2.1). */
function withoutDescriptions(properties: JsonObject): JsonObject {
  const lists = ['templateParameters', 'queryParameters', 'headers'];
  const entries = Object.entries(properties).map(([name, value]): [string, Json | undefined] => {
    if (lists.includes(name) && Array.isArray(value))
      return [name, value.map((one) => (isObject(one) ? { ...one, description: undefined } : one))];
    return [name, name === 'request' && isObject(value) ? withoutDescriptions(value) : value];
  });
  return Object.fromEntries(entries);
}
