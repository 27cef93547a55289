import { grouped } from '../apim/grouped.ts';
import {
  definitionsIn,
  type GraphQlDefinition,
  type GraphQlPart,
} from '../apim/specification/graphql-text.ts';
import { edited, type TextEdit } from './text-edit.ts';
import { lineEnd, lineStart } from './text-lines.ts';

/**
 * A schema that says what is live, in which what did not change keeps its bytes: definition by definition, and within
 * one of which only members differ, member by member. Undefined where the texts have nothing in common.
 */
export function mergedGraphQl(before: string, live: string): string | undefined {
  const [mine, theirs] = [grouped(definitionsIn(before), subjectIn), grouped(definitionsIn(live), subjectIn)];
  if (![...mine.keys()].some((subject) => theirs.has(subject))) return undefined;
  const gone = [...mine].flatMap(([subject, own]) =>
    theirs.has(subject) ? [] : own.map((one) => removal(one, before)),
  );
  const edits = [...theirs].flatMap(([subject, now], at): readonly TextEdit[] => {
    const was = mine.get(subject);
    if (was !== undefined) return changed(was, now, { before, live });
    const previous = [...theirs.keys()].slice(0, at).findLast((other) => mine.has(other));
    const last = previous === undefined ? undefined : mine.get(previous)?.at(-1)?.end;
    const place = last === undefined ? undefined : (lineEndBehind(last, before) ?? last);
    const text = now.map((one) => textOf(one, live)).join('\n\n');
    const start = [...mine.values()].flat().find(({ subject: own }) => theirs.has(own))?.start ?? 0;
    if (place === undefined) return [{ start, end: start, text: `${text}\n\n` }];
    return [{ start: place, end: place, text: `\n\n${text}` }];
  });
  return edited(before, [...gone, ...edits]);
}

interface Texts {
  readonly before: string;
  readonly live: string;
}

function subjectIn({ subject }: GraphQlPart): string {
  return subject;
}

function changed(
  was: readonly GraphQlDefinition[],
  now: readonly GraphQlDefinition[],
  texts: Texts,
): readonly TextEdit[] {
  if (meaningOf(was) === meaningOf(now)) return [];
  const [[mine, ...mores], [theirs, ...others]] = [was, now];
  if (mine === undefined || theirs === undefined) return [];
  const isOne = mores.length === 0 && others.length === 0 && mine.frame === theirs.frame;
  const hasCommon = mine.members.some((one) => theirs.members.some((other) => other.subject === one.subject));
  if (isOne && hasCommon) return amongMembers(mine.members, theirs.members, texts);
  const text = now.map((one) => textOf(one, texts.live)).join('\n\n');
  return [{ start: mine.start, end: mine.end, text }, ...mores.map((one) => removal(one, texts.before))];
}

function amongMembers(
  was: readonly GraphQlPart[],
  now: readonly GraphQlPart[],
  { before, live }: Texts,
): readonly TextEdit[] {
  const there = new Map(was.map((one) => [one.subject, one]));
  const wanted = new Set(now.map(subjectIn));
  const gone = was.filter(({ subject }) => !wanted.has(subject)).map((one) => removal(one, before));
  const edits = now.flatMap((one, at): readonly TextEdit[] => {
    const mine = there.get(one.subject);
    const text = textOf(one, live);
    if (mine !== undefined)
      return mine.meaning === one.meaning ? [] : [{ start: mine.start, end: mine.end, text }];
    const previous = now.slice(0, at).findLast(({ subject }) => there.has(subject));
    const neighbour = there.get(previous?.subject ?? '');
    if (neighbour !== undefined) {
      const space = between(neighbour, before);
      const place = space === ' ' ? undefined : lineEndBehind(neighbour.end, before);
      const after = place ?? neighbour.end;
      return [{ start: after, end: after, text: space + text }];
    }
    const first = was.find(({ subject }) => wanted.has(subject));
    const start = first?.start ?? 0;
    return [{ start, end: start, text: `${text}${between(first, before)}` }];
  });
  return [...gone, ...edits];
}

/** A line end with the indentation of the neighbour, where that begins its line; a blank where it does not. */
function between(neighbour: GraphQlPart | undefined, text: string): string {
  const start = neighbour?.start ?? 0;
  const indent = text.slice(lineStart(text, start), start);
  return indent.trim() === '' ? `\n${indent}` : ' ';
}

/** With the comments directly above and the one behind, and its line, where nothing else stands there. */
function removal({ start, end }: GraphQlPart, text: string): TextEdit {
  const behind = lineEndBehind(end, text);
  let from = lineStart(text, start);
  if (behind === undefined || text.slice(from, start).trim() !== '')
    return { start, end: end + (/^[ \t,]*/.exec(text.slice(end, end + 80))?.[0].length ?? 0), text: '' };
  const lineAbove = () => text.slice(lineStart(text, from - 1), from);
  while (from > 0 && /^[ \t]*#/.test(lineAbove())) from = lineStart(text, from - 1);
  if (from > 0 && lineAbove().trim() === '') from = lineStart(text, from - 1);
  return { start: from, end: Math.min(behind + 1, text.length), text: '' };
}

/** The end of the line, where nothing but a comment stands behind; undefined where something does. */
function lineEndBehind(offset: number, text: string): number | undefined {
  const end = lineEnd(text, offset);
  return /^[ \t,]*(?:#.*)?$/.test(text.slice(offset, end)) ? end : undefined;
}

function meaningOf(all: readonly GraphQlDefinition[]): string {
  return all
    .map(({ meaning }) => meaning)
    .sort()
    .join('\n');
}

function textOf({ start, end }: GraphQlPart, text: string): string {
  return text.slice(start, end);
}
