import type { LoggedRequest } from '../../emulator/http/request-log.ts';

/**
 * How often each kind of request was made, by the types on its path: "apis/operations" is a list, and
 * "apis/operations/policies/*" an item; "export apis/*", and "page apis" for every page after the first.
 */
export function counted(requests: readonly LoggedRequest[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const request of requests) {
    const kind = kindOf(request);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function kindOf({ path, query }: LoggedRequest): string {
  const [, below = ''] = /\/service\/[^/]+\/?(.*)$/.exec(path) ?? [];
  const segments = below.split('/').filter(Boolean);
  const types = segments.filter((_, at) => at % 2 === 0).join('/');
  const name = segments.length === 0 ? 'service' : segments.length % 2 === 0 ? `${types}/*` : types;
  if (query.has('export')) return `export ${name}`;
  return query.has('$skip') ? `page ${name}` : name;
}

export function sum(counts: Iterable<number>): number {
  return [...counts].reduce((all, one) => all + one, 0);
}
