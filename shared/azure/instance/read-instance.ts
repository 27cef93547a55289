import { apiTypeOf } from '../../apim/api-type.ts';
import { type Document, resourcesIn } from '../../apim/documents.ts';
import { type JsonObject, objectAt } from '../../apim/json.ts';
import { kindsIn } from '../../apim/kinds-in.ts';
import { childrenOf, kindOf, type KindName } from '../../apim/kinds/table.ts';
import { linkKindIn } from '../../apim/links.ts';
import { isScope, resourceId, type ResourceId, rootOf, workspaceOf } from '../../apim/resource-id.ts';
import { snapshot, type Snapshot } from '../../apim/snapshot.ts';
import { NotOffered } from '../arm/not-offered.ts';
import { hasAny, listed } from './listed.ts';
import { told } from './told-gaps.ts';
import { type Found, gap, nothing, together } from './found.ts';
import { readByLinks } from './read-by-links.ts';
import { lackingInTier } from './lacking-in-tier.ts';
import { entriesBelow } from './list-entries.ts';
import { documentFrom, itemOf } from './read-document.ts';
import { type Reading, readingOf, type ReadingTask } from './reading.ts';
import { hintIn } from './required-query-parameters.ts';
import { carriedOperations, incompleteIn } from './incomplete.ts';
import { holderNameOf, said } from './unlisted-links.ts';
import { nameIn, nameOfFiles } from './name-of-entry.ts';
import { withNameOfFiles } from './operation-names.ts';
import { type RevisionEntry, revisionsIn } from './revisions.ts';
import { seldomListed } from './seldom-listed.ts';
import { isSeldom, readSeldom } from './seldom-lists.ts';
import { readSought } from './sought-policies.ts';

/** Walks the table of kinds from the instance downwards and reads all that is selected. */
export async function readInstance(task: ReadingTask): Promise<Snapshot> {
  const reading = readingOf(task);
  const walked = await readChildren(undefined, reading);
  const { documents, gaps } = together([
    walked,
    { documents: await readSought(walked.documents, reading), gaps: [] },
    await readSeldom(reading.seldom, ({ kind, parent }) => readKind(kind, parent, reading), reading),
    await readByLinks(walked.documents, reading),
  ]);
  const resources = said(documents, reading.selection)
    .flatMap(resourcesIn)
    .filter(({ id }) => reading.selection.includes(id));
  return snapshot(resources, told(gaps));
}

async function readKind(kind: KindName, parent: ResourceId | undefined, reading: Reading): Promise<Found> {
  const { azure, carriedBy } = kindOf(kind);
  const link = linkKindIn(kind, parent);
  if (link !== undefined && parent !== undefined) {
    const links = await reading.readLinks(kind, link, parent);
    return links instanceof NotOffered
      ? lacking(kind, links.because, parent, reading)
      : { documents: links, gaps: [] };
  }
  if (isLinkToLacking(kind, reading))
    return lacking(kind, `not in the tier ${reading.sku}`, undefined, reading);
  if (azure.found === 'by links' || isNobodysBusiness(kind, parent, reading)) return nothing;
  if (azure.onlyWith !== undefined && !(await hasAny(azure.onlyWith, parent, reading))) return nothing;
  if (azure.found === 'by item') return await readSingle(resourceId(kind, 'policy', parent), reading);
  const entries = await listed(kind, parent, reading);
  if (entries instanceof NotOffered) return lacking(kind, entries.because, parent, reading);
  if (carriedBy === 'currentRevision') return await readApis(kind, parent, entries, reading);
  const whole = await readEntries(kind, parent, entries, reading);
  return together([whole, ...(await readUnlisted(kind, parent, entries.length > 0, reading))]);
}

/** What no list names and has links all the same: see unlisted-links.ts. */
async function readUnlisted(
  kind: KindName,
  parent: ResourceId | undefined,
  hasOthers: boolean,
  reading: Reading,
): Promise<readonly Found[]> {
  const { includes, files } = reading.selection;
  const links = parent === undefined ? childrenOf(kind).filter((one) => holderNameOf(one) !== undefined) : [];
  return await Promise.all(
    links.map(async (link) => {
      const holder = resourceId(kind, holderNameOf(link) ?? '');
      const isWanted = includes(holder) && (hasOthers || files?.has(holder) === true);
      return isWanted ? await readKind(link, holder, reading) : nothing;
    }),
  );
}

/** What lives in something matters here only where the files have some of it. */
function isNobodysBusiness(kind: KindName, parent: ResourceId | undefined, { selection }: Reading): boolean {
  if (parent === undefined || isScope(parent)) return false;
  return selection.isClosed === true && selection.files?.hasAnyIn(kind, parent) === false;
}

/** Where the tier has no groups, nothing is shown to groups (facts: apim-rest 4.6). */
function isLinkToLacking(kind: KindName, { sku }: Reading): boolean {
  const { linksTo } = kindOf(kind);
  return linksTo !== undefined && lackingInTier(sku, kindOf(linksTo).azure.collection);
}

async function readEntries(
  kind: KindName,
  parent: ResourceId | undefined,
  entries: readonly JsonObject[],
  reading: Reading,
): Promise<Found> {
  return together(await Promise.all(entries.map((entry) => readEntry(kind, parent, entry, reading))));
}

async function readSingle(id: ResourceId, reading: Reading): Promise<Found> {
  const { selection, sought } = reading;
  if (!selection.includes(id)) return nothing;
  const isKnown = selection.files?.has(id) === true;
  if (kindOf(id.kind).azure.view !== undefined && workspaceOf(id) === undefined && !isKnown) {
    sought.push(id);
    return nothing;
  }
  const item = await itemOf(id, reading);
  return item === undefined ? nothing : { documents: [item], gaps: [] };
}

