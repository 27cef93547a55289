import type { Instance } from '../instance.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Behaviour } from '../kind.ts';
import { invalid, Refusal } from '../refusal.ts';
import { scopeOf } from '../scope.ts';
import type { Entry } from '../store.ts';

/** Facts 1.11. */
export const versionSets: Behaviour = {
  admit(wanted, { instance, existing }) {
    checkScheme(wanted);
    const changes = existing && existing.properties['versioningScheme'] !== wanted['versioningScheme'];
    if (
      changes &&
      instance.switches.schemeOfUsedVersionSet === 'refused' &&
      apisIn(instance, existing).length > 0
    )
      throw invalid(
        'versioningScheme',
        'The versioning scheme of a version set that has APIs cannot be changed.',
      );
    return wanted;
  },

  beforeDelete(entry, { instance }) {
    if (apisIn(instance, entry).length > 0)
      throw new Refusal(400, 'ValidationError', 'Cannot delete an API version set that has APIs.', null);
  },
};

/** Refuses a scheme that is not one, or that lacks the name it needs. */
export function checkScheme(wanted: JsonObject): JsonObject {
  const scheme = textOf(wanted, 'versioningScheme');
  const needs =
    scheme === 'Query' ? 'versionQueryName' : scheme === 'Header' ? 'versionHeaderName' : undefined;
  if (needs === undefined && scheme !== 'Segment')
    throw invalid('versioningScheme', `The versioning scheme '${scheme ?? ''}' is not supported.`);
  if (needs !== undefined && !textOf(wanted, needs)) throw invalid(needs, `${needs} is required.`);
  return wanted;
}

/** The APIs and revisions that are versions of a set. */
export function apisIn(instance: Instance, set: Entry): Entry[] {
  return instance.store
    .list(`${scopeOf(set.key)}apis`)
    .filter(
      ({ properties }) => instance.keyOfReference(textOf(properties, 'apiVersionSetId') ?? '') === set.key,
    );
}
