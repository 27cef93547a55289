import { textOf } from '../json.ts';
import type { Behaviour } from '../kind.ts';
import { invalid } from '../refusal.ts';
import { scopeOf } from '../scope.ts';

/** Facts 1.10: unique by displayName; deleting one takes its assignments with it (facts 4.3). */
export const tags: Behaviour = {
  admit(wanted, { instance, place }) {
    const twin = instance.findByDisplayName(place.collection, textOf(wanted, 'displayName'));
    if (twin && twin.key !== place.key) throw invalid('name', 'Tag with the same name already exists.');
    return wanted;
  },

  afterDelete(entry, { instance }) {
    for (const { key } of instance.store.allOf(''))
      if (scopeOf(entry.key) === '' && key.endsWith(`/${entry.key}`)) instance.store.delete(key);
  },
};
