import { Instance, type InstanceOptions, type Surroundings } from './instance.ts';
import { addContentTypes } from './kinds/content.ts';
import { addBuiltInDiagnostic } from './kinds/diagnostics.ts';
import { addBuiltInGroups } from './kinds/groups.ts';
import { addBuiltInLogger } from './kinds/loggers.ts';
import { addNotifications, addTemplates } from './kinds/messages.ts';
import { resetServicePolicy } from './kinds/policies.ts';
import { addPortal } from './kinds/portal.ts';
import { addMasterSubscription } from './kinds/subscriptions.ts';
import { addTenant } from './kinds/tenant.ts';
import { addAdministrator } from './kinds/users.ts';

/** A service with what every service is born with. */
export function newInstance(options: InstanceOptions, surroundings: Surroundings): Instance {
  const instance = new Instance(options, surroundings);
  addBuiltInGroups(instance);
  addAdministrator(instance);
  addMasterSubscription(instance);
  addBuiltInLogger(instance);
  addBuiltInDiagnostic(instance);
  addPortal(instance);
  addContentTypes(instance);
  addTemplates(instance);
  addNotifications(instance);
  addTenant(instance);
  resetServicePolicy(instance);
  return instance;
}
