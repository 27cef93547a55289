import type { Instance } from '../instance.ts';
import { textOf } from '../json.ts';
import type { Behaviour } from '../kind.ts';
import { invalid, Refusal } from '../refusal.ts';
import { administrators, expanded } from './groups.ts';
import { linkedBy } from '../link.ts';
import { scopeOf } from '../scope.ts';
import type { Entry } from '../store.ts';
import { hasTag } from './tag-views.ts';

/** Facts 1.12. */
export const products: Behaviour = {
  admit(wanted) {
    if (wanted['subscriptionRequired'] === false)
      for (const field of ['approvalRequired', 'subscriptionsLimit'])
        if (wanted[field] !== undefined && wanted[field] !== null)
          throw invalid(field, `${field} can be specified only when subscriptionRequired is true.`);
    const open = wanted['subscriptionRequired'] === false;
    return {
      subscriptionRequired: true,
      ...(open ? {} : { approvalRequired: false, subscriptionsLimit: null }),
      state: 'notPublished',
      ...wanted,
    };
  },

  /** A new product is visible to administrators and gets a subscription, even when none is required. */
  settle(wanted, { instance, place, existing }) {
    return {
      properties: wanted,
      afterwards: (entry) => {
        if (!existing && place.scope === '') accompany(instance, entry);
      },
    };
  },

  show({ key, properties }, { instance, query }) {
    const isExpanded = query.get('expandGroups')?.toLowerCase() === 'true';
    if (!isExpanded || instance.switches.expandedGroups === 'ignored') return properties;
    return { ...properties, groups: expanded(instance, linkedBy(instance, `${key}/grouplinks`)) };
  },

  isListed(entry, { instance, query }) {
    return hasTag(instance, entry, query);
  },

  beforeDelete(entry, { instance, query }) {
    if (query.get('deleteSubscriptions')?.toLowerCase() === 'true') return;
    if (subscriptionsOf(instance, entry).length > 0)
      throw new Refusal(
        400,
        'ValidationError',
        'Cannot delete product because it has existing subscriptions. Use deleteSubscriptions=true to delete them too.',
        null,
      );
  },

  afterDelete(entry, { instance }) {
    for (const { key } of subscriptionsOf(instance, entry)) instance.store.delete(key);
  },
};

export function subscriptionsOf(instance: Instance, product: Entry): Entry[] {
  const scope = `${instance.resourceId}/${product.key}`.toLowerCase();
  return instance.store
    .list(`${scopeOf(product.key)}subscriptions`)
    .filter(({ properties }) => textOf(properties, 'scope')?.toLowerCase() === scope);
}

function accompany(instance: Instance, product: Entry): void {
  const group = administrators(instance);
  if (group) instance.store.put(`${product.key}/${group.key}`, group.name, {});
  const name = instance.inventId();
  instance.store.put(`subscriptions/${name}`, name, {
    ownerId: `${instance.resourceId}/users/1`,
    scope: `${instance.resourceId}/${instance.pathOf(product)}`,
    displayName: null,
    state: 'active',
    createdDate: new Date().toISOString(),
    allowTracing: false,
    primaryKey: instance.inventId(),
    secondaryKey: instance.inventId(),
  });
}
