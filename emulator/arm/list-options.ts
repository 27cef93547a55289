import type { Instance } from './instance.ts';
import { objectOf, textOf } from './json.ts';
import { tagsOf } from './kinds/tag-assignments.ts';
import { notEmulated, Refusal } from './refusal.ts';
import type { Entry } from './store.ts';

/** What a parameter of a list, beside $filter and the page, makes of its items. */
export type ListOption = (entries: Entry[], value: string, instance: Instance) => Entry[];

/** By lower-case name of the parameter. */
export type ListOptions = Readonly<Record<string, ListOption>>;

/** Of named values and certificates from Key Vault: those whose last refresh failed, or the others (facts 1.0). */
export const refreshed: ListOptions = {
  iskeyvaultrefreshfailed: (entries, value) => {
    const wanted = value.toLowerCase() === 'true';
    return entries.filter(({ properties }) => {
      const status = objectOf(objectOf(properties, 'keyVault') ?? {}, 'lastStatus');
      const failed = status !== undefined && textOf(status, 'code') !== 'Success';
      return failed === wanted;
    });
  },
};

/** "$orderby=name", and nothing else (facts 1.0). */
export const orderedByName: ListOptions = {
  $orderby: (entries, value) => {
    const direction = /^name(?: (asc|desc))?$/i.exec(value);
    if (!direction) throw new Refusal(400, 'ValidationError', `Cannot order by '${value}'.`, null);
    const sorted = [...entries].sort((one, other) => (one.name < other.name ? -1 : 1));
    return direction[1]?.toLowerCase() === 'desc' ? sorted.reverse() : sorted;
  },
};

/** Tags that something there has: "apis", "products", "apis/a", "apis/a/operations" (facts 1.0). */
export const withinScope: ListOptions = {
  scope: (entries, value, instance) => {
    const parts = value.toLowerCase().replace(/^\//, '').split('/');
    const item = instance.find(parts.slice(0, 2).join('/'));
    const [root = '', , below] = parts;
    const owners =
      parts.length === 1
        ? instance.store.list(root)
        : item === undefined
          ? []
          : below === undefined
            ? [item]
            : instance.store.list(`${item.key}/${below}`);
    const tags = new Set(owners.flatMap((owner) => tagsOf(instance, owner)));
    return entries.filter((entry) => tags.has(entry));
  },
};

/** "Include tags in the response": nobody has told how. */
export const unknownTags: ListOptions = {
  tags: () => {
    throw notEmulated('tags in this list');
  },
};

/** The items that the parameters of a list leave, in their order. */
export function chosenBy(
  options: ListOptions | undefined,
  query: URLSearchParams,
  entries: Entry[],
  instance: Instance,
): Entry[] {
  return [...query].reduce((left, [name, value]) => {
    const option = options?.[name.toLowerCase()];
    return option === undefined ? left : option(left, value, instance);
  }, entries);
}
