import { isInventedName } from './invented-name.ts';
import {
  inTextOrder,
  isList,
  isObject,
  type Json,
  type JsonObject,
  sortedKeys,
  stableText,
  valueAt,
  without,
  withoutAt,
} from './json.ts';
import type { Kind } from './kinds/kind.ts';
import type { PropertyRules } from './kinds/property-rules.ts';
import { reworded } from './wording.ts';

const idInAnyInstance =
  /^(?<host>https?:\/\/[^/]+)?\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ApiManagement\/service\/[^/]+(?<relative>\/.+)$/i;

/** What only the service writes, whatever the kind (facts: apim-rest 8, "All types"). */
const writtenByService = [
  'provisioningState',
  'createdAtUtc',
  'createdDate',
  'createdDateTime',
  'updatedDateTime',
  'lastModifiedDate',
  'specificationLastUpdated',
];

/**
 * Properties as they are kept in files and plans: without what only the service writes, without nulls and empty
 * containers (Azure gives either for "not set": facts apim-rest 8), without defaults that it says or not, ids
 * relative to the instance.
 * Everything else stays, known or not.
 */
export function portable(properties: JsonObject, rules: PropertyRules = {}): JsonObject {
  const hidden = rules.secret?.hidden(properties) === true ? rules.secret.paths : [];
  const own = [...(rules.readOnly ?? []), ...hidden].reduce(
    (rest, path) => withoutAt(rest, path.split('.')),
    without(properties, writtenByService),
  );
  const chosen = changeAt(own, rules.ofImports, unlessInvented);
  const small = withOpaque(withoutDefaults(shrunk(chosen) ?? {}, rules.unsaid), own, rules);
  return changeAt(small, rules.references, relativeReference);
}

/**
 * The form in which two sides are compared: portable, what is only written, empty texts and defaults left out, sets
 * sorted, the spelling of ids folded.
 */
export function canonical(properties: JsonObject, { properties: rules = {} }: Kind): JsonObject {
  const said = worded(without(portable(properties, rules), rules.writeOnly ?? []), rules);
  const folded = changeAt(withOpaque(withoutEmptyTexts(said), said, rules), rules.references, foldId);
  return withoutDefaults(changeAt(folded, rules.sets, sortedSet), rules.defaults);
}

/** In one wording, where there are several for the same. */
function worded(properties: JsonObject, { wordings = {}, folded }: PropertyRules): JsonObject {
  const own = folded?.(properties) ?? properties;
  return Object.entries(wordings).reduce((all, [path, wording]) => {
    const one = (value: Json) => (typeof value === 'string' ? reworded(value, wording) : value);
    return changeAt(all, [path], one);
  }, own);
}

/**
 * "/subscriptions/.../service/x/backends/b" -> "/backends/b"; any other text stays as it is, an address of Azure's
 * own interface too: it may be what an API calls.
 */
export function relativeId(text: string): string {
  const { host, relative } = idInAnyInstance.exec(text)?.groups ?? {};
  return host === undefined ? (relative ?? text) : text;
}

/** Where an id is expected, it may come with a host. */
function relativeReference(value: Json): Json {
  return typeof value === 'string' ? (idInAnyInstance.exec(value)?.groups?.['relative'] ?? value) : value;
}

function unlessInvented(name: Json): Json {
  return typeof name === 'string' && isInventedName(name) ? null : name;
}

/** Replaces what stands at these dotted paths; a list on the way means each of its items. */
export function changeAt(
  value: JsonObject,
  paths: readonly string[] | undefined,
  change: (found: Json) => Json,
): JsonObject {
  return (paths ?? []).reduce((all, path) => changed(all, path.split('.'), change), value);
}

function changed(value: JsonObject, path: readonly string[], change: (found: Json) => Json): JsonObject {
  const [step, ...rest] = path;
  if (step === undefined || !Object.hasOwn(value, step)) return value;
  const found = value[step];
  if (found === undefined) return value;
  if (rest.length === 0) return { ...value, [step]: change(found) };
  if (isObject(found)) return { ...value, [step]: changed(found, rest, change) };
  if (!isList(found)) return value;
  return { ...value, [step]: found.map((item) => (isObject(item) ? changed(item, rest, change) : item)) };
}

/** With the words that the other one has at the paths that are opaque. */
function withOpaque(value: JsonObject, whole: JsonObject, { opaque = [] }: PropertyRules): JsonObject {
  return opaque.reduce((all, key) => {
    const found = valueAt(whole, key);
    return found === undefined || found === null ? all : { ...all, [key]: found };
  }, value);
}

function shrunk(value: JsonObject): JsonObject | undefined {
  const kept = Object.entries(value).flatMap(([key, entry]) => {
    const small = shrunkValue(entry);
    return small === undefined ? [] : [[key, small] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function shrunkValue(value: Json): Json | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string') return relativeId(value);
  // A place in a list means something: what is empty there stays.
  if (isList(value)) return value.length === 0 ? undefined : value.map((item) => shrunkItem(item));
  return isObject(value) ? shrunk(value) : value;
}

function shrunkItem(item: Json): Json {
  return isObject(item) ? (shrunk(item) ?? {}) : (shrunkValue(item) ?? item);
}

/** An empty text is another word for nothing (facts: apim-rest 8). */
function withoutEmptyTexts(value: JsonObject): JsonObject {
  const kept = Object.entries(value).flatMap(([key, entry]): readonly (readonly [string, Json])[] => {
    if (entry === '') return [];
    const inner = isObject(entry) ? withoutEmptyTexts(entry) : entry;
    return isObject(inner) && Object.keys(inner).length === 0 ? [] : [[key, inner]];
  });
  return Object.fromEntries(kept);
}

function foldId(value: Json): Json {
  if (typeof value !== 'string') return value;
  // Version sets had another name once (facts: apim-rest 1.3).
  return relativeId(value)
    .toLowerCase()
    .replace(/^\/api-version-sets\//, '/apiversionsets/');
}

function sortedSet(value: Json): Json {
  return isList(value) ? inTextOrder(value.map(sortedKeys)) : value;
}

function withoutDefaults(properties: JsonObject, defaults: JsonObject = {}): JsonObject {
  return Object.entries(defaults).reduce(
    (rest, [key, value]) => withoutDefault(rest, key, value),
    properties,
  );
}

function withoutDefault(properties: JsonObject, key: string, value: Json): JsonObject {
  const found = valueAt(properties, key);
  if (found === undefined) return properties;
  if (isObject(value) && isObject(found)) {
    const rest = withoutDefaults(found, value);
    return Object.keys(rest).length === 0 ? without(properties, [key]) : { ...properties, [key]: rest };
  }
  return stableText(found) === stableText(value) ? without(properties, [key]) : properties;
}
