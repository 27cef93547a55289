import type { Behaviour } from '../kind.ts';
import { invalid } from '../refusal.ts';

/** Facts 1.12: an API is in one open product at most. */
export const productApis: Behaviour = {
  beforeLink({ parent, key }, instance) {
    const isOpen = (product: string): boolean =>
      instance.find(product)?.properties['subscriptionRequired'] === false;
    const api = key.slice(parent.length);
    const others = instance.store
      .list('products')
      .filter(({ key: other }) => other !== parent && isOpen(other));
    if (isOpen(parent) && others.some((other) => instance.find(`${other.key}${api}`)))
      throw invalid('aid', 'API cannot be added to more than one open products.');
  },
};
