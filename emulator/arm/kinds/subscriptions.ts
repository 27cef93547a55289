import type { Instance } from '../instance.ts';
import { textOf, without } from '../json.ts';
import type { Behaviour } from '../kind.ts';
import { invalid } from '../refusal.ts';
import type { Scope } from '../scope.ts';

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

/** Facts 1.17: keys are shown by listSecrets only, scope and owner come back in full form. */
export const subscriptions: Behaviour = {
  admit(wanted, { instance, place, existing }) {
    refuseMaster(place.key);
    const scope = acceptedScope(instance, place.scope, textOf(wanted, 'scope') ?? '');
    const ownerId = textOf(wanted, 'ownerId');
    const before = existing?.properties ?? {
      createdDate: new Date().toISOString(),
      primaryKey: instance.inventId(),
      secondaryKey: instance.inventId(),
    };
    const { createdDate, primaryKey, secondaryKey } = before;
    return {
      ...{ state: 'submitted', allowTracing: false, createdDate, primaryKey, secondaryKey },
      ...wanted,
      scope,
      ...(ownerId === undefined ? {} : { ownerId: instance.fullId(ownerId) }),
    };
  },

  show({ properties }) {
    return without(properties, 'primaryKey', 'secondaryKey');
  },

  beforeDelete({ key }) {
    refuseMaster(key);
  },

  actions: {
    listsecrets: ({ properties: { primaryKey, secondaryKey } }) => ({
      status: 200,
      body: { primaryKey, secondaryKey },
    }),
  },
};

function acceptedScope(instance: Instance, inside: Scope, given: string): string {
  const scope = instance.fullId(given, inside);
  const key = instance.keyOfReference(scope) ?? '';
  const local = key.startsWith(inside) ? key.slice(inside.length) : '';
  if (!/^(apis|apis\/[^/]+|products\/[^/]+)\/?$/.test(local))
    throw invalid(
      'scope',
      "Subscription scope should be one of '/apis', '/apis/{apiId}', '/products/{productId}'",
    );
  if (local !== 'apis' && !instance.find(key)) throw invalid('scope', `Entity with id '${scope}' not found.`);
  return scope;
}

function refuseMaster(key: string): void {
  if (key === 'subscriptions/master')
    throw invalid('sid', 'The built-in all-access subscription cannot be changed.');
}
