import { isObject, type Json, type JsonObject } from './json.ts';

const body = { request: { headers: [], body: { bytes: 0 } }, response: { headers: [], body: { bytes: 0 } } };
const diagnostic = {
  alwaysLog: null,
  sampling: { samplingType: 'fixed', percentage: 100 },
  logClientIp: false,
  frontend: body,
  backend: body,
};

/** Collections -> what some services say of such a thing where nobody has said anything (facts 1.11, 1.15, 1.19, 8). */
const defaults: Readonly<Record<string, JsonObject>> = {
  apis: {
    apiVersion: '',
    authenticationSettings: {
      oAuth2: null,
      openid: null,
      oAuth2AuthenticationSettings: [],
      openidAuthenticationSettings: [],
    },
    contact: null,
    license: null,
    termsOfServiceUrl: null,
  },
  apiVersionSets: { description: null, versionQueryName: null, versionHeaderName: null },
  backends: { title: null, description: null, resourceId: null, proxy: null },
  certificates: { keyVault: null },
  diagnostics: diagnostic,
  'apis/diagnostics': diagnostic,
  groups: { description: null, externalId: null },
  identityProviders: {
    authority: 'login.microsoftonline.com',
    clientLibrary: 'ADAL',
    signinPolicyName: null,
    signupPolicyName: null,
  },
  namedValues: { keyVault: null },
  products: { description: '', terms: '' },
  subscriptions: { startDate: null, endDate: null, notificationDate: null, stateComment: null },
};

/** What goes on after its answer has a state, which some services say for ever (facts 1.0). */
const withState = ['apis', 'namedValues', 'policyFragments', 'schemas', 'apis/schemas'];

/** What an answer says in full; `collections` are those of the kind. */
export function saidInFull(collections: string, shown: JsonObject): JsonObject {
  const own = defaults[collections] ?? {};
  const state = withState.includes(collections) ? { provisioningState: 'Succeeded' } : {};
  return { ...state, ...filled(shown, own) };
}

/** Nothing and null give way to the default, objects are filled up inside; everything else stays. */
function filled(value: JsonObject, own: JsonObject): JsonObject {
  const more = Object.entries(own).map(([name, standard]): [string, Json | undefined] => {
    const found = value[name] ?? undefined;
    if (found === undefined) return [name, standard];
    return [name, isObject(found) && isObject(standard) ? filled(found, standard) : found];
  });
  return { ...value, ...Object.fromEntries(more) };
}
