import { structuredPatch } from 'diff';

/** Where two texts of several lines differ. */
export interface TextDifference {
  readonly added: number;
  readonly removed: number;
  /** The first changed lines with one line round them, each after " ", "-" or "+"; "..." where lines are left out. */
  readonly excerpt: readonly string[];
}

const mostLines = 12;
const longestLine = 100;
/** Texts that differ in more lines than this are told as a whole. */
const patience = 1000;

/** What became of a text, line by line; line ends are the same whatever their kind. */
export function textDifference(before: string, after: string): TextDifference {
  const [old, now] = [before, after].map((text) => text.replaceAll('\r\n', '\n'));
  const patch = structuredPatch('', '', old ?? '', now ?? '', undefined, undefined, {
    context: 1,
    maxEditLength: patience,
  });
  if (patch === undefined) {
    const count = (text: string) => text.split('\n').length;
    return { added: count(after), removed: count(before), excerpt: [] };
  }
  // "\ No newline at end of file" is no line of the text.
  const hunks = patch.hunks.map(({ lines }) => lines.filter((line) => !line.startsWith('\\')));
  const lines = hunks.flatMap((hunk, at) => (at === 0 ? hunk : ['...', ...hunk]));
  const count = (mark: string) => hunks.flat().filter((line) => line.startsWith(mark)).length;
  const excerpt = lines.slice(0, mostLines).map((line) => shortened(line, longestLine));
  return {
    added: count('+'),
    removed: count('-'),
    excerpt: lines.length > mostLines ? [...excerpt, '...'] : excerpt,
  };
}

/** Two texts of one line, cut down to where they differ: "...a short time" and "...a long time". */
export function whereTheyDiffer(before: string, after: string, width: number): readonly [string, string] {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const from = Math.max(0, same - Math.floor(width / 3));
  const rest = (text: string) => text.slice(from).replace(/^[\uDC00-\uDFFF]/, '');
  const cut = (text: string) => shortened((from > 0 ? '...' : '') + rest(text), width);
  return [cut(before), cut(after)];
}

/** The beginning of a text that is too long to be read in a line; no letter is cut in two. */
export function shortened(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width).replace(/[\uD800-\uDBFF]$/, '')}...` : text;
}
