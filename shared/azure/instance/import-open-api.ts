import type { Document } from '../../apim/documents.ts';
import { type JsonObject, mapValues, objectAt, textAt, without } from '../../apim/json.ts';
import { describe } from '../../apim/resource-id.ts';
import { withNumbers } from '../../apim/specification/exact-numbers.ts';
import { parseOpenApi } from '../../apim/specification/open-api.ts';
import { withoutOperationTags } from '../../apim/specification/portable.ts';

/**
 * The part of an API's PUT that imports its specification. What the document says about matters that the API's own
 * properties decide is rewritten on the way, so that either precedence Azure has gives the declared result
 * (design, section 4 Import): servers, title, description. Tags are resources of their own.
 */
export function openApiImport(text: string, api: Document): JsonObject {
  const { document, dialect } = parseOpenApi(text, api.file ?? describe(api.id), { exact: true });
  const toSend = dialect === 'Swagger 2' ? swaggerToSend : documentToSend;
  const value = withNumbers(JSON.stringify(toSend(document, api.properties)));
  // Azure's default would move required query parameters into the path: the document as written has them in the query.
  const translate = textAt(api.properties, 'translateRequiredQueryParameters') ?? 'query';
  // Swagger 2 is taken as JSON only (facts: apim-rest 2.1).
  const format = dialect === 'Swagger 2' ? 'swagger-json' : 'openapi+json';
  return { format, value, translateRequiredQueryParameters: translate };
}
/** The document as Azure gets it; the file stays as it is. */
export function documentToSend(document: JsonObject, properties: JsonObject): JsonObject {
  const serviceUrl = textAt(properties, 'serviceUrl');
  return {
    ...without(document, ['servers', 'tags']),
    info: infoToSend(document, properties),
    ...(serviceUrl === undefined ? {} : { servers: [{ url: serviceUrl }] }),
    paths: withoutServers(withoutOperationTags(objectAt(document, 'paths'))),
  };
}

/** The same for Swagger 2, which tells its server in three parts. */
function swaggerToSend(document: JsonObject, properties: JsonObject): JsonObject {
  return {
    ...without(document, ['host', 'basePath', 'schemes', 'tags']),
    info: infoToSend(document, properties),
    ...serverOf(textAt(properties, 'serviceUrl') ?? ''),
    paths: withoutOperationTags(objectAt(document, 'paths')),
  };
}

function serverOf(serviceUrl: string): JsonObject {
  if (!URL.canParse(serviceUrl)) return {};
  const { host, pathname, protocol } = new URL(serviceUrl);
  return { host, basePath: pathname, schemes: [protocol.replace(':', '')] };
}

function infoToSend(document: JsonObject, properties: JsonObject): JsonObject {
  const description = textAt(properties, 'description');
  return {
    ...without(objectAt(document, 'info'), ['description']),
    title: textAt(properties, 'displayName') ?? textAt(document, 'info', 'title') ?? 'API',
    ...(description === undefined || description === '' ? {} : { description }),
  };
}

/** Servers of a path or an operation would override the declared service URL. */
function withoutServers(paths: JsonObject): JsonObject {
  return mapValues(paths, (item) =>
    mapValues(without(item, ['servers']), (operation) => without(operation, ['servers'])),
  );
}
