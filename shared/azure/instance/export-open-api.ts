import { isObject, type JsonObject, parsedJson } from '../../apim/json.ts';
import { withNumbers } from '../../apim/specification/exact-numbers.ts';
import { parseOpenApi, operationsOf } from '../../apim/specification/open-api.ts';
import { portableOpenApi } from '../../apim/specification/portable.ts';
import { byRoute, checkedExport } from './checked-export.ts';
import { downloadExport, unusable } from './download-export.ts';
import type { Exporting } from './export-specification.ts';

/** The OpenAPI 3 document of a revision, as JSON. Throws EXPORT_MISMATCH, UNEXPECTED_ANSWER and what `Arm` throws. */
export function exportedOpenApi(exporting: Exporting): Promise<string> {
  return exported(exporting, 'openapi+json-link');
}

/** The same as Swagger 2. */
export function exportedSwagger(exporting: Exporting): Promise<string> {
  return exported(exporting, 'swagger-link');
}

async function exported(exporting: Exporting, format: string): Promise<string> {
  const document = await checkedExport(exporting, () => download(exporting, format), byRoute(routesIn));
  return withNumbers(JSON.stringify(portableOpenApi(document), null, 2));
}

async function download(exporting: Exporting, format: string): Promise<JsonObject> {
  const text = await downloadExport(exporting, format);
  if (!isObject(parsedJson(text))) throw unusable(exporting.revision, 'a document that is not JSON');
  return parseOpenApi(text, 'the export', { exact: true }).document;
}

function routesIn(document: JsonObject): readonly string[] {
  return operationsOf(document).map(({ method, path }) => `${method} ${path}`);
}
