import { type Document, resourcesIn } from '../../apim/documents.ts';
import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { childrenOf, kindOf, type KindName } from '../../apim/kinds/table.ts';
import { parseApiName } from '../../apim/names.ts';
import { resourceId, type ResourceId } from '../../apim/resource-id.ts';
import type { Selection } from '../../apim/selection.ts';
import { type Gap, type NotKnown, snapshot, type Snapshot } from '../../apim/snapshot.ts';
import { NotOffered } from '../arm/not-offered.ts';
import type { Edge } from './edge.ts';
import type { ExportSpecification } from './export-specification.ts';
import { lackingInTier } from './lacking-in-tier.ts';
import { pathInInstance } from './paths.ts';
import { documentFrom, itemOf } from './read-document.ts';
import { hintIn } from './required-query-parameters.ts';
import { type RevisionEntry, revisionsIn } from './revisions.ts';

export interface Reading extends Edge {
  readonly selection: Selection;
  readonly exportSpecification: ExportSpecification;
}

/** What one branch of the tree gave. */
export interface Found {
  readonly documents: readonly Document[];
  readonly gaps: readonly Gap[];
}

export const nothing: Found = { documents: [], gaps: [] };

/** Walks the table of kinds from the instance downwards and reads all that is selected. */
export async function readInstance(reading: Reading): Promise<Snapshot> {
  const kinds = childrenOf(undefined).filter((kind) => reading.selection.concerns(kind));
  const { documents, gaps } = together(
    await Promise.all(kinds.map((kind) => readKind(kind, undefined, reading))),
  );
  const resources = documents.flatMap(resourcesIn).filter(({ id }) => reading.selection.includes(id));
  return snapshot(resources, oncePerKind(gaps));
}

/** What is lacking below each of many products is told once. */
function oncePerKind(gaps: readonly Gap[]): readonly Gap[] {
  const kinds = new Set<KindName>();
  return gaps.filter(({ of }) => {
    if (typeof of !== 'string') return true;
    const isNew = !kinds.has(of);
    kinds.add(of);
    return isNew;
  });
}

async function readKind(kind: KindName, parent: ResourceId | undefined, reading: Reading): Promise<Found> {
  const { azure, carriedBy } = kindOf(kind);
  if (isLinkToLacking(kind, reading)) return gap(kind, 'not offered here', `not in the tier ${reading.sku}`);
  if (azure.found === 'by item') return await readSingle(resourceId(kind, 'policy', parent), reading);
  const entries = await listed(kind, parent, reading);
  if (entries instanceof NotOffered) return gap(kind, 'not offered here', entries.because);
  if (carriedBy === 'currentRevision') return await readApis(kind, entries, reading);
  return await readEntries(kind, parent, entries, reading);
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

/** A collection of the instance itself, which tier or version may lack; or one inside something that is there. */
async function listed(kind: KindName, parent: ResourceId | undefined, reading: Reading) {
  if (parent !== undefined) return await listedIn(kind, parent, reading);
  const { arm, base, sku } = reading;
  const { collection } = kindOf(kind).azure;
  const errorMeansAbsence = lackingInTier(sku, collection);
  return await arm.listIfOffered(`${base}/${collection}`, { errorMeansAbsence });
}

async function listedIn(kind: KindName, parent: ResourceId, { arm, base, current }: Reading) {
  const { collection, absentIsError } = kindOf(kind).azure;
  const path = `${base}${pathInInstance(parent, current.of)}/${collection}`;
  if (absentIsError !== true) return await arm.list(path);
  const items = await arm.listIfOffered(path, { errorMeansAbsence: true });
  return items instanceof NotOffered ? [] : items;
}

async function readSingle(id: ResourceId, reading: Reading): Promise<Found> {
  if (!reading.selection.includes(id)) return nothing;
  const item = await itemOf(id, reading);
  return item === undefined ? nothing : { documents: [item], gaps: [] };
}

async function readEntry(
  kind: KindName,
  parent: ResourceId | undefined,
  entry: JsonObject,
  reading: Reading,
): Promise<Found> {
  const { azure, builtIn, carriedBy } = kindOf(kind);
  const id = resourceId(kind, nameIn(entry, kind), parent);
  const properties = objectAt(entry, 'properties');
  // Nobody's business, but there: whoever refers to it may rely on it.
  if (builtIn?.(id.name, properties) === true) return gap(id, 'made by the service');
  if (!reading.selection.includes(id)) return parent === undefined ? gap(id, 'outside the filter') : nothing;
  const children = await readChildren(id, reading);
  if (carriedBy === 'specification') return children;
  const partial = azure.listIsPartial === true;
  const document = partial ? await itemOf(id, reading) : documentFrom(id, entry, undefined, reading);
  // Gone between the list and the item: then it is not there.
  return document === undefined ? nothing : together([{ documents: [document], gaps: [] }, children]);
}

/** An association lists its targets: a product that lists "orders;rev=2" means the API orders. */
function nameIn(entry: JsonObject, kind: KindName): string {
  const name = textAt(entry, 'name') ?? '';
  const { linksTo } = kindOf(kind);
  const toApi = linksTo !== undefined && kindOf(linksTo).carriedBy === 'currentRevision';
  return toApi ? parseApiName(name).api : name;
}

function gap(of: ResourceId | KindName, why: NotKnown, detail?: string): Found {
  return { documents: [], gaps: [detail === undefined ? { of, why } : { of, why, detail }] };
}

/** Entries are revisions, the current one under the API's bare name (facts: apim-rest 1.0, 3). */
async function readApis(kind: KindName, entries: readonly JsonObject[], reading: Reading): Promise<Found> {
  const { revisions, gaps } = revisionsIn(kind, entries, reading);
  const found = await Promise.all(
    revisions.flatMap((revision) => [
      readRevision(revision, reading),
      // What belongs to the API, whichever revision is current: diagnostics (facts: apim-rest 1.1).
      ...(revision.id.parent === undefined ? [] : [readChildren(revision.id.parent, reading)]),
    ]),
  );
  return together([...found, { documents: [], gaps }]);
}

async function readRevision({ id, entry }: RevisionEntry, reading: Reading): Promise<Found> {
  const kinds = childrenOf(id.kind).filter((kind) => reading.selection.concerns(kind));
  const carried = kinds.find((kind) => kindOf(kind).carriedBy === 'specification');
  // The operations say two things: which policies to ask for, and how the API was imported.
  const operations = carried === undefined ? [] : await listedIn(carried, id, reading);
  const children = await Promise.all([
    ...(carried === undefined ? [] : [readEntries(carried, id, operations, reading)]),
    ...kinds.filter((kind) => kind !== carried).map((kind) => readKind(kind, id, reading)),
  ]);
  const properties = { ...objectAt(entry, 'properties'), ...hintIn(operations) };
  const specification = reading.exportSpecification(id, properties);
  const document = { ...documentFrom(id, { ...entry, properties }, undefined, reading), specification };
  return together([{ documents: [document], gaps: [] }, ...children]);
}

async function readChildren(id: ResourceId, reading: Reading): Promise<Found> {
  const kinds = childrenOf(id.kind).filter(
    (kind) => kindOf(kind).naming === undefined && reading.selection.concerns(kind),
  );
  return together(await Promise.all(kinds.map((kind) => readKind(kind, id, reading))));
}

function together(found: readonly Found[]): Found {
  return { documents: found.flatMap(({ documents }) => documents), gaps: found.flatMap(({ gaps }) => gaps) };
}
