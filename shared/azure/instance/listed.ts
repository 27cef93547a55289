import type { JsonObject } from '../../apim/json.ts';
import { kindOf, type KindName } from '../../apim/kinds/table.ts';
import { keyOf, type ResourceId } from '../../apim/resource-id.ts';
import { NotOffered } from '../arm/not-offered.ts';
import { linksInView } from './believed-links.ts';
import { listEntries } from './list-entries.ts';
import type { Reading } from './reading.ts';

export type Entries = readonly JsonObject[] | NotOffered;

/** The entries of a list (see list-entries.ts), which several kinds may need: asked for once. */
export function listed(kind: KindName, parent: ResourceId | undefined, reading: Reading): Promise<Entries> {
  const key = `${parent === undefined ? '' : keyOf(parent)} ${kind}`;
  const known = reading.lists.get(key);
  if (known !== undefined) return known;
  const entries = toldOrAsked(kind, parent, reading);
  reading.lists.set(key, entries);
  return entries;
}

async function toldOrAsked(
  kind: KindName,
  parent: ResourceId | undefined,
  reading: Reading,
): Promise<Entries> {
  const told = parent === undefined ? undefined : await linksInView(kind, parent, reading);
  return told ?? (await askedList(kind, parent, reading));
}

/** The same, asked for by itself whatever a view of the whole instance says. */
export function askedList(
  kind: KindName,
  parent: ResourceId | undefined,
  reading: Reading,
): Promise<Entries> {
  const key = `asked ${parent === undefined ? '' : keyOf(parent)} ${kind}`;
  const known = reading.lists.get(key);
  if (known !== undefined) return known;
  const entries = listEntries(kind, parent, reading);
  reading.lists.set(key, entries);
  return entries;
}

/** Whether there is something of that kind, in this thing or in the instance. What cannot be known counts as there. */
export async function hasAny(
  kind: KindName,
  parent: ResourceId | undefined,
  reading: Reading,
): Promise<boolean> {
  const isBeside = parent !== undefined && kindOf(kind).parents.includes(parent.kind);
  const entries = await listed(kind, isBeside ? parent : undefined, reading);
  return entries instanceof NotOffered || entries.length > 0;
}
