import type { Instance } from './instance.ts';
import { Refusal } from './refusal.ts';
import type { ServiceRequest } from './service-request.ts';

/** Default and maximum (facts 1.0). */
const pageSize = 100;

export interface Page<Item> {
  readonly value: Item[];
  readonly count: number;
  readonly nextLink?: string | null;
}

/** One page of a list: `count` is the total, nextLink is absolute and repeats the query (facts 1.0). */
export function page<Item>(items: readonly Item[], request: ServiceRequest, instance: Instance): Page<Item> {
  const skip = numberOf(request, '$skip', 0) ?? 0;
  const top = numberOf(request, '$top', 1);
  const value = items.slice(skip, skip + Math.min(top ?? pageSize, pageSize));
  const shown = skip + value.length;
  const end = top === undefined ? items.length : Math.min(items.length, skip + top);
  const link = shown < end ? nextLink(request, instance, shown, top && top - value.length) : undefined;
  const count = instance.switches.listCount === 'total' ? items.length : value.length;
  return { value, count, ...last(link, instance) };
}

function last(link: string | undefined, { switches }: Instance): { nextLink?: string | null } {
  if (link !== undefined) return { nextLink: link };
  switch (switches.lastPage) {
    case 'absent':
      return {};
    case 'empty':
      return { nextLink: '' };
    case 'null':
      return { nextLink: null };
  }
}

function nextLink({ path, query }: ServiceRequest, instance: Instance, skip: number, top?: number): string {
  const next = new URLSearchParams(query);
  next.set('$skip', String(skip));
  if (top !== undefined) next.set('$top', String(top));
  return `${instance.surroundings.origin()}${path.split('?')[0] ?? ''}?${next.toString()}`;
}

function numberOf({ query }: ServiceRequest, name: string, least: number): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Refusal(400, 'ValidationError', `The value of query parameter '${name}' is invalid.`, null);
}
