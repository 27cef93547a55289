import type { Instance } from '../instance.ts';
import { textOf } from '../json.ts';
import type { Behaviour } from '../kind.ts';
import { invalid, Refusal } from '../refusal.ts';

const builtIn = ['Administrators', 'Developers', 'Guests'];

/** Every service is born with three system groups (facts 1.17). */
export function addBuiltInGroups(instance: Instance): void {
  for (const displayName of builtIn) {
    const name = displayName.toLowerCase();
    const description = `${displayName} is a built-in group.`;
    instance.store.put(`groups/${name}`, name, { displayName, description, builtIn: true, type: 'system' });
  }
}

/** Facts 1.17: built-in groups cannot be deleted or retyped. */
export const groups: Behaviour = {
  admit(wanted, { existing }) {
    if (existing?.properties['builtIn'] === true && textOf(wanted, 'type') !== 'system' && wanted['type'])
      throw invalid('type', 'The type of a built-in group cannot be changed.');
    const type = existing?.properties['type'] ?? 'custom';
    return { type, ...wanted, builtIn: existing?.properties['builtIn'] ?? false };
  },

  beforeDelete({ properties }) {
    if (properties['builtIn'] !== true) return;
    throw new Refusal(400, 'ValidationError', 'System group cannot be deleted.', null);
  },

  afterDelete(entry, { instance }) {
    for (const { key } of instance.store.allOf(''))
      if (key.endsWith(`/${entry.key}`)) instance.store.delete(key);
  },
};
