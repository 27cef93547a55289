import {
  Document,
  isCollection,
  isMap,
  isScalar,
  isAlias,
  isNode,
  isSeq,
  type Node,
  type Scalar,
  type ToStringOptions,
  type YAMLMap,
  type YAMLSeq,
  visit,
} from 'yaml';
import { isList, isObject, type Json, stableText, valueAt } from '../apim/json.ts';
import { keyOf } from './yaml-entries.ts';
import { aligned, keysInOrder } from './aligned.ts';

/** How a YAML text is indented. */
export type YamlStyle = Pick<ToStringOptions, 'indent' | 'indentSeq'>;

/** Where a new value goes: after the colon of a pair or the dash of an item, in place of another one or not. */
export interface YamlPlace {
  readonly column: number;
  readonly inPair: boolean;
  readonly before?: Node | undefined;
  /** Something stands behind it on its line: a text of several lines has to be written in one. */
  readonly oneLine?: boolean;
}

/** What stands after the colon or the dash: the value, in the quotes and with the anchor of the one before it. */
export function renderedValue(value: Json, place: YamlPlace, style: YamlStyle): string {
  const { column, inPair, before } = place;
  const document = new Document(inPair ? { k: value } : [value]);
  const node = document.getIn([inPair ? 'k' : 0], true);
  const type = typeof value === 'string' ? styleOfText(value, place) : undefined;
  if (isScalar(node) && type !== undefined) node.type = type;
  // Of the text that is made of it, white space at the end is cut off.
  visit(document, {
    Scalar: (_, one) => {
      if (endsInSpace(one.value)) one.type = 'QUOTE_DOUBLE';
    },
  });
  const text = document.toString({ ...style, lineWidth: 0 }).trimEnd();
  const anchor = isScalar(before) || isCollection(before) ? before.anchor : undefined;
  const lines = text.slice(inPair ? 2 : 1).replace(/\n(?=[^\n])/g, `\n${' '.repeat(column)}`);
  return anchor === undefined ? lines : ` &${anchor}${lines}`;
}

function endsInSpace(value: unknown): boolean {
  return typeof value === 'string' && /[ \t]$|\n\n$/.test(value);
}

function styleOfText(value: string, { before, oneLine = false }: YamlPlace): Scalar.Type | undefined {
  if (oneLine && value.includes('\n')) return 'QUOTE_DOUBLE';
  return isScalar(before) && typeof before.value === 'string' ? before.type : undefined;
}

/** A key as it is written before its colon. */
export function renderedKey(key: string): string {
  return new Document({ [key]: 0 }).toString({ lineWidth: 0 }).replace(/: 0\n$/, '');
}

/** A flow collection, `{a: 1, b: [2]}`, that says what is wanted; what stays the same keeps its characters. */
export function renderedFlow(node: Collection, was: Json, wanted: Json, flow: FlowText): string {
  const { text } = flow;
  const [start = 0] = node.range ?? [];
  const space = /\s/.test(text[start + 1] ?? '') ? ' ' : '';
  if (isMap(node) && isObject(was) && isObject(wanted)) {
    const named = node.items.flatMap((item) =>
      isScalar(item.key) ? [[keyOf(item.key), item] as const] : [],
    );
    const there = new Map(named);
    const pairs = keysInOrder([...there.keys()], Object.keys(wanted)).map((key) => {
      const pair = there.get(key);
      const name = isScalar(pair?.key) ? source(pair.key, text) : JSON.stringify(key);
      return `${name}: ${flowValue(pair?.value, valueAt(was, key), wanted[key] ?? null, flow)}`;
    });
    return `{${space}${pairs.join(', ')}${space}}`;
  }
  if (isSeq(node) && isList(was) && isList(wanted)) {
    const items = aligned(was, wanted).map((from, at) =>
      flowValue(node.items[from ?? -1], was[from ?? -1], wanted[at] ?? null, flow),
    );
    return `[${space}${items.join(', ')}${space}]`;
  }
  return JSON.stringify(wanted);
}

/** The text that a flow collection is in, and whether aliases that say something else have to go. */
export interface FlowText {
  readonly text: string;
  readonly alsoAliases: boolean;
}

type Collection = YAMLMap | YAMLSeq;

function flowValue(node: unknown, was: Json | undefined, wanted: Json, flow: FlowText): string {
  if (was === undefined || !isNode(node)) return JSON.stringify(wanted);
  if (stableText(was) === stableText(wanted) || (isAlias(node) && !flow.alsoAliases))
    return source(node, flow.text);
  return isCollection(node) ? renderedFlow(node, was, wanted, flow) : JSON.stringify(wanted);
}

function source({ range }: Pick<Scalar, 'range'>, text: string): string {
  return text.slice(range?.[0], range?.[1]);
}
