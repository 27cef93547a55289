import type { Extraction } from './extraction.ts';
import { code, fitting, inMarkdown, type Section } from './markdown.ts';
import { countsInWords, filesInWords, headlineOf } from './report.ts';
import { changeSections, findingSections, leftSections, overviewSection } from './sections.ts';

/** What a pull request says of an extraction. Markdown. */
export interface PullRequestText {
  /** One line, for the commit. */
  readonly headline: string;
  /** How many things differ. */
  readonly count: number;
  readonly description: string;
  /** What the description has no room for. */
  readonly rest: string | undefined;
  /** Said when nothing differs any more and the pull request is closed. */
  readonly closingNote: string;
}

const more = '_Every change stands in a comment of this pull request._';
/** What has to be looked at leaves room for the overview, and that for what was left out. */
const share = 0.6;

/**
 * Renders it into `room` characters, what has to be looked at first. Where not everything has a place, the description
 * gives the overview and a comment every change.
 */
export function pullRequestText(
  extraction: Extraction,
  { instance, branch }: { readonly instance: string; readonly branch: string },
  room: number,
): PullRequestText {
  const { changes, files } = extraction;
  const counts =
    changes.length === 0 ? 'Nothing differs.' : `**${countsInWords(changes)}**, ${filesInWords(files)}.`;
  const intro = `What differs between the API Management instance ${code(instance)} and ${code(branch)}: ${counts}\n\n`;
  const { text, rest } = textOf(extraction, room - intro.length);
  return {
    headline: headlineOf(extraction, instance),
    count: changes.length,
    description: `${intro}${text}`.trimEnd(),
    rest: rest.length === 0 ? undefined : `Continues the description.\n\n${inMarkdown(rest)}`.trimEnd(),
    closingNote:
      `Closed: ${code(instance)} and ${code(branch)} say the same again, nothing is left to merge. ` +
      'The next difference opens another pull request.',
  };
}

function textOf(extraction: Extraction, room: number): ReturnType<typeof fitting> {
  const [findings, changes] = [findingSections(extraction.findings), changeSections(extraction.changes)];
  // Room is short, and the file is in the pull request.
  const leftOut = leftSections(extraction, { isShort: true });
  const whole = fitting([...findings, ...changes, ...leftOut], room);
  if (whole.rest.length === 0) return whole;
  let left = room - more.length - 1;
  const part = (sections: readonly Section[], most: number) => {
    const { text, rest } = fitting(sections, most);
    left -= text.length + 1;
    return { text, rest };
  };
  const first = part(findings, left * share);
  const overview = part([overviewSection(extraction.changes)], left * share);
  const last = part(leftOut, left);
  const text = [first.text, overview.text, last.text, more].filter((one) => one !== '').join('\n');
  return { text, rest: [...first.rest, ...changes, ...last.rest] };
}
