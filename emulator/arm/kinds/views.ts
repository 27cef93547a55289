import type { Instance } from '../instance.ts';
import type { JsonObject } from '../json.ts';
import type { Place } from '../place.ts';
import { isOfCurrentRevision } from './api-revisions.ts';
import { subscriptionsOf } from './products.ts';

/** The products that an API is in. */
export function apiProducts(instance: Instance, { apiRoot = '' }: Place): JsonObject[] {
  return instance.store
    .list('products')
    .filter(({ key }) => instance.store.get(`${key}/${apiRoot}`))
    .map((product) => instance.contractOf(product, new URLSearchParams(), true));
}

/** The subscriptions with the scope of a product. */
export function productSubscriptions(instance: Instance, { parent }: Place): JsonObject[] {
  const product = instance.find(parent);
  if (!product) return [];
  return subscriptionsOf(instance, product).map((entry) =>
    instance.contractOf(entry, new URLSearchParams(), true),
  );
}

/** Facts 1.7: which policies there are, without their text. */
export function allPolicies(instance: Instance): JsonObject[] {
  const base = instance.switches.allPolicyIds === 'full' ? instance.resourceId : '';
  return instance.store
    .allOf('')
    .filter(({ key }) => /(^|\/)policies\/policy$/.test(key))
    .filter(({ key }, index) => isInView(instance, key, index))
    .map((entry) => {
      const path = instance.pathOf(entry);
      const name = path.replace(/[/;=]/g, '_');
      return {
        id: `${instance.resourceId}/allPolicies/${name}`,
        type: 'Microsoft.ApiManagement/service/allPolicies',
        name,
        properties: { referencePolicyId: `${base}/${path}`, complianceState: 'Compliant' },
      };
    });
}

function isInView(instance: Instance, key: string, index: number): boolean {
  const { allPolicies } = instance.switches;
  if (allPolicies === 'currentRevisions') return isOfCurrentRevision(instance, key);
  if (!key.includes('/operations/')) return true;
  return allPolicies === 'all' || (allPolicies === 'someOperations' && index % 2 === 0);
}
