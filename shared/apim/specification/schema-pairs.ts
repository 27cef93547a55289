import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  stableText,
  textAt,
  valueAt,
} from '../json.ts';
import type { Fact } from './finding.ts';
import { sameText } from './same-text.ts';
import type { SchemaWords } from './schema-words.ts';
import { laterKeywords, type Silence } from './silences.ts';

/** A written schema beside the service's. What stands inside them are pairs of their own: schemas may be recursive. */
export interface SchemaPair {
  readonly facts: readonly Fact[];
  readonly inner: readonly InnerPair[];
}

interface InnerPair {
  /** ".name" of a property, "[]" of items. */
  readonly step: string;
  readonly pair: SchemaPair;
}

interface OpenPair {
  readonly a: JsonObject;
  readonly b: JsonObject;
  facts: Fact[];
  inner: InnerPair[];
}

/**
 * Compares schemas by pairs, each once, however often and from wherever it is reached: a graph, which recursive schemas
 * close into rings. What a pair comes to is known after `settle`.
 */
export class SchemaPairs {
  private readonly known = new WeakMap<object, WeakMap<object, OpenPair>>();
  private readonly open: OpenPair[] = [];
  private differs = false;
  /** Schemas of the service that were looked at. */
  readonly seen = new WeakSet();

  constructor(
    private readonly wanted: SchemaWords,
    private readonly live: SchemaWords,
    /** What the service was heard to say. */
    private readonly heard: Set<Silence>,
  ) {}

  pair(wanted: Json | undefined, live: Json | undefined): SchemaPair {
    return this.pairOf(this.wanted(wanted), this.live(live));
  }

  /** Of schemas that are in words already. */
  pairOf(a: JsonObject, b: JsonObject): SchemaPair {
    const partners = this.known.get(a) ?? new WeakMap<object, OpenPair>();
    this.known.set(a, partners);
    const before = partners.get(b);
    if (before !== undefined) return before;
    const made: OpenPair = { a, b, facts: [], inner: [] };
    partners.set(b, made);
    this.seen.add(b);
    this.open.push(made);
    return made;
  }

  /** Compares all pairs that were asked for, and those inside them. Not by recursion: chains of references can be long. */
  settle(): void {
    for (let pair = this.open.pop(); pair !== undefined; pair = this.open.pop()) {
      this.compare(pair);
      this.differs ||= pair.facts.length > 0;
    }
  }

  /** Every fact that can be reached from this pair, with the way to it. */
  factsIn(root: SchemaPair): readonly Fact[] {
    if (!this.differs) return [];
    const facts: Fact[] = [];
    const visited = new Set<SchemaPair>([root]);
    const ways: { at: string; pair: SchemaPair }[] = [{ at: '', pair: root }];
    for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
      const { at, pair } = way;
      for (const fact of pair.facts) facts.push({ ...fact, at: `${at}${fact.at ?? ''}`.replace(/^\./, '') });
      for (const { step, pair: next } of pair.inner) {
        if (visited.has(next)) continue;
        visited.add(next);
        ways.push({ at: at + step, pair: next });
      }
    }
    return facts;
  }

  private compare(pair: OpenPair): void {
    const { a, b } = pair;
    if (a === b) return;
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) this.compareKeyword(key, pair);
  }

  private compareKeyword(key: string, pair: OpenPair): void {
    const [a, b] = [valueAt(pair.a, key), valueAt(pair.b, key)];
    const silence = silenceAbout(key, pair.a, pair.b);
    if (silence !== undefined && b !== undefined && key !== 'type') this.heard.add(silence);
    if (key === 'properties') this.compareProperties(objectAt(pair.a, key), objectAt(pair.b, key), pair);
    else if (key === 'example') pair.facts.push(...exampleFacts(a, b));
    else if (!this.goesInside(key, a, b, pair) && !sameKeyword(key, a, b))
      pair.facts.push(factAbout(key, a, b, silence));
  }

  /** Whether the values are schemas on both sides: then they are pairs of their own. */
  private goesInside(key: string, a: Json | undefined, b: Json | undefined, pair: OpenPair): boolean {
    if (['items', 'not', 'additionalProperties'].includes(key) && isObject(a) && isObject(b)) {
      pair.inner.push({ step: key === 'not' ? '' : '[]', pair: this.pair(a, b) });
      return true;
    }
    if (!['allOf', 'anyOf', 'oneOf'].includes(key) || !isList(a) || !isList(b)) return false;
    if (a.length !== b.length) return false;
    a.forEach((one, at) => pair.inner.push({ step: '', pair: this.pair(one, b[at]) }));
    return true;
  }

  private compareProperties(a: JsonObject, b: JsonObject, pair: OpenPair): void {
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const [mine, theirs] = [valueAt(a, name), valueAt(b, name)];
      if (mine !== undefined && theirs !== undefined)
        pair.inner.push({ step: `.${name}`, pair: this.pair(mine, theirs) });
      else pair.facts.push({ of: 'property', at: `.${name}`, before: theirs, after: mine });
    }
  }
}

function factAbout(
  key: string,
  after: Json | undefined,
  before: Json | undefined,
  silence: Silence | undefined,
): Fact {
  const of = key === 'required' ? 'required properties' : key;
  return { of, before, after, silence: before === undefined || key === 'type' ? silence : undefined };
}

/** Lost is not a difference; and where the service has one, it may be in its own words. */
function exampleFacts(after: Json | undefined, before: Json | undefined): readonly Fact[] {
  if (before === undefined || sameKeyword('example', after, before)) return [];
  return [{ of: 'example', before, after, silence: 'example' }];
}

function silenceAbout(key: string, wanted: JsonObject, live: JsonObject): Silence | undefined {
  if (laterKeywords.has(key)) return `OpenAPI 3.1 of ${key}`;
  const type = textAt(wanted, 'type') ?? 'no type';
  switch (key) {
    case 'nullable':
      return `nullable of ${type}`;
    case 'format':
      return `format of ${type}`;
    case 'anyOf':
      return isTypeList(wanted[key]) ? 'OpenAPI 3.1 of type lists' : undefined;
    case 'type':
      // One type of several is what may be left of a list of types.
      return isTypeList(wanted['anyOf']) && live[key] !== undefined ? 'OpenAPI 3.1 of type lists' : undefined;
    default:
      return undefined;
  }
}

function isTypeList(value: Json | undefined): boolean {
  const isType = (one: Json) => isObject(one) && Object.keys(one).join() === 'type';
  return isList(value) && value.length > 0 && value.every(isType);
}

function sameKeyword(key: string, a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (typeof a === 'string' && typeof b === 'string') return key === 'description' ? sameText(a, b) : a === b;
  return stableText(a) === stableText(b);
}
