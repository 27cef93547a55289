import { diffArrays } from 'diff';
import { type Aligned, aligned } from '../apim/policy/align.ts';
import { meantBy, sameLineEnds } from '../apim/policy/meaning.ts';
import type { PolicyElement, PolicyNode, PolicyTree } from '../apim/policy/policy-tree.ts';
import type { Attribute } from '../apim/policy/tag.ts';
import { PolicyWriter } from './policy-writer.ts';
import type { TextEdit } from './text-edit.ts';
import { indentAt } from './text-lines.ts';

/** The replacements in the text of `before` after which it means what `after` means. */
export function policyEdits(before: PolicyTree, after: PolicyTree): readonly TextEdit[] {
  const writer = new PolicyWriter(before, after);
  const start = /^\uFEFF?(?:<\?xml[^>]*\?>)?/.exec(before.text)?.[0].length ?? 0;
  return amongNodes(before.children, after.children, { start, indent: '', isNew: start === 0 }, writer);
}

/** Where the nodes of an element stand: what is put before all of them begins there. */
interface Place {
  readonly start: number;
  readonly indent: string;
  /** Nothing stands before: a line end follows what is put in. */
  readonly isNew?: boolean;
}

function amongNodes(
  before: readonly PolicyNode[],
  after: readonly PolicyNode[],
  { start, indent, isNew }: Place,
  writer: PolicyWriter,
): readonly TextEdit[] {
  const [first] = before;
  const onLines = first === undefined || writer.beginsLine(first);
  let here = start;
  let atStart = isNew === true;
  return aligned(before, after).flatMap((step): readonly TextEdit[] => {
    if (step.kind !== 'added') {
      here = step.before.end;
      atStart = false;
      return ofExisting(step, writer);
    }
    const text = writer.written(step.after, indent);
    const line = writer.lineEnd + indent;
    if (atStart) return [{ start: here, end: here, text: text + writer.lineEnd }];
    return [{ start: here, end: here, text: onLines ? line + text : text }];
  });
}

function ofExisting(step: Exclude<Aligned, { kind: 'added' }>, writer: PolicyWriter): readonly TextEdit[] {
  if (step.kind === 'removed') return [writer.removal(step.before)];
  if (step.kind === 'same') return [];
  const { before, after } = step;
  if (before.kind !== 'element' || after.kind !== 'element')
    return [{ start: before.start, end: before.end, text: writer.source(after) }];
  return [...attributeEdits(before, after, writer), ...contentEdits(before, after, writer)];
}

function contentEdits(
  before: PolicyElement,
  after: PolicyElement,
  writer: PolicyWriter,
): readonly TextEdit[] {
  const meanings = (element: PolicyElement) => element.children.map(({ meaning }) => meaning).join();
  if (meanings(before) === meanings(after)) return [];
  const [start, end] = before.inner;
  const isText = holdsText(before) || holdsText(after);
  if (before.children.length > 0 && !isText) {
    const [first] = before.children;
    const indent =
      first !== undefined && writer.beginsLine(first) ? indentAt(writer.before.text, first.start) : '';
    return amongNodes(before.children, after.children, { start, indent }, writer);
  }
  const content = isText
    ? writer.inside(after)
    : writer.lines(after, indentAt(writer.before.text, before.start));
  if (start < before.end) return [{ start, end, text: content }];
  // `<inbound />` is opened.
  const tag = before.attributes.at(-1);
  const endOfName = before.start + 1 + before.name.length;
  const from = tag === undefined ? endOfName : before.start + tag.end;
  return [{ start: from, end: before.end, text: `>${content}</${before.name}>` }];
}

/** White space counts where text is. */
function holdsText({ children }: PolicyElement): boolean {
  return children.some(({ kind }) => kind === 'text' || kind === 'cdata');
}

function attributeEdits(
  before: PolicyElement,
  after: PolicyElement,
  writer: PolicyWriter,
): readonly TextEdit[] {
  const text = writer.before.text;
  const nameOf = ({ name }: Attribute) => name;
  const chunks = diffArrays(before.attributes.map(nameOf), after.attributes.map(nameOf));
  const mine = [...before.attributes];
  const theirs = [...after.attributes];
  let here = before.start + 1 + before.name.length;
  return chunks.flatMap(({ added, removed, count }) => {
    if (added) {
      const words = theirs.splice(0, count).map((one) => ` ${one.name}=${quoted(one, after, writer)}`);
      return [{ start: here, end: here, text: words.join('') }];
    }
    const own = mine.splice(0, count);
    const last = own.at(-1);
    const from = here;
    if (last !== undefined) here = before.start + last.end;
    if (removed) return [{ start: from, end: here, text: '' }];
    return theirs.splice(0, count).flatMap((other, index) => {
      const one = own[index];
      if (one === undefined || isSameValue(one, other)) return [];
      const [start, end] = [before.start + one.quote, before.start + one.end];
      return [{ start, end, text: quoted(other, after, writer, text.charAt(start)) }];
    });
  });
}

function isSameValue(one: Attribute, other: Attribute): boolean {
  return meantBy(one.value, 'rawxml') === meantBy(other.value, 'rawxml');
}

/** In the author's quotes when the value allows them. */
function quoted(attribute: Attribute, element: PolicyElement, writer: PolicyWriter, quote = '"'): string {
  const source = writer.after.text.slice(element.start + attribute.quote, element.start + attribute.end);
  const value = writer.withLineEnds(sameLineEnds(attribute.value));
  return value.includes(quote) ? source.charAt(0) + value + source.charAt(0) : quote + value + quote;
}
