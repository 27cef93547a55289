import { Instance, type InstanceOptions, type Surroundings } from './instance.ts';
import { addBuiltInGroups } from './kinds/groups.ts';
import { resetServicePolicy } from './kinds/policies.ts';
import { addMasterSubscription } from './kinds/subscriptions.ts';

/** A service with what every service is born with. */
export function newInstance(options: InstanceOptions, surroundings: Surroundings): Instance {
  const instance = new Instance(options, surroundings);
  addBuiltInGroups(instance);
  addMasterSubscription(instance);
  resetServicePolicy(instance);
  return instance;
}
