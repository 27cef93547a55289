import { currentRevisionProperty } from '../../apim/documents.ts';
import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { type KindName, revisionKind } from '../../apim/kinds/table.ts';
import { parseApiName } from '../../apim/names.ts';
import { resourceId, type ResourceId } from '../../apim/resource-id.ts';
import type { Gap } from '../../apim/snapshot.ts';
import type { Reading } from './read-instance.ts';

export interface RevisionEntry {
  readonly id: ResourceId;
  readonly entry: JsonObject;
}

/**
 * Sorts the list of APIs: which revisions are read, and what this version leaves out: revisions that are not current,
 * and APIs that no OpenAPI document describes.
 */
export function revisionsIn(
  kind: KindName,
  workspace: ResourceId | undefined,
  entries: readonly JsonObject[],
  { selection, current }: Reading,
): { readonly revisions: readonly RevisionEntry[]; readonly gaps: readonly Gap[] } {
  const revisions: RevisionEntry[] = [];
  const gaps: Gap[] = [];
  for (const entry of entries) {
    const { api: name, revision } = parseApiName(textAt(entry, 'name') ?? '');
    const api = resourceId(kind, name, workspace);
    const properties = objectAt(entry, 'properties');
    const id = resourceId(
      revisionKind(kind),
      revision ?? textAt(properties, currentRevisionProperty) ?? '1',
      api,
    );
    const type = textAt(properties, 'type') ?? 'http';
    if (revision === undefined) current.set(api, id.name);
    if (!selection.includes(api)) gaps.push({ of: api, why: 'outside the filter' });
    else if (revision !== undefined)
      gaps.push({ of: id, why: 'incomplete', detail: 'only current revisions are carried by this version' });
    else if (type !== 'http')
      gaps.push({
        of: api,
        why: 'incomplete',
        detail: `APIs of type ${type} are not carried by this version`,
      });
    else revisions.push({ id, entry });
  }
  return { revisions, gaps };
}
