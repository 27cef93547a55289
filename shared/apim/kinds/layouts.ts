import type { Files, Layout } from './kind.ts';

export const apiops: readonly Layout[] = ['apiops v7', 'apiops v6', 'apiops v5'];
export const v7: readonly Layout[] = ['apiops v7'];
export const v6: readonly Layout[] = ['apiops v6'];
export const v5: readonly Layout[] = ['apiops v5'];
export const since6: readonly Layout[] = ['apiops v7', 'apiops v6'];
export const cli: readonly Layout[] = ['apiops-cli'];
/** Lists of links in one file: apiops until version 5, and apiops-cli again. */
export const lists: readonly Layout[] = ['apiops v5', 'apiops-cli'];

/** One information file, called alike in all layouts. */
export function informationAt(path: string): Files {
  return { information: [{ path }] };
}

/** One information file; apiops writes collections of several words with blanks, apiops-cli as Azure does. */
export function informationIn(words: string, collection: string, rest: string): Files {
  return {
    information: [
      { path: `${words}/${rest}`, of: apiops },
      { path: `${collection}/${rest}`, of: cli },
    ],
  };
}
