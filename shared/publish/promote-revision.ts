import { currentNumbers } from '../apim/documents.ts';
import { keyOf, type ResourceId } from '../apim/resource-id.ts';
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
  const currentThen = formers.map(({ documents }) => currentNumbers(documents.values()));
  return ({ name, parent }) =>
    parent !== undefined &&
    currentThen.some((numbers) => {
      const then = numbers.get(keyOf(parent));
      return then !== undefined && then !== name;
    });
}
