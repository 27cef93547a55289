import type { Instance } from './instance.ts';
import type { Place } from './place.ts';
import { internalError, methodNotAllowed, notEmulated, notFound, Refusal } from './refusal.ts';
import type { ServiceRequest } from './service-request.ts';

const consumption = ['consumption'];
const v2 = ['basicv2', 'standardv2', 'premiumv2'];
const notSelfHosted = [...consumption, 'basic', 'standard', ...v2];

/** First collection -> tiers in lower case that do not offer it (facts 4.6, 1.18). */
const tiersWithout: Readonly<Record<string, readonly string[]>> = {
  groups: consumption,
  users: consumption,
  identityproviders: consumption,
  portalsettings: consumption,
  portalconfigs: consumption,
  portalrevisions: consumption,
  contenttypes: consumption,
  templates: consumption,
  notifications: consumption,
  'apis/issues': consumption,
  gateways: notSelfHosted,
  tenant: [...consumption, ...v2],
  policyrestrictions: [...consumption, ...v2],
  workspaces: [...consumption, 'developer', 'basic', 'standard'],
  workspacelinks: [...consumption, 'developer', 'basic', 'standard'],
};

/** Refuses what the tier, the version or the kind does not have, before anything else is looked at. */
export function checkOffered(instance: Instance, place: Place, { method, query }: ServiceRequest): void {
  const { kind } = place;
  if (kind.since !== undefined) throw notYet(kind.since, kind.collections, query);
  if (!isInTier(instance, place)) throw notInTier(instance);
  if (method === 'GET' && place.name === undefined) checkList(instance, place);
  const isItem = place.name !== undefined;
  if (isItem && kind.without?.some((verb) => verb === method)) throw methodNotAllowed(method);
}

function notYet(since: string, collections: string, query: URLSearchParams): Refusal {
  const isOlder = (query.get('api-version') ?? '') < since;
  return isOlder ? notFound('Resource') : notEmulated(collections);
}

/** What only looks as if it were not offered: lists that fail although the kind is there (facts 1.0, 4.1). */
function checkList(instance: Instance, { kind, scope }: Place): void {
  if (instance.switches.failingLists.includes(kind.collections)) throw internalError();
  if (scope !== '' && instance.failsAsFresh(scope)) throw internalError();
}

function isInTier(instance: Instance, { kind, scope }: Place): boolean {
  const [top = '', below = ''] = scope === '' ? kind.collections.toLowerCase().split('/') : ['workspaces'];
  return !isWithout(instance, top) && !isWithout(instance, `${top}/${below}`);
}

function isWithout({ options, switches }: Instance, collections: string): boolean {
  const tier = (options.sku ?? 'Developer').toLowerCase();
  if (collections.startsWith('workspace') && tier === 'basicv2') return !switches.workspacesInBasicV2;
  return tiersWithout[collections]?.includes(tier) ?? false;
}

function notInTier({ options, switches }: Instance): Refusal {
  if (switches.notOffered === 'internalError') return internalError();
  if (switches.notOffered === 'notFound') return notFound('Resource');
  const message = `Method not allowed in ${options.sku ?? 'Developer'} pricing tier`;
  return new Refusal(400, 'MethodNotAllowedInPricingTier', message, null);
}
