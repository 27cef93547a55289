import type { Instance } from '../instance.ts';
import { type JsonObject, textOf, without } from '../json.ts';
import type { Behaviour, Kind, Write } from '../kind.ts';
import { legalNames } from '../legal-names.ts';
import { fullIdOf, targetOf } from '../reference.ts';
import { invalid } from '../refusal.ts';
import type { Entry } from '../store.ts';

/** The subscription that every service is born with (facts 1.17). */
export function addMasterSubscription(instance: Instance): void {
  instance.store.put('subscriptions/master', 'master', {
    scope: `${instance.resourceId}/`,
    displayName: 'Built-in all-access subscription',
    state: 'active',
    createdDate: '2024-01-01T00:00:00Z',
    allowTracing: false,
    primaryKey: instance.inventId(),
    secondaryKey: instance.inventId(),
  });
}

/** Facts 1.17: scope and owner come back in full form; keys are made once, and stay when they are omitted. */
const subscriptions: Behaviour = {
  admit(wanted, write) {
    const { instance, place, existing } = write;
    refuseMaster(place.key);
    const scope = acceptedScope(instance, place.scope, textOf(wanted, 'scope') ?? '');
    for (const name of ['primaryKey', 'secondaryKey'])
      if (wanted[name] === '') throw invalid(name, `The length of '${name}' must be between 1 and 256.`);
    const before = existing?.properties ?? {
      createdDate: new Date().toISOString(),
      primaryKey: instance.inventId(),
      secondaryKey: instance.inventId(),
    };
    const { createdDate, primaryKey, secondaryKey } = before;
    // Facts 1.17: a PATCH alone can say these.
    const ofPatch = write.method === 'PUT' ? ['expirationDate', 'stateComment'] : [];
    const complete = {
      ...{ state: 'submitted', allowTracing: false, createdDate, primaryKey, secondaryKey },
      ...without(wanted, ...ofPatch),
      scope,
      ...ownerOf(wanted, instance),
    };
    if (!existing) checkLimit(complete, write);
    return complete;
  },

  beforeDelete({ key }) {
    refuseMaster(key);
  },

  actions: {
    listsecrets: ({ properties: { primaryKey, secondaryKey } }) => ({
      status: 200,
      body: { primaryKey, secondaryKey },
    }),
    regenerateprimarykey: (entry, instance) => renewed(entry, { primaryKey: instance.inventId() }),
    regeneratesecondarykey: (entry, instance) => renewed(entry, { secondaryKey: instance.inventId() }),
  },
};

function renewed(entry: Entry, key: JsonObject): { status: number } {
  entry.properties = { ...entry.properties, ...key };
  return { status: 204 };
}

function ownerOf(wanted: JsonObject, instance: Instance): JsonObject {
  const given = textOf(wanted, 'ownerId');
  if (given === undefined) return {};
  const user = targetOf(instance, given, 'users');
  if (!user) throw invalid('ownerId', 'User not found.');
  return { ownerId: fullIdOf(instance, user) };
}

function acceptedScope(instance: Instance, inside: Write['place']['scope'], given: string): string {
  const key = instance.keyOfReference(given, inside)?.replace(/\/$/, '') ?? '';
  const [, collection, name] = key.startsWith(inside)
    ? (/^(apis|products)(?:\/([^/]+))?$/.exec(key.slice(inside.length)) ?? [])
    : [];
  const isOdd = collection === undefined || (collection === 'products' && name === undefined);
  if (given !== '' && instance.keyOfReference(given, inside) === undefined)
    targetOf(instance, given, 'products', inside);
  if (isOdd)
    throw invalid(
      'scope',
      "Subscription scope should be one of '/apis', '/apis/{apiId}', '/products/{productId}'",
    );
  if (name === undefined) return instance.fullId('/apis', inside);
  const target = targetOf(instance, given, collection, inside);
  if (!target) throw invalid('scope', `Entity with id '${given}' not found.`);
  return fullIdOf(instance, target);
}

/** A product may say how many subscriptions one user has (facts 1.12, 1.17). */
function checkLimit(wanted: JsonObject, { instance, place }: Write): void {
  const most = instance.findReference(textOf(wanted, 'scope') ?? '')?.properties['subscriptionsLimit'];
  const owned = instance.store
    .list(place.collection)
    .filter(
      ({ properties }) =>
        properties['scope'] === wanted['scope'] && properties['ownerId'] === wanted['ownerId'],
    );
  if (wanted['ownerId'] !== undefined && typeof most === 'number' && owned.length >= most)
    throw invalid('subscription', 'Subscriptions limit reached for same user');
}

function refuseMaster(key: string): void {
  if (key === 'subscriptions/master')
    throw invalid('sid', 'The built-in all-access subscription cannot be changed.');
}

export const subscriptionFilters = [
  ...['name', 'displayName', 'stateComment', 'ownerId', 'scope', 'userId', 'productId', 'state:eq'],
];

export const subscriptionKinds: readonly Kind[] = [
  {
    collections: 'subscriptions',
    noun: 'Subscription',
    names: legalNames.long,
    inWorkspaces: true,
    required: ['displayName', 'scope'],
    limits: { displayName: 100, primaryKey: 256, secondaryKey: 256 },
    oneOf: { state: ['suspended', 'active', 'expired', 'submitted', 'rejected', 'cancelled'] },
    readOnly: ['createdDate', 'startDate', 'endDate', 'notificationDate'],
    secrets: ['primaryKey', 'secondaryKey'],
    filters: subscriptionFilters,
    behaviour: subscriptions,
  },
];
