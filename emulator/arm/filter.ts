import { isObject, type Json, type JsonObject } from './json.ts';
import { Refusal } from './refusal.ts';

/** What a list lets its $filter say: 'name' alone means comparisons and functions, 'state:eq' only what follows. */
export type FilterFields = readonly string[];

type Test = (item: JsonObject) => boolean;

const comparisons: Readonly<Record<string, (one: Json, other: Json) => boolean>> = {
  eq: (one, other) => one === other,
  ne: (one, other) => one !== other,
  gt: (one, other) => ordered(one, other, (sign) => sign > 0),
  ge: (one, other) => ordered(one, other, (sign) => sign >= 0),
  lt: (one, other) => ordered(one, other, (sign) => sign < 0),
  le: (one, other) => ordered(one, other, (sign) => sign <= 0),
};

const functions: Readonly<Record<string, (whole: string, part: string) => boolean>> = {
  contains: (whole, part) => whole.includes(part),
  substringof: (whole, part) => whole.includes(part),
  startswith: (whole, part) => whole.startsWith(part),
  endswith: (whole, part) => whole.endsWith(part),
};

/** The test that a $filter means; 400 for whatever the list does not know (facts 1.0). */
export function filterOf(text: string, fields: FilterFields): Test {
  const reader = new FilterReader(text, fields);
  const test = reader.alternatives();
  reader.end();
  return test;
}

/** Reads `a eq 'b' and not (startswith(name, 'x') or ...)`. */
class FilterReader {
  private readonly tokens: string[];
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly fields: FilterFields,
  ) {
    this.tokens = text.match(/'(?:[^']|'')*'|[(),]|[^\s(),']+/g) ?? [];
  }

  alternatives(): Test {
    const tests = [this.conjunction()];
    while (this.takes('or')) tests.push(this.conjunction());
    return (item) => tests.some((test) => test(item));
  }

  end(): void {
    if (this.at < this.tokens.length) throw this.refusal();
  }

  private conjunction(): Test {
    const tests = [this.term()];
    while (this.takes('and')) tests.push(this.term());
    return (item) => tests.every((test) => test(item));
  }

  private term(): Test {
    if (this.takes('not')) {
      const test = this.term();
      return (item) => !test(item);
    }
    if (this.takes('(')) {
      const test = this.alternatives();
      this.expect(')');
      return test;
    }
    const word = this.next();
    const call = functions[word.toLowerCase()];
    return call && this.takes('(') ? this.call(word.toLowerCase(), call) : this.comparison(word);
  }

  private call(name: string, holds: (whole: string, part: string) => boolean): Test {
    const first = this.next();
    this.expect(',');
    const second = this.next();
    this.expect(')');
    const [field, part] = name === 'substringof' ? [second, first] : [first, second];
    const value = this.field(field, name);
    const wanted = this.literal(part);
    return (item) => holds(textOfValue(value(item)), textOfValue(wanted));
  }

  private comparison(field: string): Test {
    const operator = this.next().toLowerCase();
    const compare = comparisons[operator];
    if (!compare) throw this.refusal();
    const value = this.field(field, operator);
    const wanted = this.literal(this.next());
    return (item) => compare(value(item), wanted);
  }

  /** Property names are taken in any case, and with properties/ in front (peers 9, 35). */
  private field(word: string, operator: string): (item: JsonObject) => Json {
    const name = word.replace(/^properties\//i, '').toLowerCase();
    const known = this.fields.map((field) => field.split(':')).find(([one]) => one?.toLowerCase() === name);
    if (!known || (known[1] !== undefined && !known[1].split(',').includes(operator))) throw this.refusal();
    return (item) => {
      const owner = isObject(item['properties']) && name !== 'name' ? item['properties'] : item;
      return owner[known[0] ?? ''] ?? null;
    };
  }

  private literal(word: string): Json {
    if (word.startsWith("'")) return word.slice(1, -1).replaceAll("''", "'");
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word);
    const date = /^(?:datetime)?(\d{4}-.+)$/.exec(word)?.[1];
    if (date === undefined) throw this.refusal();
    return date;
  }

  private next(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw this.refusal();
    this.at += 1;
    return token;
  }

  private takes(word: string): boolean {
    const isNext = this.tokens[this.at]?.toLowerCase() === word;
    if (isNext) this.at += 1;
    return isNext;
  }

  private expect(word: string): void {
    if (!this.takes(word)) throw this.refusal();
  }

  private refusal(): Refusal {
    return new Refusal(400, 'ValidationError', `The filter '${this.text}' is not supported.`, null);
  }
}

function ordered(one: Json, other: Json, holds: (sign: number) => boolean): boolean {
  if (typeof one === 'number' && typeof other === 'number') return holds(one - other);
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  return holds(one < other ? -1 : one > other ? 1 : 0);
}

function textOfValue(value: Json): string {
  return typeof value === 'string' ? value : '';
}
