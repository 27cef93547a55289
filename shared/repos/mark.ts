import { createHash } from 'node:crypto';
import { decoded } from '../apim/decoded.ts';

/** What a pull request is about, in names and values: instance, folder, filter, target. */
export type About = Readonly<Record<string, string>>;

/** What our part of a description says of itself, so that the next run understands the last. */
export interface Mark {
  readonly about: About;
  /** Digest of what was proposed. */
  readonly changes: string;
  /** Digest of the reviewers, labels and so on that were carried out. */
  readonly settings: string;
  /** Digest of the title that we gave. */
  readonly title: string;
  /** Digest of the text that we wrote. */
  readonly text: string;
  /** Ours closed it because nothing differed any more. */
  readonly closed?: 'yes';
}

const line = /<!-- apim-gitops ((?:[^\s<>]+ )+)-->\n/;
const end = '<!-- /apim-gitops -->';

/** A description taken apart: the words of people around our part. */
export interface ReadDescription {
  readonly mark: Mark;
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** Our part between two comments, which no page shows. */
export function markedText(mark: Mark, text: string): string {
  return `${lineOf(mark)}${text}\n${end}`;
}

/** How much of a description the mark takes for itself. */
export function markLength(mark: Mark): number {
  return markedText({ ...mark, text: shortDigest('') }, '').length;
}

/** Finds our part; undefined where people have taken it away. */
export function readDescription(description: string): ReadDescription | undefined {
  const all = description.replaceAll('\r\n', '\n');
  const match = line.exec(all);
  const to = match === null ? -1 : all.lastIndexOf(end);
  if (match === null || to < match.index) return undefined;
  const text = all.slice(match.index + match[0].length, to).trimEnd();
  const mark = markIn(match[1] ?? '');
  return { mark, before: all.slice(0, match.index), text, after: all.slice(to + end.length) };
}

/** Twelve letters that change when the text does; white space at its end is no text. */
export function shortDigest(text: string): string {
  return createHash('sha256').update(text.trimEnd()).digest('hex').slice(0, 12);
}

/** The same for what a pull request is about, whatever the order of its names. */
export function aboutDigest(about: About): string {
  const words = Object.entries(about).sort(([left], [right]) => (left < right ? -1 : 1));
  return shortDigest(JSON.stringify(words)).slice(0, 8);
}

const digests = ['changes', 'settings', 'title', 'text', 'closed'] as const;

function lineOf({ about, ...rest }: Mark): string {
  const own = digests.flatMap((name) => (rest[name] === undefined ? [] : [[name, rest[name]] as const]));
  // A value cannot end the comment: what is escaped holds neither spaces nor angle brackets.
  const pairs = [...Object.entries(about), ...own].map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return `<!-- apim-gitops ${pairs.join(' ')} -->\n`;
}

function markIn(words: string): Mark {
  const all = new Map(words.trim().split(' ').map(pairOf));
  const taken = (name: string) => {
    const value = all.get(name) ?? '';
    all.delete(name);
    return value;
  };
  const [changes, settings, title, text, closed] = digests.map(taken);
  return {
    changes: changes ?? '',
    settings: settings ?? '',
    title: title ?? '',
    text: text ?? '',
    ...(closed === 'yes' ? { closed } : {}),
    about: Object.fromEntries(all),
  };
}

function pairOf(pair: string): readonly [string, string] {
  const at = pair.indexOf('=');
  if (at < 0) return [pair, ''];
  // A mark that people have damaged is still better than none.
  return [pair.slice(0, at), decoded(pair.slice(at + 1))];
}
