import { isObject, type Json, type JsonObject, objectAt, stableText, textAt } from '../json.ts';
import type { Comparing, Found } from './comparing.ts';
import { contractFindings, describedFindings, type Place } from './contract-words.ts';
import type { Silence } from './silences.ts';
import { formTypes } from './swagger-2.ts';

/** What differs between the types that a request or response comes in, and their schemas. */
export function contentFindings(
  wanted: JsonObject,
  live: JsonObject,
  place: Place,
  comparing: Comparing,
): readonly Found[] {
  const [mine, theirs] = [contentOf(wanted), contentOf(live)];
  return [...new Set([...mine.keys(), ...theirs.keys()])].sort().flatMap((type) => {
    const [a, b] = [mine.get(type), theirs.get(type)];
    if (a === undefined || b === undefined)
      return [{ of: 'content type', before: b, after: a, ...place, at: type }];
    // The contract holds a form field by field, as parameters, and no schema (facts: apim-rest 1.4).
    const isForm = formTypes.includes(type) && place.side === 'request';
    const schemas = isForm ? formFindings : bodyFindings;
    return [...schemas(a['schema'], b['schema'], place, comparing), ...exampleFindings(a, b, place)];
  });
}

/** By type; types have no case. */
function contentOf(body: JsonObject): Map<string, JsonObject> {
  return new Map(
    Object.entries(objectAt(body, 'content')).map(([type, media]) => [
      type.toLowerCase().replace(/\s+/g, ''),
      isObject(media) ? media : {},
    ]),
  );
}

function bodyFindings(
  a: Json | undefined,
  b: Json | undefined,
  { part, side }: Place,
  { wanted, heard, pairs }: Comparing,
): readonly Found[] {
  const sort = textAt(a, '$ref') === undefined ? 'its own' : 'a component';
  const silence: Silence = `schema of a body of ${sort}`;
  if (b !== undefined) {
    heard.add(silence);
    return [{ part, side, pair: pairs.pair(a, b) }];
  }
  const says = Object.keys(wanted.words(a)).length > 0;
  return says ? [{ of: 'schema', after: a, silence, part, side }] : [];
}

function formFindings(
  a: Json | undefined,
  b: Json | undefined,
  place: Place,
  comparing: Comparing,
): readonly Found[] {
  const [mine, theirs] = [comparing.wanted.words(a), comparing.live.words(b)];
  const [left, right] = [objectAt(mine, 'properties'), objectAt(theirs, 'properties')];
  if (Object.keys(left).length === 0 || b === undefined) return bodyFindings(a, b, place, comparing);
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  const required = [mine, theirs].map((schema) => schema['required']);
  return [
    ...names.flatMap((name) => fieldFindings(left[name], right[name], { ...place, at: name }, comparing)),
    ...(stableText(required[0] ?? []) === stableText(required[1] ?? [])
      ? []
      : [{ of: 'required properties', before: required[1], after: required[0], ...place }]),
  ];
}

function fieldFindings(
  a: Json | undefined,
  b: Json | undefined,
  place: Place,
  comparing: Comparing,
): readonly Found[] {
  if (a === undefined || b === undefined) return [{ of: 'property', before: b, after: a, ...place }];
  const [mine, theirs] = [comparing.wanted.words(a), comparing.live.words(b)];
  const described = describedFindings(
    textAt(mine, 'description'),
    textAt(theirs, 'description'),
    place,
    comparing,
  );
  return [...described, ...contractFindings(undescribed(mine), undescribed(theirs), place, comparing)];
}

/** The description of a field is that of a parameter. */
function undescribed({ description: _, ...schema }: JsonObject): JsonObject {
  return schema;
}

/** Lost is not a difference; and where the service has one, it may be in its own words. */
function exampleFindings(a: JsonObject, b: JsonObject, place: Place): readonly Found[] {
  const [mine, theirs] = [examplesOf(a), examplesOf(b)];
  const isSame = theirs === undefined || stableText(mine ?? null) === stableText(theirs);
  return isSame ? [] : [{ of: 'example', before: theirs, after: mine, silence: 'example', ...place }];
}

/** Their values, in an order of their own: their names have none. */
function examplesOf({ examples, example }: JsonObject): Json | undefined {
  if (!isObject(examples)) return example === undefined ? undefined : [stableText(example)];
  const values = Object.values(examples).map((one) => (isObject(one) ? (one['value'] ?? null) : one));
  return values.map(stableText).sort();
}
