import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { kindOf, type KindName, operationKind } from '../../apim/kinds/table.ts';
import { parseApiName } from '../../apim/api-name.ts';
import { describe, isScope, resourceId, type ResourceId, workspaceOf } from '../../apim/resource-id.ts';
import { everything, type Selection } from '../../apim/selection.ts';
import { isInternalError, NotOffered } from '../arm/not-offered.ts';
import type { Edge } from './edge.ts';
import { lackingInTier } from './lacking-in-tier.ts';
import { pathInInstance, segmentIn } from './paths.ts';
import { resourceBody } from './resource-body.ts';

interface Listing extends Edge {
  readonly selection: Selection;
}

type Entries = readonly JsonObject[];

/**
 * What there is of a kind. Collections of an instance or a workspace may be lacking: tiers and versions differ. Below
 * other things that is so of what says with an error that it is absent.
 */
export async function listEntries(
  kind: KindName,
  parent: ResourceId | undefined,
  listing: Listing,
): Promise<Entries | NotOffered> {
  const { arm, base, current, sku } = listing;
  const { collection, absentIsError } = kindOf(kind).azure;
  if (parent !== undefined && absentIsError === true) {
    const path = `${base}${pathInInstance(parent, current.of)}/${collection}`;
    const items = await arm.listIfOffered(path, { errorMeansAbsence: true });
    return items instanceof NotOffered && isInternalError(items.because) ? [] : items;
  }
  if (parent !== undefined && !isScope(parent)) return await entriesBelow(kind, parent, listing);
  const errorMeansAbsence = parent === undefined && lackingInTier(sku, collection);
  const scope = parent === undefined ? '' : pathInInstance(parent, current.of);
  const entries = await arm.listIfOffered(`${base}${scope}/${collection}`, { errorMeansAbsence });
  if (parent === undefined || entries instanceof NotOffered) return entries;
  return await believed(kind, parent, entries, listing);
}

/** The same inside something that is there. */
export async function entriesBelow(kind: KindName, parent: ResourceId, listing: Listing): Promise<Entries> {
  const { arm, base, current } = listing;
  const { collection } = kindOf(kind).azure;
  const entries = await arm.list(`${base}${pathInInstance(parent, current.of)}/${collection}`);
  return workspaceOf(parent) === undefined ? entries : await believed(kind, parent, entries, listing);
}

/** The operations of a revision, all of them. */
export async function operationsOf(revision: ResourceId, edge: Edge): Promise<Entries> {
  return await entriesBelow(operationKind(revision.kind), revision, { ...edge, selection: everything });
}

/**
 * What lists say of things in a workspace is not believed but for the names: each thing is asked for by itself (facts:
 * apim-rest 1.0, peers 9.19). Operations are many, and little more than their names is needed where a specification
 * carries them: of those only what a list leaves out is asked for.
 */
async function believed(
  kind: KindName,
  parent: ResourceId,
  entries: Entries,
  { arm, base, current, selection }: Listing,
): Promise<Entries> {
  const { azure, carriedBy, carriesItself } = kindOf(kind);
  if (azure.listIsPartial === true) return entries;
  const path = `${base}${pathInInstance(parent, current.of)}/${azure.collection}`;
  const isEnough = (entry: JsonObject, name: string) =>
    carriedBy === 'specification'
      ? textAt(entry, 'properties', 'urlTemplate') !== undefined &&
        carriesItself?.(objectAt(entry, 'properties')) !== true
      : !selection.includes(resourceId(kind, parseApiName(name).api, parent));
  const items = entries.map(async (entry): Promise<Entries> => {
    const name = textAt(entry, 'name') ?? '';
    if (isEnough(entry, name)) return [entry];
    const words = describe(resourceId(kind, parseApiName(name).api, parent));
    const body = resourceBody(await arm.get(path + segmentIn({ kind, parent }, name)), words);
    // Gone since it was listed: then it is not there.
    return body === undefined ? [] : [body];
  });
  return (await Promise.all(items)).flat();
}
