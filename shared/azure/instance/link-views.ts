import { relativeId } from '../../apim/canonical.ts';
import { isList, isObject, type JsonObject, textAt, valueAt } from '../../apim/json.ts';
import type { View } from '../../apim/kinds/azure-place.ts';
import { kindOf, type KindName, revisionKind } from '../../apim/kinds/table.ts';
import { type CurrentRevision, idAt } from '../../apim/names.ts';
import { resourceId, type ResourceId } from '../../apim/resource-id.ts';
import { NotOffered } from '../arm/not-offered.ts';
import { listed } from './listed.ts';
import { nameOfFiles } from './name-of-entry.ts';
import { pathInInstance } from './paths.ts';
import type { Reading } from './reading.ts';
import { viewed } from './viewed.ts';

/** All links of a kind that the view of the whole instance has; undefined where there is no such view. */
export async function linksOfView(
  kind: KindName,
  reading: Reading,
): Promise<readonly ResourceId[] | undefined> {
  const { view } = kindOf(kind).azure;
  const entries = view === undefined ? undefined : await viewed(view, reading);
  if (view === undefined || entries === undefined) return undefined;
  await learnNames(kind, reading);
  return entries.flatMap((entry) => linksIn(kind, view, entry, reading));
}

/** The same of one revision, by a view of its own, which need not name the revision; undefined where there is none. */
export async function linksOfRevision(
  kind: KindName,
  revision: ResourceId,
  reading: Reading,
): Promise<readonly ResourceId[] | undefined> {
  const { arm, base, current } = reading;
  const { view } = kindOf(kind).azure;
  if (view?.ofRevision === undefined) return undefined;
  const path = `${base}${pathInInstance(revision, current.of)}/${view.ofRevision}`;
  const entries = await arm.listIfOffered(path);
  if (entries instanceof NotOffered) return undefined;
  return entries.flatMap((entry) => linksIn(kind, view, entry, reading, () => revision.name));
}

/** `meant`: the revision of an API that an id means when it names none. */
function linksIn(
  kind: KindName,
  view: View,
  entry: JsonObject,
  { current, operations }: Reading,
  meant: CurrentRevision = current.of,
): readonly ResourceId[] {
  const idFrom = (from: JsonObject, path = '') =>
    idAt(relativeId(textAt(from, ...path.split('.')) ?? ''), meant);
  const start = idFrom(entry, view.id);
  if (start === undefined) return [];
  const isApi = kindOf(start.kind).carriedBy === 'currentRevision';
  const parent = isApi ? resourceId(revisionKind(start.kind), meant(start), start) : start;
  return holdersOf(entry, view).flatMap((holder) => {
    const end = idFrom(holder, view.target);
    return end === undefined ? [] : [operations.inFiles(resourceId(kind, end.name, parent))];
  });
}

/** Each says where one link leads. */
function holdersOf(entry: JsonObject, { targets }: View): readonly JsonObject[] {
  if (targets === undefined) return [entry];
  const list = valueAt(entry, ...targets.split('.'));
  return isList(list) ? list.filter(isObject) : [];
}

/** Of what links lead to, where the service may have invented names for it: a view says no more than these. */
async function learnNames(kind: KindName, reading: Reading): Promise<void> {
  const { linksTo } = kindOf(kind);
  if (linksTo === undefined || kindOf(linksTo).azure.portableName === undefined) return;
  const entries = await listed(linksTo, undefined, reading);
  if (entries instanceof NotOffered) return;
  for (const entry of entries) nameOfFiles(entry, linksTo, undefined, reading);
}
