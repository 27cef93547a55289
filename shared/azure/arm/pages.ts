import { isList, isObject, textAt, type Json, type JsonObject } from '../../apim/json.ts';
import { TaskError } from '../../errors/task-error.ts';
import { pathOf } from './wire.ts';

/** One page of a list, or `undefined` when the reader met something to end with. */
export type ReadPage = (url: string) => Promise<Json | undefined>;

/**
 * Collects all pages, following nextLink as it is (facts: apim-rest 1.0 Lists). A list that hands out fewer items than
 * it counts is read once more, since it may have changed meanwhile; then UNEXPECTED_ANSWER, because what is missing
 * in a list must not be taken for deleted. More items than counted are fine: revisions are not counted everywhere.
 */
export async function allPages(firstUrl: string, read: ReadPage): Promise<readonly JsonObject[]> {
  const once = await readThrough(firstUrl, read);
  if (once.items.length >= once.count) return once.items;
  const again = await readThrough(firstUrl, read);
  if (again.items.length >= again.count) return again.items;
  throw unexpected(
    firstUrl,
    `counts ${String(again.count)} items, but hands out ${String(again.items.length)}`,
  );
}

async function readThrough(
  firstUrl: string,
  read: ReadPage,
): Promise<{ items: JsonObject[]; count: number }> {
  const items: JsonObject[] = [];
  const seen = new Set<string>();
  let count = 0;
  for (let url: string | undefined = firstUrl; url !== undefined;) {
    if (seen.has(url)) throw unexpected(firstUrl, 'leads back to a page that was read before');
    seen.add(url);
    const page: Json | undefined = await read(url);
    if (!isObject(page) || !isList(page['value'])) throw unexpected(firstUrl, 'has no "value" with items');
    if (!page['value'].every(isObject)) throw unexpected(firstUrl, 'has items that are no objects');
    items.push(...page['value'].filter(isObject));
    if (typeof page['count'] === 'number') count = page['count'];
    const next: string | undefined = textAt(page, 'nextLink')?.trim();
    url = next === undefined || next === '' ? undefined : new URL(next, url).href;
  }
  return { items, count };
}

function unexpected(url: string, how: string): TaskError {
  return new TaskError('UNEXPECTED_ANSWER', {
    message: `The list ${pathOf(url)} ${how}.`,
    remedy:
      'Run again. If it stays so, report it to the authors of the extension with the debug log of the run.',
  });
}
