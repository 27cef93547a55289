import type { Document } from '../apim/documents.ts';
import { keyOf } from '../apim/resource-id.ts';
import type { Memory } from './memory.ts';

/**
 * Keys of the documents whose specification is another one than what was published last, or was begun since. Where
 * comparing cannot tell whether the instance has a specification, this decides (design: Comparison). What a run began
 * with and nobody can show may have been another one. Where nothing is remembered, without Git, and where nobody can
 * show what was published last, nobody can say that anything changed.
 */
export async function changedSpecifications(
  documents: readonly Document[],
  memory: Memory | undefined,
): Promise<ReadonlySet<string>> {
  if (memory === undefined || memory.isFirst || !memory.publishing.inGit) return new Set();
  const { formers, unknown, marker } = memory;
  const isForgotten =
    marker.tooMany === true || marker.attempted.some(({ commit }) => unknown.includes(commit));
  const changed = await Promise.all(
    documents.map(async ({ id, specification }) => {
      if (specification === undefined) return [];
      const key = keyOf(id);
      const then = formers.map((former) => former.documents.get(key)?.specification);
      const same = await Promise.all(then.map((one) => isSame(specification, one)));
      return isForgotten || same.includes(false) ? [key] : [];
    }),
  );
  return new Set(changed.flat());
}

type Specification = NonNullable<Document['specification']>;

async function isSame(now: Specification, then: Specification | undefined): Promise<boolean> {
  return then?.format === now.format && (await now.load()) === (await then.load());
}
