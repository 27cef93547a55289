import { type JsonObject, parsedJson } from '../apim/json.ts';
import { compareOpenApi } from '../apim/specification/compare-open-api.ts';
import { rounded, withNumbers } from '../apim/specification/exact-numbers.ts';
import { parseOpenApi } from '../apim/specification/open-api.ts';
import { isSwagger2 } from '../apim/specification/swagger-2.ts';
import { inWords, type SpecificationDifference } from '../apim/specification/verdict.ts';
import { indentationOf } from './edit-json.ts';
import { mergedJson } from './merge-json.ts';
import { mergedYaml } from './merge-yaml.ts';
import type { MergedText } from './merged-text.ts';
import type { Taking } from './patch-schema.ts';
import { openApi3 } from './patch-open-api-3.ts';
import { patchedOpenApi } from './patch-open-api.ts';
import { swagger2 } from './patch-swagger-2.ts';
import { renderSpecification } from './render.ts';

/** What the service exports of an API. */
export interface Exported {
  readonly openApi: string;
  /** The same as Swagger 2: asked for only where the file is that, and something differs. */
  readonly swagger?: () => Promise<string>;
}

/**
 * The specification that says what the service exports, in the words and the dialect of the file: only operations that
 * differ are touched, and of them only what differs. Where that does not lead to what is live, the whole file is
 * written anew.
 */
export async function mergedSpecification(
  { openApi, swagger }: Exported,
  before: string,
  path: string,
): Promise<MergedText> {
  const exported = parseOpenApi(openApi, 'the export').document;
  const { document, syntax } = parseOpenApi(before, path);
  const compared = compareOpenApi(document, exported);
  // What nobody can tell apart stays as its author wrote it.
  if (compared.verdict !== 'different') return { text: before };
  const isSwagger = isSwagger2(document) && swagger !== undefined;
  const source = isSwagger ? await swagger() : openApi;
  const live = parseOpenApi(source, 'the export', { exact: true }).document;
  const extension = path.toLowerCase().endsWith('.json') ? 'json' : 'yaml';
  const text = renderSpecification(live, isSwagger ? syntax : extension, indentationOf(before));
  const replaced = (replacedBecause: string): MergedText => ({ text, replacedBecause });
  if (isSwagger2(document) !== isSwagger2(live))
    return replaced('it is Swagger 2, and the instance gives no Swagger 2');
  const patched = patch(document, live, exported, compared.differences);
  if (typeof patched === 'string') return replaced(patched);
  const merged = inTheWordsOf(before, patched, syntax);
  return merged === undefined
    ? replaced('its YAML cannot be changed in part')
    : { text: withNumbers(merged) };
}

/**
 * The document that says what is live, or why it could not be made. What differs in a component goes into the
 * component; where that would change too much, what uses it is told apart. What the service does not say of a schema is
 * taken for its wording as long as that can be so: else it is gone.
 */
function patch(
  written: JsonObject,
  live: JsonObject,
  exported: JsonObject,
  differences: readonly SpecificationDifference[],
): JsonObject | string {
  const dialect = isSwagger2(written) ? swagger2 : openApi3;
  let reason = '';
  for (const taking of takings) {
    const patched = patchedOpenApi(written, live, differences, { dialect, ...taking });
    if (typeof patched === 'string') return patched;
    const left = compareOpenApi(rounded(patched), exported);
    if (left.verdict !== 'different') return patched;
    reason = `changed in part it would still differ: ${left.differences.map(told).join('; ')}`;
  }
  return reason;
}

const takings: readonly Taking[] = [false, true].flatMap((literally) =>
  [false, true].map((apart) => ({ apart, literally })),
);

function told(difference: SpecificationDifference): string {
  return `${difference.subject} ${inWords({ ...difference, breaking: [] })}`;
}

/** JSON is also what a file with the extension .yaml may hold. */
function inTheWordsOf(before: string, patched: JsonObject, syntax: 'yaml' | 'json'): string | undefined {
  return syntax === 'json' && parsedJson(before) !== undefined
    ? mergedJson(before, patched)
    : mergedYaml(before, patched);
}
