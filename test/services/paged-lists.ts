import type { Fault } from '../../emulator/http/fault.ts';

/** Every list of an instance on three pages. */
export interface PagedLists {
  readonly fault: Fault;
  /** Path below the instance -> how many things are in the list. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** What a page says instead of where the next one is. */
export type NextLink = (next: URL) => string;

/**
 * Cuts lists that the service gives whole: a third on each page, what is over on the last, so that a single thing comes
 * after two pages without any. Where each next one is, a parameter says that nobody but the service knows. Lists of APIs
 * hide the revisions that are not current, as some have done (facts: peers 2.4): those are in lists of their own then.
 */
export function onThreePages(nextLink: NextLink = ({ href }) => href): PagedLists {
  const sizes = new Map<string, number>();
  const fault: Fault = {
    method: 'GET',
    path: /\/service\/[^/]+\/./,
    answer: (truth, { path, url, query }) => {
      const { value } = (truth.body ?? {}) as { readonly value?: unknown };
      if (truth.status !== 200 || !Array.isArray(value)) return truth;
      const items = value.filter((item: { readonly name?: string }) => !isHidden(path, item.name));
      const list = path.replace(/^.*\/service\/[^/]+\//i, '');
      sizes.set(list, items.length);
      const page = Number(query.get('page') ?? '1');
      const next = new URL(url);
      next.searchParams.set('page', String(page + 1));
      const link = page < 3 ? { nextLink: nextLink(next) } : {};
      const [start, end] = [page - 1, page].map((third) => Math.floor((items.length * third) / 3));
      return { ...truth, body: { value: items.slice(start, end), count: items.length, ...link } };
    },
  };
  return { fault, sizes };
}

function isHidden(path: string, name = ''): boolean {
  return path.endsWith('/apis') && name.includes(';rev=');
}
