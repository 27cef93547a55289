import type { Behaviour } from '../kind.ts';
import { linkedBy } from '../link.ts';
import { rootOf } from '../place.ts';
import { invalid } from '../refusal.ts';

/** Facts 1.12: an API is in one open product at most, whether by association or by link. */
export const productApis: Behaviour = {
  beforeLink({ scope, parent, key }, instance) {
    const isOpen = (product: string): boolean =>
      instance.find(product)?.properties['subscriptionRequired'] === false;
    if (!isOpen(parent)) return;
    const name = rootOf(key.split('/').at(-1) ?? '');
    const others = instance.store
      .list(`${scope}products`)
      .filter(({ key: other }) => other !== parent && isOpen(other))
      .flatMap((other) => linkedBy(instance, `${other.key}/apilinks`));
    if (others.some((api) => rootOf(api.key) === `${scope}apis/${name}`))
      throw invalid('aid', 'API cannot be added to more than one open products.');
  },
};
