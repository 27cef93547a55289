import { propertyDifferences } from './differences.ts';
import type { JsonObject } from './json.ts';
import { kindOf, type KindName } from './kinds/table.ts';

/** Each thing that the service rewords (facts: apim-rest 8), and beside it what it must not be taken for. */
export interface Fold {
  readonly kind: KindName;
  readonly what: string;
  readonly same: readonly [JsonObject, JsonObject];
  readonly different: readonly [JsonObject, JsonObject];
}

/** A test of each fold: `it` of mocha fails where a rule folds too little or too much. */
export function describeFolds(folds: readonly Fold[]): void {
  describe('Properties', () => {
    for (const { kind, what, same, different } of folds) {
      const [left, right] = same;
      it(`of ${kindOf(kind).words} are the same but for ${what}`, () => {
        const found = [...propertyDifferences(kind, left, right), ...propertyDifferences(kind, right, left)];
        if (found.length > 0) throw new Error(`They differ: ${JSON.stringify(found)}`);
      });
      it(`of ${kindOf(kind).words} differ: ${JSON.stringify(different)}`, () => {
        if (propertyDifferences(kind, ...different).length === 0)
          throw new Error('They are taken for the same.');
      });
    }
  });
}
