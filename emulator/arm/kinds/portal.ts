import type { Instance } from '../instance.ts';
import { copy, type JsonObject, merged, objectOf } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { legalNames, oneOfNames } from '../legal-names.ts';
import { listSecrets } from './identity.ts';

const settings: Readonly<Record<string, JsonObject>> = {
  signin: { enabled: false },
  signup: { enabled: true, termsOfService: { text: null, enabled: false, consentRequired: false } },
  delegation: { url: null, subscriptions: { enabled: false }, userRegistration: { enabled: false } },
};

const configuration: JsonObject = {
  enableBasicAuth: true,
  signin: { require: false },
  signup: { termsOfService: { text: null, requireConsent: false } },
  delegation: {
    delegateRegistration: false,
    delegateSubscription: false,
    delegationUrl: null,
    validationKey: null,
  },
  cors: { allowedOrigins: [] },
  csp: { mode: 'disabled', reportUri: [], allowedSources: [] },
};

/** What every portal has from the start; none of it can be deleted (facts 1.20). */
export function addPortal(instance: Instance): void {
  for (const [name, properties] of Object.entries(settings))
    instance.store.put(`portalsettings/${name}`, name, copy(properties));
  instance.store.put('portalconfigs/default', 'default', copy(configuration));
}

const portalSettings: Behaviour = {
  admit(wanted, { place: { name = '' } }) {
    return merged(copy(settings[name.toLowerCase()] ?? {}), wanted);
  },

  actions: { listsecrets: listSecrets('validationKey') },
};

/** Facts 1.20: the whole object comes back, its key as null. */
const portalConfigs: Behaviour = {
  admit(wanted, { existing, instance }) {
    const kept = objectOf(existing?.properties ?? {}, 'delegation')?.['validationKey'];
    const complete = merged(copy(configuration), wanted);
    const delegation = objectOf(complete, 'delegation') ?? {};
    const isKept = kept !== undefined && instance.switches.omittedSecrets === 'kept';
    return {
      ...complete,
      delegation: { ...delegation, validationKey: delegation['validationKey'] ?? (isKept ? kept : null) },
    };
  },

  show({ properties }) {
    const delegation: JsonObject = { ...objectOf(properties, 'delegation'), validationKey: null };
    return { ...properties, delegation };
  },
};

/** Facts 1.20: publishing is done at once here; one revision is current. */
const portalRevisions: Behaviour = {
  settle(wanted, { instance, place, existing }) {
    const now = new Date().toISOString();
    const { createdDateTime } = existing?.properties ?? { createdDateTime: now };
    return {
      properties: { isCurrent: false, ...wanted, status: 'completed', createdDateTime, updatedDateTime: now },
      afterwards: ({ key, properties }) => {
        if (properties['isCurrent'] !== true) return;
        for (const other of instance.store.list(place.collection))
          if (other.key !== key) other.properties = { ...other.properties, isCurrent: false };
      },
    };
  },
};

export const portalKinds: readonly Kind[] = [
  {
    collections: 'portalsettings',
    noun: 'PortalSettings',
    names: oneOfNames('signin', 'signup', 'delegation'),
    unpaged: true,
    without: ['DELETE'],
    patchStatus: 204,
    secrets: ['validationKey'],
    behaviour: portalSettings,
  },
  {
    collections: 'portalconfigs',
    noun: 'PortalConfig',
    names: oneOfNames('default'),
    unpaged: true,
    without: ['DELETE'],
    ifMatch: 'required',
    behaviour: portalConfigs,
  },
  {
    collections: 'portalRevisions',
    noun: 'PortalRevision',
    names: legalNames.any256,
    without: ['DELETE'],
    longRunning: ['PUT', 'PATCH'],
    limits: { description: 2000 },
    readOnly: ['status', 'statusDetails', 'createdDateTime', 'updatedDateTime'],
    behaviour: portalRevisions,
  },
];
