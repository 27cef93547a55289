import { isAsBorn } from './as-born.ts';
import type { Rows } from './kind.ts';
import { informationAt, informationIn } from './layouts.ts';

/** Facts: apim-rest 1.20. */
const bornSettings = {
  signin: { enabled: false },
  signup: { enabled: true, termsOfService: { enabled: false, consentRequired: false } },
  delegation: { subscriptions: { enabled: false }, userRegistration: { enabled: false } },
};
const bornConfigs = {
  default: {
    enableBasicAuth: true,
    signin: { require: false },
    signup: { termsOfService: { requireConsent: false } },
    delegation: { delegateRegistration: false, delegateSubscription: false },
    csp: { mode: 'disabled' },
  },
};

const ofEachEnvironment = 'each environment has its own, and its secrets are in no file';

/**
 * What is extracted so that people see when it changes, and never published: what an instance needs there is not in
 * files, or a person has to agree to it (facts: apim-rest 1.19, 1.20, 7).
 */
export const reviewRows = {
  identityProvider: {
    words: 'identity provider',
    parents: [],
    azure: { collection: 'identityProviders', found: 'by list', nameCase: 'lower' },
    files: informationIn(
      'identity providers',
      'identityProviders',
      '{identityProvider}/identityProviderInformation.json',
    ),
    section: 'identityProviders',
    properties: { readOnly: ['type', 'clientSecret'], sets: ['allowedTenants'] },
    onlyForReview: ofEachEnvironment,
  },
  authorizationProvider: {
    words: 'authorization provider',
    parents: [],
    azure: { collection: 'authorizationProviders', found: 'by list' },
    files: informationIn(
      'authorization providers',
      'authorizationProviders',
      '{authorizationProvider}/authorizationProviderInformation.json',
    ),
    section: 'authorizationProviders',
    properties: {
      readOnly: [
        'oauth2.grantTypes.authorizationCode.clientSecret',
        'oauth2.grantTypes.clientCredentials.clientSecret',
      ],
    },
    onlyForReview: 'its secrets can be read by nobody, and people have to agree to its connections',
  },
  portalSetting: {
    words: 'portal setting',
    parents: [],
    azure: { collection: 'portalsettings', found: 'by list' },
    files: informationIn(
      'portal settings',
      'portalSettings',
      '{portalSetting}/portalSettingInformation.json',
    ),
    section: 'portalSettings',
    properties: { readOnly: ['validationKey'] },
    asBorn: (name, properties) => isAsBorn(bornSettings, name, properties),
    onlyForReview: ofEachEnvironment,
  },
  portalConfig: {
    words: 'portal configuration',
    parents: [],
    azure: { collection: 'portalconfigs', found: 'by list' },
    files: informationAt('portal configurations/{portalConfig}/portalConfigInformation.json'),
    section: 'portalConfigs',
    properties: { readOnly: ['delegation.validationKey'] },
    asBorn: (name, properties) => isAsBorn(bornConfigs, name, properties),
    onlyForReview: ofEachEnvironment,
  },
} as const satisfies Rows;
