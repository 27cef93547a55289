import type { Json } from '../apim/json.ts';
import { type JsonNode, readJson } from './json-text.ts';
import { indentAt } from './text-lines.ts';

/**
 * A JSON text with another value at the path; undefined takes it away. All the rest stays, character for character:
 * order, indentation, and the way in which texts are escaped.
 */
export function editedJson(text: string, steps: readonly string[], to: Json | undefined): string {
  let node = readJson(text);
  let depth = 0;
  for (const step of steps) {
    // Of two members of one name the last one counts.
    const found = node.members?.findLast(({ key }) => key === step);
    if (found === undefined) break;
    node = found.value;
    depth += 1;
  }
  const left = steps.slice(depth);
  if (left.length === 0) {
    if (to === undefined) return withoutMember(text, steps);
    return text.slice(0, node.start) + rendered(to, text, node.start) + text.slice(node.end);
  }
  if (to === undefined) return text;
  const [key = '', ...inner] = left;
  const value = inner.reduceRight<Json>((all, step) => Object.fromEntries([[step, all]]), to);
  if (node.members !== undefined) return withMember(text, node, key, value);
  // Something else stands where an object is wanted.
  const object = Object.fromEntries([[key, value]]);
  return text.slice(0, node.start) + rendered(object, text, node.start) + text.slice(node.end);
}

/** The indentation that a JSON text uses; two blanks when it uses none. */
export function indentationOf(text: string): string {
  return /^(?<indent>[ \t]+)\S/m.exec(text)?.groups?.['indent'] ?? '  ';
}

function withMember(text: string, { start, end, members = [] }: JsonNode, key: string, value: Json): string {
  const last = members.at(-1);
  const outer = indentAt(text, start);
  const own = last === undefined ? outer + indentationOf(text) : indentAt(text, last.start);
  const isOneLine = last !== undefined && !text.slice(start, last.start).includes('\n');
  const member = `${JSON.stringify(key)}: ${JSON.stringify(value, null, indentationOf(text)).replaceAll('\n', `\n${own}`)}`;
  if (last === undefined) return `${text.slice(0, start)}{\n${own}${member}\n${outer}}${text.slice(end)}`;
  const { end: after } = last.value;
  return `${text.slice(0, after)},${isOneLine ? ' ' : `\n${own}`}${member}${text.slice(after)}`;
}

/** Takes the member away, with the comma that parts it from its neighbour. */
function withoutMember(text: string, steps: readonly string[]): string {
  const holder = steps
    .slice(0, -1)
    .reduce<JsonNode | undefined>(
      (node, step) => node?.members?.findLast(({ key }) => key === step)?.value,
      readJson(text),
    );
  const members = holder?.members ?? [];
  const at = members.findLastIndex(({ key }) => key === steps.at(-1));
  const [before, own, next] = [members[at - 1], members[at], members[at + 1]];
  if (holder === undefined || own === undefined) return text;
  if (before !== undefined) return text.slice(0, before.value.end) + text.slice(own.value.end);
  if (next !== undefined) return text.slice(0, own.start) + text.slice(next.start);
  return `${text.slice(0, holder.start)}{}${text.slice(holder.end)}`;
}

function rendered(value: Json, text: string, at: number): string {
  return JSON.stringify(value, null, indentationOf(text)).replaceAll('\n', `\n${indentAt(text, at)}`);
}
