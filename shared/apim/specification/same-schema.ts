import { isList, isObject, type Json, type JsonObject, stableText, textAt, valueAt } from '../json.ts';
import { resolveReference } from './open-api.ts';

/**
 * Keys that say nothing about what is accepted or returned, or that an import is known to lose
 * (facts: apim-rest 2.1.7, 2.2): a difference in them cannot be seen on the service.
 */
const unseen = new Set([
  'example',
  'examples',
  'externalDocs',
  'xml',
  'discriminator',
  'title',
  '$schema',
  '$id',
]);

/** Known to get lost on the way at times: when the service says nothing, that is its wording, not a difference. */
const lossy = new Set([
  'nullable',
  'format',
  'description',
  'deprecated',
  'readOnly',
  'writeOnly',
  'default',
]);

/** Lists in which the order means nothing. */
const sets = new Set(['required', 'enum', 'type']);

/** Both documents whole: references are looked up in them. */
export interface Documents {
  readonly wanted: JsonObject;
  readonly live: JsonObject;
  readonly answers: Answers;
}

/** Answers so far, by pair of schemas: shared schemas are compared once, recursive ones come to an end. */
export interface Answers {
  /** Believed until the contrary is found: a schema that contains itself is the same if nothing else in it differs. */
  same: WeakMap<object, WeakSet<object>>;
  readonly different: WeakMap<object, WeakSet<object>>;
}

export function noAnswers(): Answers {
  return { same: new WeakMap(), different: new WeakMap() };
}

/**
 * Whether the service's schema means what the written one means. References are followed on both sides, so it
 * does not matter where a schema stands or what it is called there.
 */
export function sameSchema(wanted: Json | undefined, live: Json | undefined, documents: Documents): boolean {
  const [a, b] = [target(wanted, documents.wanted), target(live, documents.live)];
  const same = (left?: Json, right?: Json): boolean => sameSchema(left, right, documents);
  if (!isObject(a) || !isObject(b)) return sameValue(a, b, same);
  const { answers } = documents;
  if (answers.same.get(a)?.has(b) === true) return true;
  if (answers.different.get(a)?.has(b) === true) return false;
  remember(answers.same, a, b);
  if (sameObject(a, b, same)) return true;
  remember(answers.different, a, b);
  answers.same = new WeakMap(); // some of them were believed because of this one
  return false;
}

function remember(pairs: WeakMap<object, WeakSet<object>>, a: object, b: object): void {
  const partners = pairs.get(a) ?? new WeakSet();
  pairs.set(a, partners.add(b));
}

function sameValue(a: Json | undefined, b: Json | undefined, same: (a?: Json, b?: Json) => boolean): boolean {
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, at) => same(item, b[at]));
  return a === b;
}

function sameObject(a: JsonObject, b: JsonObject, same: (a?: Json, b?: Json) => boolean): boolean {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys
    .filter((key) => !unseen.has(key) && !key.startsWith('x-'))
    .every((key) => sameKey(key, valueAt(a, key), valueAt(b, key), same));
}

function sameKey(
  key: string,
  a: Json | undefined,
  b: Json | undefined,
  same: (a?: Json, b?: Json) => boolean,
): boolean {
  if (b === undefined && lossy.has(key)) return true;
  if (b === undefined || a === undefined) return isEmpty(a) && isEmpty(b);
  // In "properties" every key is a name, "example" among them.
  if (key === 'properties' && isObject(a) && isObject(b)) return sameNames(a, b, same);
  if (key === 'type') return sorted(withoutNull(a)) === sorted(withoutNull(b));
  if (sets.has(key)) return sorted(a) === sorted(b);
  return same(a, b);
}

function sameNames(a: JsonObject, b: JsonObject, same: (a?: Json, b?: Json) => boolean): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every(
    (name) => Object.hasOwn(a, name) && Object.hasOwn(b, name) && same(a[name], b[name]),
  );
}

function isEmpty(value: Json | undefined): boolean {
  if (isList(value)) return value.length === 0;
  return value === undefined || value === false || (isObject(value) && Object.keys(value).length === 0);
}

/** OpenAPI 3.1 writes `nullable` as a type; an export is 3.0 (facts: apim-rest 2.2). */
function withoutNull(type: Json): Json {
  return isList(type) ? type.filter((one) => one !== 'null') : type;
}

function sorted(value: Json): string {
  return isList(value) ? value.map(stableText).sort().join() : stableText([value]).slice(1, -1);
}

function target(value: Json | undefined, document: JsonObject, hops = 0): Json | undefined {
  const reference = textAt(value, '$ref');
  if (reference === undefined || hops > 20) return value;
  return target(resolveReference(document, reference) ?? reference, document, hops + 1);
}
