import { type JsonObject, textOf, without } from '../json.ts';
import type { Behaviour, Write } from '../kind.ts';
import { revisionOf, rootOf } from '../place.ts';
import { invalid } from '../refusal.ts';
import type { Entry } from '../store.ts';

/**
 * Facts 3: a release is the only thing that makes a revision the current one. It stays as an entry of the change log;
 * deleting it switches nothing back.
 */
export const releases: Behaviour = {
  admit(wanted, write) {
    const now = new Date().toISOString();
    const before = write.existing?.properties;
    if (write.method === 'PATCH') return { ...before, notes: wanted['notes'], updatedDateTime: now };
    revisionNamedBy(wanted, write);
    return {
      ...wanted,
      apiId: write.instance.fullId(textOf(wanted, 'apiId') ?? '', write.place.scope),
      createdDateTime: before?.['createdDateTime'] ?? now,
      updatedDateTime: now,
    };
  },

  settle(wanted, write) {
    if (write.method === 'PATCH') return { properties: wanted };
    const { key } = revisionNamedBy(wanted, write);
    return {
      properties: wanted,
      afterwards: () => {
        write.instance.setCurrentRevision(key, revisionOf(key) ?? '1');
      },
    };
  },

  /** The list leaves out what was released (facts 1.0, 3). */
  show({ properties }, { list }): JsonObject {
    return list ? without(properties, 'apiId') : properties;
  },
};

/** Short or full id, of a revision of this very API. */
function revisionNamedBy(wanted: JsonObject, { instance, place }: Write): Entry {
  const id = textOf(wanted, 'apiId') ?? '';
  const revision = instance.findReference(id, place.scope);
  if (revision && rootOf(revision.key) === place.apiRoot) return revision;
  throw invalid('apiId', `Api with id '${id}' is not a revision of this API.`);
}
