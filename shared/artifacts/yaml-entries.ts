import {
  isAlias,
  isCollection,
  isPair,
  isScalar,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** One `key: value` or `- item` of a block collection: where it stands in the text. */
export interface YamlEntry {
  /** Of a map only. */
  readonly key?: string;
  /** Its first character: of the key, or the dash. */
  readonly start: number;
  /** After the colon, or the dash. */
  readonly valueFrom: number;
  /** After the last character of the value; comments behind it are not counted. */
  readonly end: number;
  readonly value: Node | undefined;
}

/** Something that cannot be patched in place, such as `? key`: the whole has to be written anew. */
export class NotPatchable extends Error {}

/** The entries of a block collection in their order. Throws NotPatchable where one has no simple key, or no dash. */
export function entriesOf(node: YAMLMap | YAMLSeq, text: string): readonly YamlEntry[] {
  return node.items.map((item, at) => {
    if (isPair(item)) return pairEntry(item as Pair<Node, Node | null>, text);
    const token = node.srcToken?.type === 'block-seq' ? node.srcToken.items[at]?.start : undefined;
    const dash = token?.find(({ type }) => type === 'seq-item-ind');
    if (dash === undefined) throw new NotPatchable('an item has no dash');
    const value = item as Node | null;
    const valueFrom = dash.offset + 1;
    return { start: dash.offset, valueFrom, end: endOf(value, text) ?? valueFrom, value: value ?? undefined };
  });
}

function pairEntry({ key, value, srcToken }: Pair<Node, Node | null>, text: string): YamlEntry {
  const colon = srcToken?.sep?.find(({ type }) => type === 'map-value-ind');
  const start = key.range?.[0];
  const isPlain =
    srcToken?.start.every(({ type }) => ['space', 'newline', 'comment'].includes(type)) === true;
  if (!isScalar(key) || colon === undefined || start === undefined || !isPlain)
    throw new NotPatchable('a key is more than a word');
  const valueFrom = colon.offset + 1;
  return {
    key: keyOf(key),
    start,
    valueFrom,
    end: endOf(value, text) ?? valueFrom,
    value: value ?? undefined,
  };
}

/** As the parser calls it in the object that it makes. */
export function keyOf({ value }: Scalar): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** After the last character of a value; undefined where nothing is written. */
function endOf(node: Node | null, text: string): number | undefined {
  if (!isNodeWithRange(node)) return undefined;
  const [start, end] = node.range;
  if (isCollection(node) && node.flow !== true) {
    const last = entriesOf(node, text).at(-1);
    return last?.end;
  }
  const trimmed = text.slice(start, end).trimEnd().length;
  return trimmed === 0 ? undefined : start + trimmed;
}

function isNodeWithRange(node: Node | null): node is Node & { range: [number, number, number] } {
  return (
    node !== null && (isScalar(node) || isAlias(node) || isCollection(node)) && Array.isArray(node.range)
  );
}
