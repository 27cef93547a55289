import { decoded } from '../decoded.ts';
import { isList, type Json, type JsonObject, valueAt } from '../json.ts';

/** "#/paths/~1pets~1{id}/get": where in a document something stands, as RFC 6901 writes it. */
export function pointer(...steps: readonly (string | number)[]): string {
  return ['#', ...steps.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}

/** The other way round, also of a reference, which is part of a URL: "#/paths/~1pets~1%7Bid%7D" -> "paths", "/pets/{id}". */
export function stepsOf(reference: string): readonly string[] {
  const [, ...steps] = reference.split('/');
  return steps.map((step) => decoded(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What a reference leads to, into lists too: bundlers write "#/paths/~1pets/get/parameters/0". Undefined: nowhere, or outside. */
export function pointedAt(document: JsonObject, reference: string): Json | undefined {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined;
  return stepsOf(reference).reduce<Json | undefined>(
    (here, step) => (isList(here) ? here.find((_, at) => String(at) === step) : valueAt(here, step)),
    document,
  );
}
