import { adopted, type Adoption, renaming } from '../apim/adoption.ts';
import type { Document } from '../apim/documents.ts';
import type { Instance } from '../apim/instance.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { keyOf, type ResourceId } from '../apim/resource-id.ts';
import { snapshot } from '../apim/snapshot.ts';
import { listsOf } from './scope.ts';
import type { Spared } from './spared.ts';

/**
 * What was published and is gone from the files, and is not there under the name that they had, while the instance has
 * the same under another: it was adopted, so it was there before this repository and stays (promise 2), with what leads
 * to it. `absent` is what was looked for in vain; without such things among it, nothing is asked.
 */
export async function namedOtherwise(
  absent: readonly ResourceId[],
  { gone, wanted }: { readonly gone: readonly Document[]; readonly wanted: ReadonlySet<string> },
  instance: Instance,
): Promise<readonly Spared[]> {
  const keys = new Set(absent.map(keyOf));
  const matched = gone.filter(({ id }) => keys.has(keyOf(id)) && kindOf(id.kind).sameAs !== undefined);
  if (matched.length === 0) return [];
  const live = await instance.read(listsOf(matched.map(({ id }) => id)));
  const { adoptions } = adopted(snapshot(matched), live);
  // What the files call by a third name by now has not been left.
  const left = adoptions.filter(({ other }) => !wanted.has(keyOf(other)));
  const along = await Promise.all(absent.map((id) => leadingTo(id, left, instance)));
  return [...left, ...along.flat()].map(({ own, other }) => ({
    id: other,
    why: 'named otherwise',
    was: own,
  }));
}

async function leadingTo(
  id: ResourceId,
  adoptions: readonly Adoption[],
  instance: Instance,
): Promise<readonly Adoption[]> {
  const other = renaming(adoptions)(id);
  if (keyOf(other) === keyOf(id) || adoptions.some(({ own }) => keyOf(own) === keyOf(id))) return [];
  return (await instance.item(other)) === undefined ? [] : [{ own: id, other }];
}
