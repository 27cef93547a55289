import { type Document } from '../../apim/documents.ts';
import { type JsonObject, mapValues, objectAt, textAt, without } from '../../apim/json.ts';
import { describe } from '../../apim/resource-id.ts';
import type { Specification } from '../../apim/resource.ts';
import { parseOpenApi } from '../../apim/specification/open-api.ts';
import { withoutOperationTags } from '../../apim/specification/portable.ts';
import { TaskError } from '../../errors/task-error.ts';

/** Azure's limit for a specification inside a request (facts: apim-rest 2.1). */
const largestInline = 4 * 1024 * 1024;

/**
 * The part of an API's PUT that imports its specification. What the document says about matters that the API's own
 * properties decide is rewritten on the way, so that either precedence Azure has gives the declared result
 * (design, section 4 Import): servers, title, description. Tags are resources of their own.
 */
export async function importOf(specification: Specification, api: Document): Promise<JsonObject> {
  const file = api.file ?? describe(api.id);
  const { document, dialect } = parseOpenApi(await specification.load(), file);
  const toSend = dialect === 'Swagger 2' ? swaggerToSend : documentToSend;
  const value = JSON.stringify(toSend(document, api.properties));
  const bytes = new TextEncoder().encode(value).length;
  if (bytes > largestInline) {
    throw new TaskError('UNSUPPORTED_SPECIFICATION', {
      message: `The specification of ${describe(api.id)} has ${String(bytes)} bytes as JSON; Azure takes ${String(largestInline)}.`,
      remedy: 'Split the API, or take examples and long descriptions out of the document.',
      where: { file },
    });
  }
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
export function swaggerToSend(document: JsonObject, properties: JsonObject): JsonObject {
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
