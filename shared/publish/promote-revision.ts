import { kindOf } from '../apim/kinds/table.ts';
import { keyOf, type ResourceId } from '../apim/resource-id.ts';
import type { Former } from './former.ts';
import type { Memory } from './memory.ts';

/** When publishing switches which revision of an API is current; an API that is new gets the one of the files. */
export type PromoteRevision = 'declared' | 'never' | 'always';

/** Whether a revision that the files say is current becomes so in the instance, where another one is. */
export type Promotes = (revision: ResourceId) => boolean;

/**
 * `declared`: when files that were published last, or begun since, said another one. Whoever has switched in the portal
 * meanwhile is not overruled by files that say what they have always said; and where nothing is remembered, nobody can
 * tell.
 */
export function promotionBy(mode: PromoteRevision | undefined, memory: Memory | undefined): Promotes {
  if (mode !== undefined && mode !== 'declared') return () => mode === 'always';
  const { taken } = memory?.marker ?? {};
  const formers = memory?.formers ?? [];
  if (taken !== undefined && !formers.some(({ commit }) => commit === taken.commit)) return () => false;
  const currentThen = formers.map(currentRevisionsIn);
  return ({ name, parent }) =>
    parent !== undefined &&
    currentThen.some((numbers) => {
      const then = numbers.get(keyOf(parent));
      return then !== undefined && then !== name;
    });
}

/** By API, the number that those files gave to its current revision. */
function currentRevisionsIn({ documents }: Former): ReadonlyMap<string, string> {
  return new Map(
    [...documents.values()].flatMap(({ id, current }) =>
      current && kindOf(id.kind).naming !== undefined && id.parent !== undefined
        ? [[keyOf(id.parent), id.name] as const]
        : [],
    ),
  );
}
