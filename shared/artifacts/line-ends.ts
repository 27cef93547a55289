import { diffArrays } from 'diff';

/** Texts that differ in more lines than this get one kind of line end. */
const patience = 2000;

/**
 * The text with the line ends of the one that it replaces: every line that stays keeps its own, a new one gets that of the
 * line in whose place or after which it stands. At the end are as many empty lines as there were.
 */
export function withLineEndsOf(before: string, text: string): string {
  const ends: readonly string[] = before.match(/\r?\n/g) ?? [];
  const atEnd = /(?:\r?\n)*$/.exec(before)?.[0] ?? '';
  const body = text.replaceAll('\r\n', '\n').replace(/\n+$/, '');
  const usual = ends.includes('\r\n') ? '\r\n' : '\n';
  if (ends.every((end) => end === usual)) return body.replaceAll('\n', usual) + atEnd;
  return merged(before.split(/\r?\n/), ends, body.split('\n'), usual) + atEnd;
}

function merged(
  old: readonly string[],
  ends: readonly string[],
  lines: readonly string[],
  usual: string,
): string {
  const chunks = diffArrays([...old], [...lines], { maxEditLength: patience });
  if (chunks === undefined) return lines.join(usual);
  const result: string[] = [];
  let [here, end] = [0, usual];
  let replaced: readonly string[] = [];
  for (const { added, removed, value } of chunks) {
    const own = added ? replaced : ends.slice(here, here + value.length);
    if (!added) here += value.length;
    replaced = removed ? own : [];
    if (removed) continue;
    for (const [at, line] of value.entries()) {
      end = own[at] ?? end;
      result.push(line, end);
    }
  }
  // What is after the last line stands apart.
  return result.slice(0, -1).join('');
}
