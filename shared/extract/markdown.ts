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

/**
 * As many whole lines as fit, in order, and the sections that are left. A heading never stands alone; what is left of
 * a section keeps its heading.
 */
export function fitting(
  sections: readonly Section[],
  room: number,
): { readonly text: string; readonly rest: readonly Section[] } {
  const taken: Section[] = [];
  let left = room;
  for (const [at, { title, lines }] of sections.entries()) {
    left -= title.length + '### \n\n\n\n'.length;
    const fit = lines.findIndex((line) => (left -= line.length + 1) < 0);
    if (fit === -1) {
      taken.push({ title, lines });
      continue;
    }
    if (fit > 0) taken.push({ title, lines: lines.slice(0, fit) });
    const rest = [{ title, lines: lines.slice(fit) }, ...sections.slice(at + 1)];
    return { text: inMarkdown(taken), rest };
  }
  return { text: inMarkdown(taken), rest: [] };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
