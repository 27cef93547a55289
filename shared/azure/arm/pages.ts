import { isList, isObject, textAt, type Json, type JsonObject } from '../../apim/json.ts';
import { TaskError } from '../../errors/task-error.ts';
import { pathOf } from './wire.ts';

/** One page of a list, or `undefined` when the reader met something to end with. */
export type ReadPage = (url: string) => Promise<Json | undefined>;

/** How often a list is read that changes while it is read. */
const readings = 3;

/**
 * Collects all pages, following nextLink as it is (facts: apim-rest 1.0 Lists). Pages are cut by position: what others
 * create or delete meanwhile makes items appear twice or not at all. A list that shows signs of it is read again, and
 * if it never holds still: UNEXPECTED_ANSWER, because what is missing in a list must not be taken for deleted.
 */
export async function allPages(firstUrl: string, read: ReadPage): Promise<readonly JsonObject[]> {
  for (let left = readings; ; left -= 1) {
    const pages = await readThrough(firstUrl, read);
    const items = pages.flatMap(({ value }) => value);
    const sign = signOfChange(pages, items);
    if (sign === undefined) return items;
    if (left === 1) throw unexpected(firstUrl, `${sign}, each time of ${String(readings)}`);
  }
}

interface Page {
  readonly value: readonly JsonObject[];
  readonly count: number | undefined;
}

/** More items than counted are fine: revisions are not counted everywhere. */
function signOfChange(pages: readonly Page[], items: readonly JsonObject[]): string | undefined {
  const seen = new Set<string>();
  const ids = items.flatMap((item) => textAt(item, 'id')?.toLowerCase() ?? []);
  const twice = ids.find((id) => seen.size === seen.add(id).size);
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

async function readThrough(firstUrl: string, read: ReadPage): Promise<readonly Page[]> {
  const pages: Page[] = [];
  const seen = new Set<string>();
  for (let url: string | undefined = firstUrl; url !== undefined;) {
    if (seen.has(url)) throw unexpected(firstUrl, 'leads back to a page that was read before');
    seen.add(url);
    const page: Json | undefined = await read(url);
    if (!isObject(page) || !isList(page['value'])) throw unexpected(firstUrl, 'has no "value" with items');
    const { value, count } = page;
    if (!value.every(isObject)) throw unexpected(firstUrl, 'has items that are no objects');
    pages.push({ value: value.filter(isObject), count: typeof count === 'number' ? count : undefined });
    const next: string | undefined = textAt(page, 'nextLink')?.trim();
    url = next === undefined || next === '' ? undefined : new URL(next, url).href;
  }
  return pages;
}

function unexpected(url: string, how: string): TaskError {
  return new TaskError('UNEXPECTED_ANSWER', {
    message: `The list ${pathOf(url)} ${how}.`,
    remedy:
      'Run again. If it stays so, report it to the authors of the extension with the debug log of the run.',
  });
}
