import { compareOpenApi } from '../apim/specification/compare-open-api.ts';
import { parseOpenApi } from '../apim/specification/open-api.ts';
import { indentationOf } from './edit-json.ts';
import type { MergedText } from './merge.ts';
import { renderSpecification } from './render.ts';

/** The specification that says what the service exports, in the words of the file where they mean the same. */
export function mergedSpecification(exported: string, before: string | undefined, path: string): MergedText {
  const live = parseOpenApi(exported, 'the export').document;
  const syntax = path.toLowerCase().endsWith('.json') ? 'json' : 'yaml';
  if (before === undefined) return { text: renderSpecification(live, syntax) };
  const { document } = parseOpenApi(before, path);
  // What nobody can tell apart stays as its author wrote it.
  if (compareOpenApi(document, live).verdict !== 'different') return { text: before };
  return { text: renderSpecification(live, syntax, indentationOf(before)) };
}
