import { isList, isObject, type Json, type JsonObject, objectAt, stableText, textAt } from '../apim/json.ts';
import { stepsOf } from '../apim/specification/json-pointer.ts';
import { resolveReference } from '../apim/specification/open-api.ts';
import { sameText } from '../apim/specification/same-text.ts';

/** What an import is known to lose or to word anew (facts: apim-rest 2.1.7, 2.2): the author's stays. */
const ofTheAuthor = new Set([
  'example',
  'examples',
  'externalDocs',
  'xml',
  'discriminator',
  'title',
  '$schema',
  '$id',
]);
/** Lists in which the order means nothing. */
const sets = new Set(['required', 'enum', 'type']);

/** Where a dialect keeps what is referred to. */
export interface ComponentPlaces {
  /** Components by the name of their section. */
  readonly sectionsOf: (document: JsonObject) => JsonObject;
  readonly within: (document: JsonObject, sections: JsonObject) => JsonObject;
  /** A reference, with its section and its name as groups. */
  readonly reference: RegExp;
}

/** How schemas are taken over. */
export interface Taking {
  /** A component that something else has come instead of stays as it is, for those who still refer to it. */
  readonly apart: boolean;
  /** What the service does not say is gone, whatever it is; what it says is so, though it be empty. */
  readonly literally: boolean;
}

/**
 * Brings schemas of the service into a written document: what means the same keeps its words, components that are
 * referred to come along. One for each document; `within` puts what became of the components into it.
 */
export class Schemas {
  readonly literally: boolean;
  readonly #written: JsonObject;
  readonly #live: JsonObject;
  readonly #places: ComponentPlaces;
  readonly #apart: boolean;
  readonly #components: Record<string, JsonObject>;
  /** Pairs of references that are being merged or were: a schema may contain itself. */
  readonly #merged = new Set<string>();

