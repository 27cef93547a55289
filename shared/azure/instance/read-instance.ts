import { type Document, resourcesIn } from '../../apim/documents.ts';
import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { childrenOf, kindOf, type KindName } from '../../apim/kinds/table.ts';
import { parseApiName } from '../../apim/names.ts';
import { resourceId, type ResourceId } from '../../apim/resource-id.ts';
import type { Selection } from '../../apim/selection.ts';
import { type Gap, snapshot, type Snapshot } from '../../apim/snapshot.ts';
import { NotOffered } from '../arm/not-offered.ts';
import type { Edge } from './edge.ts';
import type { ExportSpecification } from './export-specification.ts';
import { pathInInstance } from './paths.ts';
import { documentFrom, itemOf } from './read-document.ts';
import { withImportHint } from './required-query-parameters.ts';
import { revisionsIn } from './revisions.ts';

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
  return snapshot(resources, gaps);
}

async function readKind(kind: KindName, parent: ResourceId | undefined, reading: Reading): Promise<Found> {
  const { azure, carriedBy } = kindOf(kind);
  if (azure.found === 'by item') return await readSingle(resourceId(kind, 'policy', parent), reading);
  if (carriedBy === 'specification' && !reading.selection.concerns(kind)) return nothing;
  const entries = await listed(kind, parent, reading);
  if (entries instanceof NotOffered) {
    return { documents: [], gaps: [{ of: kind, why: 'not offered here', detail: entries.because }] };
  }
  if (carriedBy === 'currentRevision') return await readApis(kind, entries, reading);
  return together(await Promise.all(entries.map((entry) => readEntry(kind, parent, entry, reading))));
}

/** The collection of a kind; only lists of the instance itself may be missing, by tier or version. */
async function listed(kind: KindName, parent: ResourceId | undefined, { arm, base, current }: Reading) {
  const above = parent === undefined ? base : base + pathInInstance(parent, current.of);
  const path = `${above}/${kindOf(kind).azure.collection}`;
  return parent === undefined ? await arm.listIfOffered(path) : await arm.list(path);
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
  // An association lists its targets: a product lists "orders;rev=2" and means the API orders.
  const id = resourceId(kind, parseApiName(textAt(entry, 'name') ?? '').api, parent);
  const properties = objectAt(entry, 'properties');
  if (builtIn?.(id.name, properties) === true) return nothing;
  if (!reading.selection.includes(id))
    return { documents: [], gaps: [{ of: id, why: 'outside the filter' }] };
  const children = await readChildren(id, reading);
  if (carriedBy === 'specification') return children;
  const partial = azure.listIsPartial === true;
  const document = partial ? await itemOf(id, reading) : documentFrom(id, entry, undefined, reading);
  // Gone between the list and the item: then it is not there.
  return document === undefined ? nothing : together([{ documents: [document], gaps: [] }, children]);
}

/** Entries are revisions, the current one under the API's bare name (facts: apim-rest 1.0, 3). */
async function readApis(kind: KindName, entries: readonly JsonObject[], reading: Reading): Promise<Found> {
  const { revisions, gaps } = revisionsIn(kind, entries, reading);
  const found = await Promise.all(
    revisions.map(async ({ id, entry }): Promise<Found> => {
      const children = await readChildren(id, reading);
      const properties = objectAt(entry, 'properties');
      const hinted = await withImportHint(id, properties, reading);
      const specification = reading.exportSpecification(id, properties);
      const document = {
        ...documentFrom(id, { ...entry, properties: hinted }, undefined, reading),
        specification,
      };
      return together([{ documents: [document], gaps: [] }, children]);
    }),
  );
  return together([...found, { documents: [], gaps }]);
}

async function readChildren(id: ResourceId, reading: Reading): Promise<Found> {
  return together(await Promise.all(childrenOf(id.kind).map((kind) => readKind(kind, id, reading))));
}

function together(found: readonly Found[]): Found {
  return { documents: found.flatMap(({ documents }) => documents), gaps: found.flatMap(({ gaps }) => gaps) };
}
