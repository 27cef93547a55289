import { createHash } from 'node:crypto';

/** The service's limit, in UTF-16 units. */
const limit = 4000;
const end = '<!-- /apim-gitops -->';
const begin = /<!-- apim-gitops title=([0-9a-f]{12}) text=([0-9a-f]{12}) -->\n/;

/** Title and description of a pull request. */
export interface PullRequestText {
  readonly title: string;
  readonly description: string;
}

/** Our text between two comments that carry its digests, so that the next run can tell whether people changed it. */
export function markedText({ title, description }: PullRequestText): PullRequestText {
  return { title, description: marked(title, description, limit) };
}

/**
 * What the pull request's text becomes: our part replaced where it still is as we wrote it, all else left to the
 * people who wrote it. Undefined when nothing changes.
 */
export function renewedText(
  actual: PullRequestText,
  wanted: PullRequestText,
): Partial<PullRequestText> | undefined {
  const before = actual.description.replaceAll('\r\n', '\n');
  const match = begin.exec(before);
  const to = match === null ? -1 : before.lastIndexOf(end);
  if (match === null || to < match.index) return undefined;
  const text = before.slice(match.index + match[0].length, to).trimEnd();
  const ownTitle = digest(actual.title) === match[1];
  if (digest(text) !== match[2]) return undefined;

  const around = [before.slice(0, match.index), before.slice(to + end.length)] as const;
  const room = limit - around[0].length - around[1].length;
  if (room < 200) return undefined; // people wrote so much that ours has no place any more
  const title = ownTitle ? wanted.title : actual.title;
  // The title's digest stays that of ours, else a title given by people would be taken for ours next time.
  const marker = ownTitle ? digest(title) : (match[1] ?? '');
  const description = around.join(marked(title, wanted.description, room, marker));
  const changes = {
    ...(title === actual.title ? {} : { title }),
    ...(description === before ? {} : { description }),
  };
  return Object.keys(changes).length === 0 ? undefined : changes;
}

function marked(title: string, description: string, room: number, titleDigest = digest(title)): string {
  const text = description.replaceAll('\r\n', '\n').trimEnd();
  const markers = `<!-- apim-gitops title=${titleDigest} text=${digest('')} -->\n\n${end}`.length;
  const fitting = shortened(text, room - markers);
  return `<!-- apim-gitops title=${titleDigest} text=${digest(fitting)} -->\n${fitting}\n${end}`;
}

/** Cut at the end of a line where it is too long; the service would refuse it otherwise. */
function shortened(text: string, room: number): string {
  if (text.length <= room) return text;
  const sign = '\n\n… (shortened)';
  const cut = text.slice(0, Math.max(0, room - sign.length));
  const line = cut.lastIndexOf('\n');
  return `${(line > 0 ? cut.slice(0, line) : cut.replace(/[\uD800-\uDBFF]$/, '')).trimEnd()}${sign}`;
}

const digest = (text: string) => createHash('sha256').update(text.trimEnd()).digest('hex').slice(0, 12);
