import type { Difference } from '../apim/differences.ts';
import { isObject, type Json, stableText, textAt, valueAt, withoutAt, withValueAt } from '../apim/json.ts';

/** What turns the second list into the first; empty: they mean the same. */
export type Compare = (wanted: readonly Json[], other: readonly Json[]) => readonly Difference[];

/**
 * A list that means what the live one means, in the words of the one that is written: items that did not change are as
 * their author wrote them, of those that did only what differs is another, and where order means nothing they stay in
 * their order. Undefined where that cannot be said.
 */
export function listInWords(
  written: readonly Json[],
  live: readonly Json[],
  compare: Compare,
): readonly Json[] | undefined {
  const places = placesOf(written, live, compare);
  const items = live.map((item, at): Json => {
    const own = written[places[at] ?? -1];
    return own === undefined ? item : towards(own, item, compare);
  });
  const order = [...items.keys()].sort(
    (left, right) => (places[left] ?? Infinity) - (places[right] ?? Infinity) || left - right,
  );
  const inOrder = order.flatMap((at) => items[at] ?? []);
  return [inOrder, items].find((list) => compare(live, list).length === 0);
}

/** Where each live item is written: first those that mean the same, then those that are called the same. */
function placesOf(
  written: readonly Json[],
  live: readonly Json[],
  compare: Compare,
): readonly (number | undefined)[] {
  const free = new Map(
    written.map((own, at) => [at, { own, name: nameOf(own), text: stableText(own) }] as const),
  );
  const take = (isIt: (one: { own: Json; name: string | undefined; text: string }) => boolean) => {
    const at = [...free].find(([, one]) => isIt(one))?.[0];
    if (at !== undefined) free.delete(at);
    return at;
  };
  const wanted = live.map((item) => ({ item, name: nameOf(item), text: stableText(item) }));
  const alike = wanted.map((one) => take(({ text }) => text === one.text));
  const same = wanted.map(
    ({ item, name }, at) =>
      alike[at] ?? take((one) => one.name === name && compare([item], [one.own]).length === 0),
  );
  return wanted.map(
    ({ name }, at) => same[at] ?? (name === undefined ? undefined : take((one) => one.name === name)),
  );
}

/** The written item with what is live where the two differ. */
function towards(own: Json, item: Json, compare: Compare): Json {
  const [found] = compare([item], [own]);
  if (found === undefined) return own;
  const { steps, items = [] } = found;
  if (!isObject(own) || items.length === 0) return item;
  return items.reduce((all, one) => {
    const inner = one.steps.slice(steps.length + 1);
    const wanted = valueAt(item, ...inner);
    return wanted === undefined ? withoutAt(all, inner) : withValueAt(all, inner, wanted);
  }, own);
}

/** Ids may be whole or short. */
function nameOf(item: Json): string | undefined {
  const name = isObject(item) ? (textAt(item, 'name') ?? textAt(item, 'id')) : item;
  return typeof name === 'string' ? name.slice(name.lastIndexOf('/') + 1).toLowerCase() : undefined;
}
