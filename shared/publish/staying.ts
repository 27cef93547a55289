import type { Document } from '../apim/documents.ts';
import { grouped } from '../apim/grouped.ts';
import { idAt, relativePathOf } from '../apim/names.ts';
import { keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import type { Desired } from './desired.ts';
import type { Former } from './former.ts';
import type { Staying } from './marker.ts';
import type { Memory } from './memory.ts';

/** More than this no marker holds: of the rest nobody remembers who published it, and it is not deleted. */
const most = 24;
const longestPath = 60;

/** What a marker says of things that went from the files and will be there when a run has ended. */
export function stayingOf(memory: Memory, ids: readonly ResourceId[]): readonly Staying[] {
  const known = [...memory.formers, ...memory.stayed];
  const found = ids.flatMap((id) => {
    const former = known.find(({ documents }) => documents.has(keyOf(id)));
    const path = relativePathOf(id, noRevision);
    return former === undefined || path.length > longestPath ? [] : [{ commit: former.commit, path }];
  });
  const all = grouped(found.slice(0, most), ({ commit }) => commit);
  return [...all].map(([commit, own]) => ({ commit, paths: own.map(({ path }) => path).sort() }));
}

/**
 * What stayed, as a commit had it. What was in it counts only where the files have the thing again, under the same name:
 * then it is looked up in the commit. Where nobody shows that, nothing in it is known to be of this repository.
 */
export async function stayedSince(
  { commit, paths }: Staying,
  { documents }: Desired,
  formerAt: (commit: string) => Promise<Former | undefined>,
): Promise<Former> {
  const ids = paths.flatMap((path) => idAt(path, noRevision) ?? []);
  const keys = new Set(ids.map(keyOf));
  const isInside = ({ id }: Document) => pathOf(id).some((step) => keys.has(keyOf(step)));
  const then = documents.some(isInside) ? await formerAt(commit) : undefined;
  const inside = [...(then?.documents.values() ?? [])].filter(isInside);
  const own = ids.map((id): Document => ({ id, properties: {}, current: true }));
  return {
    commit,
    documents: new Map([...own, ...inside].map((one) => [keyOf(one.id), one])),
    wholePath: then?.wholePath ?? ((path) => path),
  };
}

/** So that each revision is written with its number. */
const noRevision = () => '';
