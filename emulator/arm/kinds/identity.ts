import { textOf } from '../json.ts';
import type { Action, Behaviour, Kind } from '../kind.ts';
import { legalNames, oneOfNames } from '../legal-names.ts';
import { invalid } from '../refusal.ts';

/** POST listSecrets: those that GET and lists hide (facts 7). */
export function listSecrets(...names: readonly string[]): Action {
  return ({ properties }) => ({
    status: 200,
    body: Object.fromEntries(names.map((name) => [name, properties[name]])),
  });
}

const pascal = ['Aad', 'AadB2C', 'Facebook', 'Google', 'Microsoft', 'Twitter'];

/** Facts 1.19: the name is the type. */
const identityProviders: Behaviour = {
  admit(wanted, { place: { name = '' } }) {
    const type = pascal.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
    return { ...wanted, type: type.charAt(0).toLowerCase() + type.slice(1) };
  },

  nameOf({ name }, { switches }) {
    const samples = pascal.find((one) => one.toLowerCase() === name.toLowerCase());
    return switches.identityProviderNames === 'pascalCase' ? (samples ?? name) : name;
  },

  actions: { listsecrets: listSecrets('clientSecret') },
};

/** Facts 1.19: a URL, and a secret that is told only on demand. */
const openIdProviders: Behaviour = {
  admit(wanted) {
    if (!/^https?:\/\//i.test(textOf(wanted, 'metadataEndpoint') ?? ''))
      throw invalid('metadataEndpoint', 'The metadata endpoint must be an absolute URL.');
    return wanted;
  },

  actions: { listsecrets: listSecrets('clientSecret') },
};

export const identityKinds: readonly Kind[] = [
  {
    collections: 'authorizationServers',
    noun: 'AuthorizationServer',
    names: legalNames.short,
    required: [
      ...['displayName', 'clientRegistrationEndpoint', 'authorizationEndpoint', 'grantTypes', 'clientId'],
    ],
    limits: { displayName: 50 },
    secrets: ['clientSecret', 'resourceOwnerUsername', 'resourceOwnerPassword'],
    filters: ['name', 'displayName'],
    behaviour: {
      actions: { listsecrets: listSecrets('clientSecret', 'resourceOwnerUsername', 'resourceOwnerPassword') },
    },
  },
  {
    collections: 'openidConnectProviders',
    noun: 'OpenIdConnectProvider',
    names: legalNames.long,
    required: ['displayName', 'metadataEndpoint', 'clientId'],
    limits: { displayName: 50 },
    secrets: ['clientSecret'],
    filters: ['name', 'displayName'],
    behaviour: openIdProviders,
  },
  {
    collections: 'identityProviders',
    noun: 'IdentityProvider',
    names: oneOfNames(...pascal),
    unpaged: true,
    required: ['clientId', 'clientSecret'],
    limits: { authority: 200, clientLibrary: 16 },
    readOnly: ['type'],
    secrets: ['clientSecret'],
    behaviour: identityProviders,
  },
];