  constructor(written: JsonObject, live: JsonObject, places: ComponentPlaces, { apart, literally }: Taking) {
    this.#written = written;
    this.#live = live;
    this.#places = places;
    this.#apart = apart;
    this.literally = literally;
    const sections = Object.entries(places.sectionsOf(written));
    this.#components = Object.fromEntries(
      sections.flatMap(([name, all]) => (isObject(all) ? [[name, all]] : [])),
    );
  }

  within(document: JsonObject): JsonObject {
    return this.#places.within(document, this.#components);
  }

  /** Any value of the live document, with the components that it refers to. */
  brought(value: Json): Json {
    if (isList(value)) return value.map((item) => this.brought(item));
    if (!isObject(value)) return value;
    const reference = textAt(value, '$ref');
    if (reference !== undefined) return { ...value, $ref: this.#bringComponent(reference) };
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.brought(entry)]));
  }

  /** The written schema with what the live one says otherwise. */
  merged(written: Json | undefined, live: Json): Json {
    if (!isObject(written) || !isObject(live))
      return written !== undefined && sameValue(written, live) ? written : this.brought(live);
    const [target, source] = [resolved(this.#now(), written), resolved(this.#live, live)];
    if (target === undefined || source === undefined) return this.brought(live);
    const mine = textAt(written, '$ref');
    if (mine === undefined) return this.#mergedObject(target, source);
    if (this.#apart && textAt(live, '$ref') !== mine) return this.brought(live);
    this.#mergeComponent(mine, target, source, textAt(live, '$ref') ?? stableText(live));
    return written;
  }

  #mergeComponent(reference: string, target: JsonObject, source: JsonObject, from: string): void {
    const pair = `${reference} ${from}`;
    if (this.#merged.has(pair)) return;
    this.#merged.add(pair);
    const [section = '', name = ''] = this.#stepsOf(reference);
    const merged = this.merged(target, source);
    if (isObject(merged)) this.#put(section, name, merged);
  }

  /** The same where a component is not to be changed for all: what it says is said here. */
  mergedInline(written: JsonObject, live: JsonObject): JsonObject {
    const [mine, theirs] = [resolved(this.#now(), written) ?? {}, resolved(this.#live, live) ?? {}];
    return this.#mergedObject(mine, theirs);
  }

  #mergedObject(written: JsonObject, live: JsonObject): JsonObject {
    const kept = Object.entries(written).flatMap(([key, mine]): readonly (readonly [string, Json])[] => {
      const theirs = Object.hasOwn(live, key) ? live[key] : undefined;
      if (isAuthors(key)) return [[key, mine]];
      // Silence is the service's wording, except about what a schema is made of.
      if (theirs === undefined) return isStructure(key) || this.literally ? [] : [[key, mine]];
      return [[key, this.#mergedKey(key, mine, theirs)]];
    });
    const added = Object.entries(live).flatMap(([key, theirs]): readonly (readonly [string, Json])[] =>
      Object.hasOwn(written, key) ||
      isAuthors(key) ||
      (isEmpty(theirs) && !this.literally) ||
      saysNullable(key, theirs, written)
        ? []
        : [[key, this.brought(theirs)]],
    );
    return Object.fromEntries([...kept, ...added]);
  }

  #mergedKey(key: string, mine: Json, theirs: Json): Json {
    if (key === 'properties' && isObject(mine) && isObject(theirs)) {
      const names = Object.keys(mine).filter((name) => Object.hasOwn(theirs, name));
      const added = Object.keys(theirs).filter((name) => !Object.hasOwn(mine, name));
      return Object.fromEntries([
        ...names.map((name) => [name, this.merged(mine[name], theirs[name] ?? null)] as const),
        ...added.map((name) => [name, this.brought(theirs[name] ?? null)] as const),
      ]);
    }
    if (sets.has(key) && sortedSet(mine) === sortedSet(theirs)) return mine;
    if (isList(mine) && isList(theirs) && mine.length === theirs.length && !sets.has(key))
      return mine.map((item, at) => this.merged(item, theirs[at] ?? null));
    return this.merged(mine, theirs);
  }

  #bringComponent(reference: string): string {
    const source = resolved(this.#live, { $ref: reference });
    const [section = '', name = ''] = this.#stepsOf(reference);
    if (source === undefined || name === '') return reference;
    const own = this.#components[section];
    if (own !== undefined && Object.hasOwn(own, name)) {
      if (!this.#apart) this.#mergeComponent(reference, objectAt(own, name), source, reference);
      return reference;
    }
    this.#put(section, name, source); // before what is in it: it may contain itself
    this.#put(section, name, objectAt(this.brought(source)));
    return reference;
  }

  #put(section: string, name: string, value: JsonObject): void {
    this.#components[section] = { ...this.#components[section], [name]: value };
  }

  /** The written document as it is by now. */
  #now(): JsonObject {
    return this.within(this.#written);
  }

  /** "#/components/schemas/Pet" -> "schemas", "Pet". Nothing where it leads elsewhere. */
  #stepsOf(reference: string): readonly string[] {
    const steps = this.#places.reference.exec(reference)?.slice(1) ?? [];
    return stepsOf(['#', ...steps].join('/'));
  }
}

function resolved(document: JsonObject, value: JsonObject): JsonObject | undefined {
  const reference = textAt(value, '$ref');
  return reference === undefined ? value : resolveReference(document, reference);
}

function isAuthors(key: string): boolean {
  return ofTheAuthor.has(key) || key.startsWith('x-');
}

function isStructure(key: string): boolean {
  return ['properties', 'required', 'enum', 'items', 'allOf', 'oneOf', 'anyOf', 'type', '$ref'].includes(key);
}

function isEmpty(value: Json): boolean {
  if (isList(value)) return value.length === 0;
  return value === false || value === '' || (isObject(value) && Object.keys(value).length === 0);
}

/** OpenAPI 3.1 writes `nullable` as a type; an export is 3.0. */
function saysNullable(key: string, value: Json, written: JsonObject): boolean {
  const { type } = written;
  return key === 'nullable' && value === true && isList(type) && type.includes('null');
}

function sortedSet(value: Json): string {
  const items = isList(value) ? value.filter((one) => one !== 'null') : [value];
  return items.map(stableText).sort().join();
}

function sameValue(left: Json, right: Json): boolean {
  if (typeof left === 'string' && typeof right === 'string') return sameText(left, right);
  return stableText(left) === stableText(right);
}
