import type { Instance } from '../instance.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { legalNames } from '../legal-names.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { Entry } from '../store.ts';

/** Every service is born with three system groups; on older ones their names are invented (facts 1.17). */
export function addBuiltInGroups(instance: Instance): void {
  for (const displayName of ['Administrators', 'Developers', 'Guests']) {
    const isWord = instance.switches.builtInGroupNames === 'words';
    const name = isWord ? displayName.toLowerCase() : instance.inventId();
    const description = `${displayName} is a built-in group.`;
    instance.store.put(`groups/${name}`, name, { displayName, description, builtIn: true, type: 'system' });
  }
}

/** Those who see every new product. */
export function administrators({ store }: Instance): Entry | undefined {
  return store
    .list('groups')
    .find(({ properties: { builtIn, displayName } }) => builtIn === true && displayName === 'Administrators');
}

/** Facts 1.17: built-in groups cannot be deleted or retyped. */
const groups: Behaviour = {
  admit(wanted, { existing }) {
    const builtIn = existing?.properties['builtIn'] ?? false;
    const type = textOf(existing?.properties ?? {}, 'type') ?? 'custom';
    const wantsSystem = textOf(wanted, 'type')?.toLowerCase() === 'system';
    if (builtIn === true && wanted['type'] !== undefined && !wantsSystem)
      throw invalid('type', 'The type of a built-in group cannot be changed.');
    if (builtIn === false && wantsSystem) throw invalid('type', 'Group of type system cannot be created.');
    return { type, ...wanted, builtIn };
  },

  beforeDelete({ properties }) {
    if (properties['builtIn'] !== true) return;
    throw new Refusal(400, 'ValidationError', 'System group cannot be deleted.', null);
  },
};

/** Facts 1.17, 4.1: who is in a built-in group is not for the caller to say. */
const groupUsers: Behaviour = {
  beforeLink({ parent }, instance) {
    if (instance.find(parent)?.properties['builtIn'] === true)
      throw new Refusal(405, 'MethodNotAllowed', 'System group membership cannot be changed.', null);
  },
};

export const groupKinds: readonly Kind[] = [
  {
    collections: 'groups',
    noun: 'Group',
    names: legalNames.any256,
    inWorkspaces: true,
    required: ['displayName'],
    limits: { displayName: 300, description: 1000 },
    oneOf: { type: ['custom', 'system', 'external'] },
    readOnly: ['builtIn'],
    filters: ['name', 'displayName', 'description', 'externalId:eq'],
    behaviour: groups,
  },
  {
    collections: 'groups/users',
    noun: 'User',
    inWorkspaces: true,
    linksTo: 'users',
    association: true,
    filters: ['name', 'firstName', 'lastName', 'email', 'note', 'registrationDate'],
    behaviour: groupUsers,
  },
];

/** `expandGroups=true`: the groups that a product or a user is in (facts 1.0). */
export function groupsOf(instance: Instance, isIn: (group: Entry) => boolean): Entry[] {
  return instance.store.list('groups').filter(isIn);
}

export function expanded(instance: Instance, groups: readonly Entry[]): JsonObject[] {
  const isShort = instance.switches.expandedGroups === 'shortIds';
  return groups.map((group) => {
    const { id, name, properties } = instance.contractOf(group, new URLSearchParams());
    const { displayName, ...more } = isObject(properties) ? properties : {};
    return isShort
      ? { id: `/groups/${group.name}`, name: displayName, ...more }
      : { id, name, displayName, ...more };
  });
}
