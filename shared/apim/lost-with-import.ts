import { firstAndMore } from './first-few.ts';

/** What to do about what an import has taken away for good. */
export const remedyForLost =
  'What is lost and has a file, the next run writes again; make the rest by hand as it was, or add files for it.';

const mostNames = 20;

/** What is lost, or may be, in the midst of a sentence. */
export function namesOfLost(names: readonly string[]): string {
  return firstAndMore(names, mostNames);
}
