import { files } from './files.ts';
import { nameless, type Rows } from './kind.ts';

/** APIs and what lives in them. */
export const apiRows = {
  api: {
    words: 'API',
    parents: [],
    inWorkspaces: true,
    azure: { collection: 'apis', found: 'by list', deletion: { query: { deleteRevisions: 'true' } } },
    bornWith: (name) => /^echo-api$/i.test(name),
    section: 'apis',
    properties: {
      // A set of names: https before http means the same.
      sets: ['protocols'],
      wordings: { path: 'path' },
      defaults: {
        apiRevision: '1',
        subscriptionRequired: true,
        protocols: ['https'],
        description: '',
        apiVersion: '',
      },
      sharedByRevisions: [
        'apiRevision',
        'apiVersion',
        'apiVersionDescription',
        'apiVersionSetId',
        'description',
        'displayName',
        'path',
        'protocols',
        'subscriptionRequired',
        'type',
      ],
      unsaid: { type: 'http' },
      references: ['apiVersionSetId'],
    },
    carriedBy: 'currentRevision',
    lock: 'each',
  },
  apiRevision: {
    words: 'API',
    parents: ['api'],
    inWorkspaces: true,
    label: (name) => (name === '1' ? '' : `;rev=${name}`),
    naming: 'revision suffix',
    azure: { collection: 'revisions', found: 'by list', specification: true },
    files: files.apiRevision,
    properties: {
      readOnly: ['isOnline', 'apiVersionSet'],
      writeOnly: ['translateRequiredQueryParameters', 'apiType', 'format', 'value', 'sourceApiId'],
      unsaid: {
        subscriptionKeyParameterNames: { header: 'Ocp-Apim-Subscription-Key', query: 'subscription-key' },
      },
      names: {
        'authenticationSettings.oAuth2.authorizationServerId': 'authorizationServer',
        'authenticationSettings.oAuth2AuthenticationSettings.authorizationServerId': 'authorizationServer',
        'authenticationSettings.openid.openidProviderId': 'openIdProvider',
        'authenticationSettings.openidAuthenticationSettings.openidProviderId': 'openIdProvider',
      },
    },
  },
  operation: {
    words: 'operation',
    parents: ['apiRevision'],
    inWorkspaces: true,
    azure: { collection: 'operations', found: 'by list' },
    section: 'operations',
    carriedBy: 'specification',
  },
  apiPolicy: {
    words: 'API policy',
    parents: ['apiRevision'],
    inWorkspaces: true,
    label: nameless,
    azure: { collection: 'policies', found: 'by item', policy: true },
    files: files.apiPolicy,
    section: 'policies',
  },
  operationPolicy: {
    words: 'operation policy',
    parents: ['operation'],
    inWorkspaces: true,
    label: nameless,
    azure: { collection: 'policies', found: 'by item', policy: true },
    files: files.operationPolicy,
    section: 'policies',
  },
  apiTag: {
    words: 'API tag',
    parents: ['apiRevision'],
    inWorkspaces: { collection: 'apiLinks', property: 'apiId', to: 'apis', heldByTarget: true },
    azure: { collection: 'tags', found: 'by list', association: true },
    files: files.apiTag,
    linksTo: 'tag',
  },
} as const satisfies Rows;
