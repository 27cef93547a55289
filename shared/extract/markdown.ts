/** Names come from outside: inside a code span on one line nothing of them is markup. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${oneLine(text)}${space}${fence}`;
}

/** Text that is shown as it is; a very long one is cut. */
export function plain(text: string, longest = 250): string {
  const line = oneLine(text);
  const cut = line.length > longest ? `${line.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
  return cut.replace(/[\\`*_[\]<|#]/g, '\\$&');
}

/** A heading with what stands below it. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Sections one below the other, with empty lines as Markdown wants them. */
export function inMarkdown(sections: readonly Section[]): string {
  return sections.flatMap(({ title, lines }) => [`### ${title}`, '', ...lines, '']).join('\n');
}

/** The first lines of a section, and how many more there are. */
export function cut({ title, lines }: Section, most: number): Section {
  return lines.length <= most
    ? { title, lines }
    : { title, lines: [...lines.slice(0, most), andMore(lines, most)] };
}

/**
 * As many whole lines as fit, in order, and the sections that are left. A heading never stands alone; what is left of
 * a section keeps its heading, and where it was cut there is said how much is left.
 */
export function fitting(
  sections: readonly Section[],
  room: number,
): { readonly text: string; readonly rest: readonly Section[] } {
  const taken: Section[] = [];
  let left = room;
  for (const [at, section] of sections.entries()) {
    const { title, lines } = section;
    left -= title.length + '### \n\n\n\n'.length;
    const size = lines.reduce((sum, line) => sum + line.length + 1, 0);
    if (size <= left) {
      taken.push(section);
      left -= size;
      continue;
    }
    left -= andMore(lines, 0).length + 1;
    const fit = lines.findIndex((line) => (left -= line.length + 1) < 0);
    if (fit > 0) taken.push(cut(section, fit));
    const rest = [{ title, lines: lines.slice(Math.max(0, fit)) }, ...sections.slice(at + 1)];
    return { text: inMarkdown(taken), rest };
  }
  return { text: inMarkdown(taken), rest: [] };
}

function andMore(lines: readonly string[], shown: number): string {
  return `- … and ${lines.length - shown} more`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
