import { type Document, isAlias, isCollection, isMap, isSeq, type Node, parseDocument } from 'yaml';
import { isList, isObject, type Json, stableText } from '../apim/json.ts';
import { aligned, keysInOrder } from './aligned.ts';
import { edited, overlap, type TextEdit } from './text-edit.ts';
import { lineEnd, lineStart } from './text-lines.ts';
import { entriesOf, NotPatchable, type YamlEntry } from './yaml-entries.ts';
import { renderedFlow, renderedKey, renderedValue, type YamlStyle } from './yaml-text.ts';

/**
 * A YAML text that says what is wanted, with as little of it touched as can be: comments, order, anchors, quotes, folded
 * lines and blank lines stay wherever nothing differs. Undefined where that cannot be done.
 */
export function mergedYaml(text: string, wanted: Json): string | undefined {
  let now = text;
  try {
    // An alias says what its anchor says by now: whether it has to say something else is seen one pass later.
    for (let pass = 0; pass < 4; pass += 1) {
      const parsed = parseDocument(now, { keepSourceTokens: true });
      if (parsed.errors.length > 0) return undefined;
      const was = parsed.toJS({ maxAliasCount: 1000 }) as Json;
      if (stableText(was) === stableText(wanted)) return now;
      now = new Patch(now, parsed, pass > 0).towards(was, wanted);
    }
    return undefined;
  } catch (error) {
    // The parser's word for an alias whose anchor was taken away.
    if (error instanceof NotPatchable || error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** What an entry of a collection becomes: one that was there, or a new one. */
interface Piece {
  readonly from?: number;
  readonly key?: string;
  readonly was?: Json;
  readonly wanted: Json;
}

class Patch {
  readonly #text: string;
  readonly #root: Node | null;
  readonly #style: YamlStyle;
  readonly #alsoAliases: boolean;
  readonly #edits: TextEdit[] = [];

  constructor(text: string, parsed: Document.Parsed, alsoAliases: boolean) {
    this.#text = text;
    this.#alsoAliases = alsoAliases;
    this.#root = parsed.contents;
    this.#style = styleOf(text);
  }

  towards(was: Json, wanted: Json): string {
    if (this.#root === null || !this.#inside(this.#root, was, wanted))
      throw new NotPatchable('all of it differs');
    if (overlap(this.#edits)) throw new NotPatchable('two changes meet');
    return edited(this.#text, this.#edits);
  }

  /** Changes what is inside of a collection; false: it has to be replaced as a whole. */
  #inside(node: Node, was: Json, wanted: Json): boolean {
    if (!isCollection(node) || node.range === undefined || node.range === null) return false;
    const alike =
      (isMap(node) && isObject(was) && isObject(wanted)) || (isSeq(node) && isList(was) && isList(wanted));
    if (!alike) return false;
    if (node.flow === true) {
      const text = renderedFlow(node, was, wanted, { text: this.#text, alsoAliases: this.#alsoAliases });
      this.#edits.push({ start: node.range[0], end: node.range[1], text });
      return true;
    }
    const entries = entriesOf(node, this.#text);
    const pieces = piecesOf(entries, was, wanted);
    if (pieces.every(({ from }) => from === undefined)) return false;
    this.#takeAway(entries, new Set(pieces.flatMap(({ from }) => from ?? [])));
    this.#keepAndAdd(entries, pieces);
    return true;
  }

  #keepAndAdd(entries: readonly YamlEntry[], pieces: readonly Piece[]): void {
    const [first] = entries;
    if (first === undefined) return;
    const column = first.start - lineStart(this.#text, first.start);
    let before: YamlEntry | undefined;
    for (const piece of pieces) {
      const entry = piece.from === undefined ? undefined : entries[piece.from];
      if (entry !== undefined) {
        this.#change(entry, piece, column);
        before = entry;
        continue;
      }
      const { key, wanted } = piece;
      const text =
        (key === undefined ? '-' : `${renderedKey(key)}:`) +
        renderedValue(wanted, { column, inPair: key !== undefined }, this.#style);
      const blank = `\n${' '.repeat(column)}`;
      const at = before === undefined ? first.start : lineEnd(this.#text, before.end);
      this.#edits.push({ start: at, end: at, text: before === undefined ? text + blank : blank + text });
    }
  }

  #change(entry: YamlEntry, { was = null, wanted }: Piece, column: number): void {
    if (stableText(was) === stableText(wanted)) return;
    const { value, valueFrom, end, key } = entry;
    if (isAlias(value) && !this.#alsoAliases) return;
    if (value !== undefined && this.#inside(value, was, wanted)) return;
    const isCommented = /\S/.test(this.#text.slice(end, lineEnd(this.#text, end)));
    const text = renderedValue(
      wanted,
      { column, inPair: key !== undefined, before: value, oneLine: isCommented },
      this.#style,
    );
    this.#edits.push({ start: valueFrom, end, text });
  }

  /** With the comments and blank lines that stand directly above. */
  #takeAway(entries: readonly YamlEntry[], kept: ReadonlySet<number>): void {
    const text = this.#text;
    const leading = entries.findIndex((_, at) => kept.has(at));
    const [first, last] = [entries[0], entries[leading - 1]];
    if (first !== undefined && last !== undefined) {
      const after = lineEnd(text, last.end);
      this.#edits.push({ start: first.start, end: after + leadingSpace(text.slice(after)), text: '' });
    }
    for (const [at, { start, end }] of entries.entries()) {
      const before = entries[at - 1];
      if (at <= leading || kept.has(at) || before === undefined) continue;
      const from = lineEnd(text, before.end);
      const between = text.slice(from, start);
      const above = /(?:\n[ \t]*)*(?:\n[ \t]*#[^\n]*)*\n[ \t]*$/.exec(between)?.index ?? 0;
      this.#edits.push({ start: from + above, end: lineEnd(text, end), text: '' });
    }
  }
}

function piecesOf(entries: readonly YamlEntry[], was: Json, wanted: Json): readonly Piece[] {
  if (isList(was) && isList(wanted))
    return aligned(was, wanted).map((from, at) =>
      pieceOf(from, undefined, was[from ?? -1], wanted[at] ?? null),
    );
  if (!isObject(was) || !isObject(wanted)) return [];
  const there = new Map(entries.map(({ key = '' }, at) => [key, at]));
  return keysInOrder([...there.keys()], Object.keys(wanted)).map((key) =>
    pieceOf(there.get(key), key, was[key], wanted[key] ?? null),
  );
}

function pieceOf(
  from: number | undefined,
  key: string | undefined,
  was: Json | undefined,
  wanted: Json,
): Piece {
  return {
    ...(from === undefined ? {} : { from }),
    ...(key === undefined ? {} : { key }),
    ...(was === undefined ? {} : { was }),
    wanted,
  };
}

/** Two blanks and indented lists are what most people write. */
function styleOf(text: string): YamlStyle {
  const indent = /^[^\s#-][^\n]*:[ \t]*\n(?<indent> +)[^\s#-]/m.exec(text)?.groups?.['indent']?.length ?? 2;
  const list = /^(?<key> *)[^\s#-][^\n]*:[ \t]*\n(?<dash> *)- /m.exec(text)?.groups;
  return { indent, indentSeq: list === undefined || list['key']?.length !== list['dash']?.length };
}

function leadingSpace(text: string): number {
  return text.length - text.trimStart().length;
}
