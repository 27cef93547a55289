import { grouped } from '../../apim/grouped.ts';
import type { JsonObject } from '../../apim/json.ts';
import { kindOf, type KindName } from '../../apim/kinds/table.ts';
import { describe, keyOf, resourceId, type ResourceId, workspaceOf } from '../../apim/resource-id.ts';
import { NotOffered } from '../arm/not-offered.ts';
import { judgedApart, leastOwners, sameLinks, untold } from './judged-apart.ts';
import { linksOfView } from './link-views.ts';
import { askedList, listed } from './listed.ts';
import { nameIn, nameOfFiles } from './name-of-entry.ts';
import type { Reading } from './reading.ts';
import { entryOf } from './revisions.ts';
import { spreadSample } from './sample.ts';

/** The links of what need not be asked for its own list, by the key of where they begin. */
export type BelievedLinks = ReadonlyMap<string, readonly ResourceId[]>;

/**
 * The links that something has, as a view of the whole instance tells them: one list in place of one for each API.
 * Undefined where the view says nothing of it or is not believed: then its own list has to be asked.
 */
export async function linksInView(
  kind: KindName,
  owner: ResourceId,
  reading: Reading,
): Promise<readonly JsonObject[] | undefined> {
  if (kindOf(kind).azure.view === undefined || workspaceOf(owner) !== undefined) return undefined;
  const known = reading.believedLinks.get(kind) ?? believed(kind, reading);
  reading.believedLinks.set(kind, known);
  return (await known).get(keyOf(owner))?.map(({ name }) => ({ name }));
}

async function believed(kind: KindName, reading: Reading): Promise<BelievedLinks> {
  const owners = await ownersOf(kind, reading);
  const apart = (hasLinks: (owner: ResourceId) => boolean) =>
    judgedApart(owners, hasLinks, reading.current.of).filter((group) => group.length > leastOwners);
  const links = apart(() => false).length === 0 ? undefined : await linksOfView(kind, reading);
  if (links === undefined) return new Map();
  const told = grouped(links, ({ parent }) => (parent === undefined ? '' : keyOf(parent)));
  const groups = apart((owner) => told.has(keyOf(owner)));
  const right = await Promise.all(groups.map((group) => provenOf(kind, group, told, reading)));
  // What has more links in the files than the view tells is asked for its own list.
  const doubted = new Set(
    untold(kind, links, reading.selection).flatMap(({ parent }) =>
      parent === undefined ? [] : [keyOf(parent)],
    ),
  );
  return new Map(
    right.flatMap((group) =>
      group.map(keyOf).flatMap((key) => (doubted.has(key) ? [] : [[key, told.get(key) ?? []]])),
    ),
  );
}

/** The whole group if the own lists of a sample say what the view tells; else nothing of it. */
async function provenOf(
  kind: KindName,
  group: readonly ResourceId[],
  told: ReadonlyMap<string, readonly ResourceId[]>,
  reading: Reading,
): Promise<readonly ResourceId[]> {
  const verdicts = await Promise.all(
    spreadSample(group, leastOwners).map(async (owner) =>
      sameLinks(told.get(keyOf(owner)) ?? [], await ownLinks(kind, owner, reading)) ? [] : [owner],
    ),
  );
  const [wrong] = verdicts.flat();
  if (wrong === undefined) return group;
  const { azure, linksTo = kind } = kindOf(kind);
  reading.log.line(
    `${describe(wrong)} has other ${kindOf(linksTo).words}s than the list ${azure.view?.collection ?? ''} of the whole instance says: each is asked for its own.`,
  );
  return [];
}

async function ownLinks(kind: KindName, owner: ResourceId, reading: Reading): Promise<readonly ResourceId[]> {
  const entries = await askedList(kind, owner, reading);
  if (entries instanceof NotOffered) return [];
  return entries.map((entry) => resourceId(kind, nameOfFiles(entry, kind, owner, reading), owner));
}

/** What has links of that kind, of what is selected. */
async function ownersOf(kind: KindName, reading: Reading): Promise<readonly ResourceId[]> {
  const { includes, revisions } = reading.selection;
  const owners = kindOf(kind).parents.map(async (owner): Promise<readonly ResourceId[]> => {
    const { naming, parents } = kindOf(owner);
    const [holder = owner] = naming === undefined ? [] : parents;
    const entries = await listed(holder, undefined, reading);
    if (entries instanceof NotOffered) return [];
    if (naming === undefined) return entries.map((entry) => resourceId(owner, nameIn(entry, owner)));
    return entries
      .map((entry) => entryOf(holder, undefined, entry, reading))
      .filter(({ isCurrent }) => isCurrent || revisions !== 'current')
      .map(({ id }) => id);
  });
  return (await Promise.all(owners)).flat().filter(includes);
}
