import {
  markedText,
  markLength,
  readDescription,
  shortDigest,
  type Mark,
  type ReadDescription,
} from './mark.ts';

/** The service's limits, in UTF-16 units. */
const limit = 4000;
const longestTitle = 400;

/** Title and description of a pull request. */
export interface PullRequestText {
  readonly title: string;
  readonly description: string;
}

/** Those, and what the next run has to know of them. */
export interface Introduction
  extends PullRequestText, Pick<Mark, 'about' | 'changes' | 'settings' | 'closed'> {}

/** How many characters of a description are left for its words. */
export function roomForWords(mark: Pick<Mark, 'about'>): number {
  return (
    limit -
    markLength({
      ...mark,
      changes: shortDigest(''),
      settings: shortDigest(''),
      title: shortDigest(''),
      text: '',
      closed: 'yes',
    })
  );
}

/** The text of a new pull request. */
export function firstText(wanted: Introduction): PullRequestText {
  const title = shortTitle(wanted.title);
  return { title, description: marked(wanted, shortDigest(title), limit) };
}

/**
 * What the pull request's text becomes: our part replaced where it still is as we wrote it, all else left to the
 * people who wrote it. Undefined when nothing changes.
 */
export function renewedText(
  actual: PullRequestText,
  wanted: Introduction,
): Partial<PullRequestText> | undefined {
  const read = readDescription(actual.description);
  if (read === undefined) return undefined;
  const ownTitle = shortDigest(actual.title) === read.mark.title;
  const title = ownTitle ? shortTitle(wanted.title) : actual.title;
  // The title's digest stays that of ours, else a title given by people would be taken for ours next time.
  const titleDigest = ownTitle ? shortDigest(title) : read.mark.title;
  const description = renewedDescription(read, wanted, titleDigest);
  const changes = {
    ...(title === actual.title ? {} : { title }),
    ...(description === actual.description.replaceAll('\r\n', '\n') ? {} : { description }),
  };
  return Object.keys(changes).length === 0 ? undefined : changes;
}

function renewedDescription(read: ReadDescription, wanted: Introduction, title: string): string {
  const { mark, before, text, after } = read;
  const room = limit - before.length - after.length;
  // Written anew by people, or crowded out by what they wrote around it: the words stay, the mark is renewed.
  const isOwn = shortDigest(text) === mark.text && room >= 200 + markLength({ ...mark, ...wanted, title });
  const part = isOwn ? marked(wanted, title, room) : remarked(mark, wanted, title, text);
  const whole = `${before}${part}${after}`;
  return whole.length <= limit ? whole : `${before}${markedText(mark, text)}${after}`;
}

function remarked(mark: Mark, wanted: Introduction, title: string, text: string): string {
  const { about, changes, settings, closed } = wanted;
  const renewed = { about, changes, settings, title, text: mark.text, ...(closed ? { closed } : {}) };
  return markedText(renewed, text);
}

function marked(wanted: Introduction, title: string, room: number): string {
  const { about, changes, settings, closed } = wanted;
  const mark = { about, changes, settings, title, text: '', ...(closed ? { closed } : {}) };
  const text = shortened(wanted.description.replaceAll('\r\n', '\n').trimEnd(), room - markLength(mark));
  return markedText({ ...mark, text: shortDigest(text) }, text);
}

/** A text that the service would refuse for its length, cut between lines, else between letters, with a sign that it was. */
export function shortened(text: string, room: number, sign = '\n\n… (shortened)'): string {
  if (text.length <= room) return text;
  const cut = text.slice(0, Math.max(0, room - sign.length));
  const line = cut.lastIndexOf('\n');
  return `${(line > 0 ? cut.slice(0, line) : cut.replace(/[\uD800-\uDBFF]$/, '')).trimEnd()}${sign}`;
}

function shortTitle(title: string): string {
  const words = title.replace(/\s+/g, ' ').trim();
  if (words.length <= longestTitle) return words;
  return `${words.slice(0, longestTitle - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
