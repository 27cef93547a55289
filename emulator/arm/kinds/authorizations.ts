import { isObject, type JsonObject, objectOf, textOf, without } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { legalNames } from '../legal-names.ts';
import { invalid } from '../refusal.ts';

/** Facts 1.19, 7: client secrets cannot be read in any way, and must come with every PUT. */
const providers: Behaviour = {
  admit(wanted) {
    for (const [grant, settings] of grantsOf(wanted))
      if ((textOf(settings, 'clientSecret') ?? '') === '')
        throw invalid(`oauth2.grantTypes.${grant}.clientSecret`, 'ClientSecret is required.');
    return wanted;
  },

  show({ properties }) {
    const oauth2 = objectOf(properties, 'oauth2');
    if (!oauth2) return properties;
    const shown = grantsOf(properties).map(([grant, settings]) => [grant, without(settings, 'clientSecret')]);
    return { ...properties, oauth2: { ...oauth2, grantTypes: Object.fromEntries(shown) as JsonObject } };
  },
};

function grantsOf(properties: JsonObject): [string, JsonObject][] {
  const grants = objectOf(objectOf(properties, 'oauth2') ?? {}, 'grantTypes') ?? {};
  return Object.entries(grants).flatMap(([name, settings]) => (isObject(settings) ? [[name, settings]] : []));
}

/** Facts 1.19: an authorization code needs a human being, client credentials do not. */
const authorizations: Behaviour = {
  admit(wanted, { existing }) {
    const needsConsent = textOf(wanted, 'oauth2grantType')?.toLowerCase() === 'authorizationcode';
    if (!needsConsent && !isObject(wanted['parameters']))
      throw invalid('parameters', 'Parameters are required for the grant type ClientCredentials.');
    const consented = existing?.properties['status'] === 'Connected';
    const error = { code: 'Unauthenticated', message: 'This connection is not authenticated.' };
    return needsConsent && !consented
      ? { ...wanted, status: 'Error', error }
      : { ...without(wanted, 'error'), status: 'Connected' };
  },

  actions: {
    getloginlinks: ({ name }, instance) => ({
      status: 200,
      body: { loginLink: `https://${instance.options.name}.consent.azure-apim.net/login?data=${name}` },
    }),
    confirmconsentcode: (entry) => {
      entry.properties = { ...without(entry.properties, 'error'), status: 'Connected' };
      return { status: 200 };
    },
  },
};

const credentialManager = {
  names: legalNames.long,
  without: ['HEAD', 'PATCH'],
  filters: ['name', 'displayName'],
} as const;

/** The credential manager (facts 1.19). */
export const authorizationKinds: readonly Kind[] = [
  {
    collections: 'authorizationProviders',
    noun: 'AuthorizationProvider',
    ...credentialManager,
    required: ['displayName', 'identityProvider'],
    behaviour: providers,
  },
  {
    collections: 'authorizationProviders/authorizations',
    noun: 'Authorization',
    ...credentialManager,
    required: ['authorizationType', 'oauth2grantType'],
    oneOf: { authorizationType: ['OAuth2'], oauth2grantType: ['AuthorizationCode', 'ClientCredentials'] },
    readOnly: ['status', 'error'],
    secrets: ['parameters'],
    behaviour: authorizations,
  },
  {
    collections: 'authorizationProviders/authorizations/accessPolicies',
    noun: 'AuthorizationAccessPolicy',
    ...credentialManager,
    required: ['objectId'],
  },
];
