import type { Instance } from '../instance.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import type { Place } from '../place.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { Entry } from '../store.ts';
import { administrators, expanded, groupsOf } from './groups.ts';

/** The administrator of the service is user 1 (facts 1.17). */
export function addAdministrator(instance: Instance): void {
  instance.store.put('users/1', '1', {
    email: 'publisher@example.com',
    firstName: 'Administrator',
    lastName: 'Administrator',
    state: 'active',
    registrationDate: '2024-01-01T00:00:00Z',
    identities: [{ provider: 'Azure', id: 'publisher@example.com' }],
  });
  instance.store.put(`${administrators(instance)?.key ?? ''}/users/1`, '1', {});
}

/** Facts 1.17. */
const users: Behaviour = {
  admit(wanted, { instance, place, existing }) {
    const email = textOf(wanted, 'email')?.toLowerCase();
    const twin = instance.store
      .list('users')
      .find(
        ({ key, properties }) => key !== place.key && textOf(properties, 'email')?.toLowerCase() === email,
      );
    if (twin) throw invalid('email', 'User with the same email already exists.');
    const before = existing?.properties ?? {
      registrationDate: new Date().toISOString(),
      identities: [{ provider: 'Basic', id: wanted['email'] ?? null }],
    };
    const { registrationDate, identities } = before;
    return { state: 'active', identities, ...wanted, registrationDate };
  },

  show({ key, properties }, { instance, query, list }) {
    const expands = !list || query.get('expandGroups')?.toLowerCase() === 'true';
    const isIn = (group: Entry): boolean => instance.find(`${group.key}/${key}`) !== undefined;
    return { ...properties, groups: expands ? expanded(instance, groupsOf(instance, isIn)) : [] };
  },

  beforeDelete({ key }, { instance, query }) {
    if (key === 'users/1')
      throw new Refusal(400, 'ValidationError', 'The administrator of the service cannot be deleted.', null);
    const withThem = query.get('deleteSubscriptions')?.toLowerCase() === 'true';
    if (!withThem && subscriptionsOfUser(instance, key).length > 0)
      throw new Refusal(400, 'ValidationError', 'User has active subscriptions.', null);
  },

  afterDelete({ key }, { instance }) {
    for (const subscription of subscriptionsOfUser(instance, key)) instance.store.delete(subscription.key);
  },

  actions: {
    generatessourl: ({ name }, instance) => ({
      status: 200,
      body: { value: `https://${instance.options.name}.developer.azure-api.net/signin-sso?token=${name}` },
    }),
    token: ({ name }, instance) => ({ status: 200, body: { value: `${name}&${instance.inventId()}` } }),
  },
};

function subscriptionsOfUser(instance: Instance, userKey: string): Entry[] {
  return instance.store
    .list('subscriptions')
    .filter(({ properties }) => instance.keyOfReference(textOf(properties, 'ownerId') ?? '') === userKey);
}

function contracts(instance: Instance, entries: readonly Entry[]): JsonObject[] {
  return entries.map((entry) => instance.contractOf(entry, new URLSearchParams(), true));
}

function userGroups(instance: Instance, { parent }: Place): JsonObject[] {
  return contracts(
    instance,
    groupsOf(instance, (group) => instance.find(`${group.key}/${parent}`) !== undefined),
  );
}

function userSubscriptions(instance: Instance, { parent }: Place): JsonObject[] {
  return contracts(instance, subscriptionsOfUser(instance, parent));
}

function userIdentities(instance: Instance, { parent }: Place): JsonObject[] {
  const identities = instance.find(parent)?.properties['identities'];
  return Array.isArray(identities) ? (identities as JsonObject[]) : [];
}

export const userKinds: readonly Kind[] = [
  {
    collections: 'users',
    noun: 'User',
    names: /^[^/]{1,80}$/,
    longRunning: ['DELETE'],
    required: ['email', 'firstName', 'lastName'],
    limits: { email: 254, firstName: 100, lastName: 100 },
    oneOf: { state: ['active', 'blocked', 'pending', 'deleted'] },
    readOnly: ['registrationDate', 'groups', 'confirmation', 'appType'],
    secrets: ['password'],
    filters: ['name', 'firstName', 'lastName', 'email', 'note', 'state:eq', 'registrationDate'],
    behaviour: users,
  },
  {
    collections: 'users/groups',
    noun: 'Group',
    view: userGroups,
    filters: ['name', 'displayName', 'description'],
  },
  { collections: 'users/subscriptions', noun: 'Subscription', view: userSubscriptions },
  { collections: 'users/identities', noun: 'Identity', unpaged: true, view: userIdentities },
];
