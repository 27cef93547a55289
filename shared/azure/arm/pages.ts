import { isList, isObject, textAt, type Json, type JsonObject } from '../../apim/json.ts';
import { TaskError } from '../../errors/task-error.ts';
import { strayed } from './own-origin-policy.ts';
import { pathOf } from './wire.ts';

/** One page of a list, or `undefined` when the reader met something to end with. */
export type ReadPage = (url: string) => Promise<Json | undefined>;

/** How often a list is read that changes while it is read. */
const readings = 3;

/** A million things: whoever leads on has lost its way, and would lead on until the job has had its time. */
const mostPages = 10_000;

/**
 * Collects all pages, following nextLink as it is (facts: apim-rest 1.0 Lists). Pages are cut by position: what others
 * create or delete meanwhile makes items appear twice or not at all. A list that shows signs of it is read again, and
 * if it never holds still: UNEXPECTED_ANSWER, because what is missing in a list must not be taken for deleted.
 */
export async function allPages(firstUrl: string, read: ReadPage): Promise<readonly JsonObject[]> {
  for (let left = readings; ; left -= 1) {
    const reading = await readThrough(firstUrl, read);
    const sign = signOfChange(reading);
    if (sign === undefined) return reading.items;
    if (left === 1) throw unexpected(firstUrl, `${sign}, each time of ${String(readings)}`);
  }
}

interface Page {
  readonly value: readonly JsonObject[];
  readonly count: number | undefined;
}

interface Reading {
  readonly pages: readonly Page[];
  readonly items: readonly JsonObject[];
  /** An id that came a second time: no page was read after it. */
  readonly twice: string | undefined;
}

/** More items than counted are fine: revisions are not counted everywhere. */
function signOfChange({ pages, items, twice }: Reading): string | undefined {
  if (twice !== undefined) return `hands out ${twice} twice`;
  // "count" is the total (facts: apim-rest 1.0), unless it is that of the page after all (9.10).
  if (pages.every(({ value, count = value.length }) => count === value.length)) return undefined;
  const counts = new Set(pages.flatMap(({ count }) => count ?? []));
  if (counts.size > 1) return `changes its count from page to page (${[...counts].join(', ')})`;
  const count = Math.max(...counts);
  return items.length < count
    ? `counts ${String(count)} items, but hands out ${String(items.length)}`
    : undefined;
}

async function readThrough(firstUrl: string, read: ReadPage): Promise<Reading> {
  const pages: Page[] = [];
  const urls = new Set<string>();
  const ids = new Set<string>();
  let twice: string | undefined;
  for (let url: string | undefined = firstUrl; url !== undefined && twice === undefined;) {
    if (urls.has(url)) throw unexpected(firstUrl, 'leads back to a page that was read before');
    if (urls.size === mostPages) throw unexpected(firstUrl, `has more than ${String(mostPages)} pages`);
    urls.add(url);
    const body: Json | undefined = await read(url);
    const page = pageOf(body, firstUrl);
    pages.push(page);
    twice = idsOf(page).find((id) => ids.size === ids.add(id).size);
    const next: string | undefined = textAt(body, 'nextLink')?.trim();
    url = next === undefined || next === '' ? undefined : followed(next, url, firstUrl);
  }
  return { pages, items: pages.flatMap(({ value }) => value), twice };
}

function pageOf(body: Json | undefined, firstUrl: string): Page {
  if (!isObject(body) || !isList(body['value'])) throw unexpected(firstUrl, 'has no "value" with items');
  const { value, count } = body;
  if (!value.every(isObject)) throw unexpected(firstUrl, 'has items that are no objects');
  return { value: value.filter(isObject), count: typeof count === 'number' ? count : undefined };
}

function idsOf({ value }: Page): readonly string[] {
  return value.flatMap((item) => textAt(item, 'id')?.toLowerCase() ?? []);
}

/** As it is; one that leads elsewhere names the list that it comes from. */
function followed(next: string, from: string, firstUrl: string): string {
  if (!URL.canParse(next, from)) throw unexpected(firstUrl, 'has a nextLink that is no address');
  const { href, host, origin } = new URL(next, from);
  const own = new URL(firstUrl).origin;
  if (origin !== own) throw strayed(own + pathOf(firstUrl), host);
  return href;
}

function unexpected(url: string, how: string): TaskError {
  return new TaskError('UNEXPECTED_ANSWER', {
    message: `The list ${pathOf(url)} ${how}.`,
    remedy:
      'Run again. If it stays so, report it to the authors of the extension with the debug log of the run.',
  });
}