async function readEntry(
  kind: KindName,
  parent: ResourceId | undefined,
  entry: JsonObject,
  reading: Reading,
): Promise<Found> {
  const { azure, builtIn, carriedBy, carriesItself } = kindOf(kind);
  const id = resourceId(kind, nameOfFiles(entry, kind, parent, reading), parent);
  const properties = objectAt(entry, 'properties');
  // Nobody's business, but there: whoever refers to it may rely on it.
  if (builtIn?.(id.name, properties) === true) {
    const own = resourceId(kind, nameIn(entry, kind), parent);
    const names = own.name === id.name ? [id] : [id, own];
    return together(names.map((one) => gap(one, 'made by the service')));
  }
  const isOwn = carriedBy !== 'specification' || carriesItself?.(properties) === true;
  if (!reading.selection.includes(id)) return isOwn ? passedBy(id) : nothing;
  const children = await readChildren(id, reading);
  if (!isOwn) return children;
  const partial = azure.listIsPartial === true;
  const document = partial ? await itemOf(id, reading) : documentFrom(id, entry, undefined, reading);
  // Gone between the list and the item: then it is not there.
  return document === undefined ? nothing : together([{ documents: [document], gaps: [] }, children]);
}

/** What the files may have under another name all the same. */
function passedBy(id: ResourceId): Found {
  const mayBeMeant = rootOf(id) === id || kindOf(id.kind).sameAs !== undefined;
  return mayBeMeant ? gap(id, 'outside the filter') : nothing;
}

function lacking(of: KindName, detail: string, parent: ResourceId | undefined, reading: Reading): Found {
  const workspace = parent === undefined || isScope(parent) ? parent : workspaceOf(parent);
  const { collection } = kindOf(of).azure;
  const isOfTier = isLinkToLacking(of, reading) || lackingInTier(reading.sku, collection);
  const { documents, gaps } = gap(of, 'not offered here', detail, workspace);
  return { documents, gaps: isOfTier ? gaps.map((one) => ({ ...one, ofTier: true })) : gaps };
}

/** Entries are revisions, the current one under the API's bare name (facts: apim-rest 1.0, 3). */
async function readApis(
  kind: KindName,
  workspace: ResourceId | undefined,
  entries: readonly JsonObject[],
  reading: Reading,
): Promise<Found> {
  const all = [...entries, ...(await seldomListed(kind, workspace, entries, reading))];
  const { revisions, gaps } = await revisionsIn(kind, workspace, all, reading);
  const found = await Promise.all(
    revisions.flatMap((revision) => [
      readRevision(revision, reading),
      // What belongs to the API, whichever revision is current: diagnostics (facts: apim-rest 1.1).
      ...(revision.isCurrent ? [readChildren(revision.id.parent, reading)] : []),
    ]),
  );
  return together([...found, { documents: [], gaps }]);
}

async function readRevision({ id, entry, isCurrent }: RevisionEntry, reading: Reading): Promise<Found> {
  const { selection, exportSpecification } = reading;
  const document = (one: JsonObject): Document => ({
    ...documentFrom(id, one, undefined, reading),
    current: isCurrent,
  });
  // Read for what it says of the API only.
  if (!selection.includes(id)) return { documents: [document(entry)], gaps: [] };
  const type = apiTypeOf(objectAt(entry, 'properties'));
  const kinds = concerned(id, reading).filter((kind) => isInApisOf(type, kind));
  const carried = kinds.find((kind) => kindOf(kind).carriedBy === 'specification');
  // The operations say two things: which policies to ask for, and how the API was imported.
  const operations = carried === undefined ? undefined : await entriesBelow(carried, id, reading);
  if (operations !== undefined) reading.unsayable.learn(id, operations);
  const others = kinds.filter((kind) => kind !== carried);
  const seldom = others.filter((kind) => isSeldom(kind, id, operations, reading));
  reading.seldom.push(...seldom.map((kind) => ({ kind, parent: id })));
  const all = carriedOperations(id, type, carried ?? id.kind, operations ?? []);
  const named = (one: JsonObject, kind: KindName) =>
    withNameOfFiles(one, (name) => resourceId(kind, name, id), type, reading);
  const properties = { ...objectAt(entry, 'properties'), ...hintIn(operations ?? []) };
  const [specification, ...children] = await Promise.all([
    exportSpecification(id, properties, operations),
    ...(carried === undefined || operations === undefined
      ? []
      : [
          readEntries(
            carried,
            id,
            all.carried.map((one) => named(one, carried)),
            reading,
          ),
        ]),
    ...others.filter((kind) => !seldom.includes(kind)).map((kind) => readKind(kind, id, reading)),
  ]);
  const own = document({ ...entry, properties });
  const whole = specification === undefined ? own : { ...own, specification };
  const gaps = [...incompleteIn(id, properties, specification), ...all.gaps];
  return together([{ documents: [whole], gaps }, ...children]);
}

function isInApisOf(type: string, kind: KindName): boolean {
  const { onlyInApisOf = type } = kindOf(kind).azure;
  return onlyInApisOf === type;
}

async function readChildren(id: ResourceId | undefined, reading: Reading): Promise<Found> {
  const kinds = concerned(id, reading).filter((kind) => kindOf(kind).naming === undefined);
  return together(await Promise.all(kinds.map((kind) => readKind(kind, id, reading))));
}

/** The kinds that matter in this thing. */
function concerned(id: ResourceId | undefined, { selection }: Reading): readonly KindName[] {
  const workspace = id === undefined || isScope(id) ? id : workspaceOf(id);
  return kindsIn(id).filter((kind) => selection.concerns(kind, workspace));
}
