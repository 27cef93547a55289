import { textOf } from '../json.ts';
import type { Behaviour } from '../kind.ts';
import { invalid, Refusal } from '../refusal.ts';
import { scopeOf } from '../scope.ts';

/** Facts 1.11. */
export const versionSets: Behaviour = {
  admit(wanted) {
    const scheme = textOf(wanted, 'versioningScheme');
    const needs =
      scheme === 'Query' ? 'versionQueryName' : scheme === 'Header' ? 'versionHeaderName' : undefined;
    if (needs === undefined && scheme !== 'Segment')
      throw invalid('versioningScheme', `The versioning scheme '${scheme ?? ''}' is not supported.`);
    if (needs !== undefined && !textOf(wanted, needs)) throw invalid(needs, `${needs} is required.`);
    return wanted;
  },

  beforeDelete(entry, { instance }) {
    const used = instance.store
      .list(`${scopeOf(entry.key)}apis`)
      .some(
        ({ properties }) =>
          instance.keyOfReference(textOf(properties, 'apiVersionSetId') ?? '') === entry.key,
      );
    if (used)
      throw new Refusal(400, 'ValidationError', 'Cannot delete an API version set that has APIs.', null);
  },
};
