import type { JsonObject } from '../apim/json.ts';
import { compareOpenApi } from '../apim/specification/compare-open-api.ts';
import { parseOpenApi } from '../apim/specification/open-api.ts';
import { indentationOf } from './edit-json.ts';
import { mergedJson } from './merge-json.ts';
import { mergedYaml } from './merge-yaml.ts';
import type { MergedText } from './merge.ts';
import { patchedOpenApi } from './patch-open-api.ts';
import { renderSpecification } from './render.ts';

/**
 * The specification that says what the service exports, in the words of the file: only operations that differ are
 * touched, and of them only what differs. Where that does not lead to what is live, the whole file is written anew.
 */
export function mergedSpecification(exported: string, before: string | undefined, path: string): MergedText {
  const live = parseOpenApi(exported, 'the export').document;
  const extension = path.toLowerCase().endsWith('.json') ? 'json' : 'yaml';
  if (before === undefined) return { text: renderSpecification(live, extension) };
  const { document, syntax } = parseOpenApi(before, path);
  const compared = compareOpenApi(document, live);
  // What nobody can tell apart stays as its author wrote it.
  if (compared.verdict !== 'different') return { text: before };
  const text = renderSpecification(live, extension, indentationOf(before));
  const replaced = (replacedBecause: string): MergedText => ({ text, replacedBecause });
  if (typeof document['swagger'] === 'string' || typeof live['swagger'] === 'string')
    return replaced('it is Swagger 2, which an export does not give back in its parts');
  const patched = patchedOpenApi(document, live, compared.differences);
  if (typeof patched === 'string') return replaced(patched);
  if (compareOpenApi(patched, live).verdict === 'different')
    return replaced('a schema means different things in different places by now');
  const merged = inTheWordsOf(before, patched, syntax);
  return merged === undefined ? replaced('its YAML cannot be changed in part') : { text: merged };
}

/** JSON is also what a file with the extension .yaml may hold. */
function inTheWordsOf(before: string, patched: JsonObject, syntax: 'yaml' | 'json'): string | undefined {
  return syntax === 'json' && isJson(before) ? mergedJson(before, patched) : mergedYaml(before, patched);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
