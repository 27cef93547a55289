import { textAt } from '../json.ts';
import type { Rows } from './kind.ts';
import { informationAt, informationIn } from './layouts.ts';
import { isBuiltInGroup, nameOfBuiltInGroup } from './built-in-group.ts';
import { isServiceSubscription } from './subscriptions.ts';

/** Who may call, and how callers sign in (facts: apim-rest 1.17, 1.19). */
export const accessRows = {
  group: {
    words: 'group',
    parents: [],
    inWorkspaces: true,
    azure: { collection: 'groups', found: 'by list', portableName: nameOfBuiltInGroup },
    files: informationAt('groups/{group}/groupInformation.json'),
    section: 'groups',
    properties: { readOnly: ['builtIn'], defaults: { type: 'custom', description: '' } },
    builtIn: isBuiltInGroup,
  },
  authorizationServer: {
    words: 'authorization server',
    parents: [],
    azure: { collection: 'authorizationServers', found: 'by list' },
    files: informationIn(
      'authorization servers',
      'authorizationServers',
      '{authorizationServer}/authorizationServerInformation.json',
    ),
    section: 'authorizationServers',
    properties: {
      defaults: { description: '', supportState: false },
      sets: ['grantTypes', 'authorizationMethods', 'clientAuthenticationMethod', 'bearerTokenSendingMethods'],
      secret: {
        paths: ['clientSecret', 'resourceOwnerUsername', 'resourceOwnerPassword'],
        hidden: () => true,
        revealed: 'listSecrets',
        optional: 'it may work without',
      },
    },
  },
  openIdProvider: {
    words: 'OpenID Connect provider',
    parents: [],
    azure: { collection: 'openidConnectProviders', found: 'by list' },
    files: informationIn(
      'openid connect providers',
      'openidConnectProviders',
      '{openIdProvider}/openidConnectProviderInformation.json',
    ),
    section: 'openidConnectProviders',
    properties: {
      defaults: { description: '' },
      secret: {
        paths: ['clientSecret'],
        hidden: () => true,
        revealed: 'listSecrets',
        optional: 'it may work without',
      },
    },
  },
  subscription: {
    words: 'subscription',
    parents: [],
    inWorkspaces: true,
    sameAs: ['scope', 'displayName'],
    azure: { collection: 'subscriptions', found: 'by list' },
    files: informationAt('subscriptions/{subscription}/subscriptionInformation.json'),
    section: 'subscriptions',
    properties: {
      readOnly: ['startDate', 'endDate', 'notificationDate', 'expirationDate', 'stateComment'],
      defaults: { allowTracing: false },
      references: ['scope', 'ownerId'],
      secret: {
        paths: ['primaryKey', 'secondaryKey'],
        hidden: () => true,
        revealed: 'listSecrets',
        optional: 'the service makes it',
      },
    },
    builtIn: isServiceSubscription,
    ofConsumers: (properties) => (textAt(properties, 'ownerId') ?? '') !== '',
  },
} as const satisfies Rows;
