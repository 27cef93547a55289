import type { Extraction } from './extraction.ts';
import { code, fitting, inMarkdown } from './markdown.ts';
import { countsInWords, filesInWords, headlineOf } from './report.ts';
import { changeSections, findingSections, leftSections } from './sections.ts';

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

const more = '_The rest stands in a comment of this pull request._';

/** Renders it into `room` characters; what has no place there is the rest. What has to be looked at first comes first. */
export function pullRequestText(
  extraction: Extraction,
  { instance, branch }: { readonly instance: string; readonly branch: string },
  room: number,
): PullRequestText {
  const { changes, files, findings } = extraction;
  const sections = [...findingSections(findings), ...changeSections(changes), ...leftSections(extraction)];
  const counts =
    changes.length === 0 ? 'Nothing differs.' : `**${countsInWords(changes)}**, ${filesInWords(files)}.`;
  const intro = `What differs between the API Management instance ${code(instance)} and ${code(branch)}: ${counts}\n\n`;
  const left = room - intro.length;
  const whole = fitting(sections, left);
  const { text, rest } = whole.rest.length === 0 ? whole : fitting(sections, left - more.length - 1);
  const description = rest.length === 0 ? text : `${text}\n${more}`;
  return {
    headline: headlineOf(extraction, instance),
    count: changes.length,
    description: `${intro}${description}`.trimEnd(),
    rest: rest.length === 0 ? undefined : `Continues the description.\n\n${inMarkdown(rest)}`.trimEnd(),
    closingNote:
      `Closed: ${code(instance)} and ${code(branch)} say the same again, nothing is left to merge. ` +
      'The next difference opens another pull request.',
  };
}
