import { isList, isObject, type Json, type JsonObject, stableText } from '../apim/json.ts';
import { aligned, keysInOrder } from './aligned.ts';
import { indentationOf } from './edit-json.ts';
import { type JsonMember, type JsonNode, readJson } from './json-text.ts';
import { indentAt } from './text-lines.ts';

/**
 * A JSON text that says what is wanted, with as little of it touched as can be: what stays the same keeps its
 * characters, its order and its place; a new key stands after the key that it follows in what is wanted.
 */
export function mergedJson(text: string, wanted: Json): string {
  const was = JSON.parse(text) as Json;
  if (stableText(was) === stableText(wanted)) return text;
  const root = readJson(text);
  return text.slice(0, root.start) + rewritten(root, was, wanted, text) + text.slice(root.end);
}

function rewritten(node: JsonNode, was: Json, wanted: Json, text: string): string {
  if (stableText(was) === stableText(wanted)) return text.slice(node.start, node.end);
  if (node.members !== undefined && isObject(was) && isObject(wanted))
    return container(node, node.members, objectPieces(node.members, was, wanted, text), text, wanted);
  if (node.items !== undefined && isList(was) && isList(wanted))
    return container(node, node.items, listPieces(node.items, was, wanted, text), text, wanted);
  return rendered(wanted, text, indentAt(text, node.start));
}

/** What stands between two separators: where it began, undefined for a new one, and its text. */
interface Piece {
  readonly from?: number;
  readonly text: (indentation: string | undefined) => string;
}

function objectPieces(
  members: readonly JsonMember[],
  was: JsonObject,
  wanted: JsonObject,
  text: string,
): readonly Piece[] {
  // Of two members of one name the last one counts.
  const there = new Map(members.map((member, at) => [member.key, { member, at }]));
  const order = keysInOrder([...there.keys()], Object.keys(wanted));
  return order.map((key): Piece => {
    const value = wanted[key] ?? null;
    const found = there.get(key);
    if (found === undefined)
      return { text: (indentation) => `${JSON.stringify(key)}: ${fresh(value, text, indentation)}` };
    const { member, at } = found;
    const head = text.slice(member.start, member.value.start);
    return { from: at, text: () => head + rewritten(member.value, was[key] ?? null, value, text) };
  });
}

function listPieces(
  items: readonly JsonNode[],
  was: readonly Json[],
  wanted: readonly Json[],
  text: string,
): readonly Piece[] {
  return aligned(was, wanted).map((from, at): Piece => {
    const value = wanted[at] ?? null;
    const item = from === undefined ? undefined : items[from];
    if (from === undefined || item === undefined)
      return { text: (indentation) => fresh(value, text, indentation) };
    return { from, text: () => rewritten(item, was[from] ?? null, value, text) };
  });
}

/** The pieces between the brackets, each that was there with the comma and white space that stood before it. */
function container(
  node: JsonNode,
  there: readonly (JsonMember | JsonNode)[],
  pieces: readonly Piece[],
  text: string,
  wanted: Json,
): string {
  const [first] = there;
  const last = there.at(-1);
  if (first === undefined || last === undefined || pieces.length === 0)
    return rendered(wanted, text, indentAt(text, node.start));
  const opening = text.slice(node.start, first.start);
  const indentation = /\n([ \t]*)$/.exec(opening)?.[1];
  const usual = indentation === undefined ? ', ' : `,\n${indentation}`;
  const separated = pieces.map((piece, at) => {
    const before = piece.from === undefined ? undefined : there[piece.from - 1];
    const own = there[piece.from ?? 0];
    const kept = before === undefined || own === undefined ? usual : text.slice(endOf(before), own.start);
    return (at === 0 ? '' : kept) + piece.text(indentation);
  });
  return opening + separated.join('') + text.slice(endOf(last), node.end);
}

function endOf(one: JsonMember | JsonNode): number {
  return 'value' in one ? one.value.end : one.end;
}

/** A new value in a container: over several lines only where the container is. */
function fresh(value: Json, text: string, indentation: string | undefined): string {
  return indentation === undefined ? JSON.stringify(value) : rendered(value, text, indentation);
}

function rendered(value: Json, text: string, indentation: string): string {
  if (!text.includes('\n')) return JSON.stringify(value);
  return JSON.stringify(value, null, indentationOf(text)).replaceAll('\n', `\n${indentation}`);
}
