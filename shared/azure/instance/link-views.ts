import { relativeId } from '../../apim/canonical.ts';
import { grouped } from '../../apim/grouped.ts';
import { type JsonObject, textAt } from '../../apim/json.ts';
import { kindOf, type KindName, revisionKind } from '../../apim/kinds/table.ts';
import { idAt } from '../../apim/names.ts';
import { describe, keyOf, resourceId, type ResourceId, workspaceOf } from '../../apim/resource-id.ts';
import { NotOffered } from '../arm/not-offered.ts';
import { isOfCurrentRevision } from './current-revisions.ts';
import { askedList, type Entries, listed } from './listed.ts';
import type { Reading } from './read-instance.ts';
import { pathInInstance } from './paths.ts';
import { entryOf } from './revisions.ts';
import { spreadSample } from './sample.ts';
import { viewed } from './viewed.ts';

/** The links of a kind that current revisions and products have, by the key of where they begin. */
export interface LinkView {
  readonly links: ReadonlyMap<string, readonly ResourceId[]>;
  /** Keys of what has more links in the files: asked for its own list. */
  readonly doubtful: ReadonlySet<string>;
}

/** Of fewer than this, each is asked for its links. */
const leastOwners = 20;

/**
 * The links that something has, as a view of the whole instance tells them: one list in place of one for each API.
 * Undefined where the view says nothing of it or is not believed: then its own list has to be asked.
 */
export async function linksInView(
  kind: KindName,
  owner: ResourceId,
  reading: Reading,
): Promise<readonly JsonObject[] | undefined> {
  const isInView = workspaceOf(owner) === undefined && isOfCurrentRevision(owner, reading.current.of);
  if (kindOf(kind).azure.view === undefined || !isInView) return undefined;
  const known = reading.linkViews.get(kind) ?? believed(kind, reading);
  reading.linkViews.set(kind, known);
  const view = await known;
  if (view === undefined || view.doubtful.has(keyOf(owner))) return undefined;
  return (view.links.get(keyOf(owner)) ?? []).map(({ name }) => ({ name }));
}

/** All links of a kind that the view has, of things that are current: what it says of other revisions is not known. */
export async function linksOfView(
  kind: KindName,
  reading: Reading,
): Promise<readonly ResourceId[] | undefined> {
  const { view } = kindOf(kind).azure;
  const entries = view === undefined ? undefined : await viewed(view.collection, reading);
  return entries
    ?.flatMap((entry) => linkIn(kind, entry, reading))
    .filter((link) => isOfCurrentRevision(link, reading.current.of));
}

/** The same of one revision that is not current, by a view of its own. */
export async function linksOfRevision(
  kind: KindName,
  revision: ResourceId,
  reading: Reading,
): Promise<readonly ResourceId[]> {
  const { arm, base, current } = reading;
  const collection = kindOf(kind).azure.view?.ofRevision;
  if (collection === undefined) return [];
  const entries = await arm.listIfOffered(`${base}${pathInInstance(revision, current.of)}/${collection}`);
  return entries instanceof NotOffered ? [] : entries.flatMap((entry) => linkIn(kind, entry, reading));
}

function linkIn(kind: KindName, entry: JsonObject, { current, operations }: Reading): readonly ResourceId[] {
  const { view } = kindOf(kind).azure;
  const idFrom = (path = '') => idAt(relativeId(textAt(entry, ...path.split('.')) ?? ''), current.of);
  const [start, end] = [idFrom(view?.id), idFrom(view?.target)];
  if (start === undefined || end === undefined) return [];
  const isApi = kindOf(start.kind).carriedBy === 'currentRevision';
  const parent = isApi ? resourceId(revisionKind(start.kind), current.of(start), start) : start;
  return [operations.inFiles(resourceId(kind, end.name, parent))];
}

async function believed(kind: KindName, reading: Reading): Promise<LinkView | undefined> {
  const owners = await ownersOf(kind, reading);
  if (owners.length <= leastOwners) return undefined;
  const links = await linksOfView(kind, reading);
  if (links === undefined) return undefined;
  const byOwner = grouped(links, ({ parent }) => (parent === undefined ? '' : keyOf(parent)));
  for (const owner of await wrongOf(kind, spreadSample(owners, leastOwners), byOwner, reading)) {
    reading.log.line(
      `${describe(owner)} has other tags than the view of all tags says: each is asked for its own.`,
    );
    return undefined;
  }
  const told = new Set(links.map(keyOf));
  const more = (reading.selection.files?.ids ?? []).filter((id) => id.kind === kind && !told.has(keyOf(id)));
  return {
    links: byOwner,
    doubtful: new Set(more.flatMap(({ parent }) => (parent === undefined ? [] : [keyOf(parent)]))),
  };
}

/** Those of a sample whose own lists say otherwise. */
async function wrongOf(
  kind: KindName,
  sample: readonly ResourceId[],
  links: ReadonlyMap<string, readonly ResourceId[]>,
  reading: Reading,
): Promise<readonly ResourceId[]> {
  const verdicts = await Promise.all(
    sample.map(async (owner) => {
      const own = namesIn(await askedList(kind, owner, reading));
      const told = (links.get(keyOf(owner)) ?? []).map(({ name }) => name);
      return isSameSet(own, told) ? [] : [owner];
    }),
  );
  return verdicts.flat();
}

function namesIn(entries: Entries): readonly string[] {
  return entries instanceof NotOffered ? [] : entries.flatMap((entry) => textAt(entry, 'name') ?? []);
}

function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  const sorted = (names: readonly string[]) => names.map((name) => name.toLowerCase()).sort();
  return sorted(left).join('\n') === sorted(right).join('\n');
}

/** What has links of that kind, of what is selected: of APIs the current revisions. */
async function ownersOf(kind: KindName, reading: Reading): Promise<readonly ResourceId[]> {
  const owners = kindOf(kind).parents.map(async (owner): Promise<readonly ResourceId[]> => {
    const { naming, parents } = kindOf(owner);
    const [holder = owner] = naming === undefined ? [] : parents;
    const entries = await listed(holder, undefined, reading);
    if (entries instanceof NotOffered) return [];
    if (naming === undefined) return namesIn(entries).map((name) => resourceId(owner, name));
    const revisions = entries.map((entry) => entryOf(holder, undefined, entry, reading));
    return revisions.filter(({ isCurrent }) => isCurrent).map(({ id }) => id);
  });
  return (await Promise.all(owners)).flat().filter(reading.selection.includes);
}
