import type { Document } from '../apim/documents.ts';
import { keyOf } from '../apim/resource-id.ts';
import type { Memory } from './memory.ts';

/**
 * Keys of the documents whose specification is another one than what was published last, or was begun since. Where
 * comparing cannot tell whether the instance has a specification, this decides (design: Comparison). A commit that
 * nobody can show may have had another one; without Git, or where nothing is remembered, nobody can say that anything
 * changed.
 */
export async function changedSpecifications(
  documents: readonly Document[],
  memory: Memory | undefined,
): Promise<ReadonlySet<string>> {
  if (memory === undefined || memory.isFirst || !memory.publishing.inGit) return new Set();
  const { formers, unknown, marker } = memory;
  const isForgotten = unknown.length > 0 || marker.tooMany === true;
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
