import { parseApiName } from '../api-name.ts';
import { isInventedName } from '../invented-name.ts';
import { type JsonObject, textAt } from '../json.ts';
import { isSayable } from '../specification/sayable.ts';
import { files } from './files.ts';
import { importOnly } from './import-only.ts';
import { nameless, type Rows } from './kind.ts';
import { apiops, cli, informationAt, v6 } from './layouts.ts';
import { schemaNames, withoutSilentParameters } from './operation-words.ts';

/** APIs and what lives in them. */
export const apiRows = {
  api: {
    words: 'API',
    parents: [],
    inWorkspaces: true,
    azure: { collection: 'apis', found: 'by list', deletion: { query: { deleteRevisions: 'true' } } },
    bornWith: (name) => /^echo-api$/i.test(name),
    opensWith: { subscriptionRequired: false },
    closedWith: { subscriptionRequired: true },
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
      callersSay: ['path', 'apiVersion'],
      references: ['apiVersionSetId'],
    },
    carriedBy: 'currentRevision',
    lock: 'each',
    lockWhenMade: 'apiVersionSetId',
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
      writeOnly: importOnly,
      callersSay: ['subscriptionKeyParameterNames'],
      references: ['mcpTools.operationId'],
      unsaid: {
        subscriptionKeyParameterNames: { header: 'Ocp-Apim-Subscription-Key', query: 'subscription-key' },
      },
      names: {
        // Of a server of MCP that stands before another one.
        backendId: 'backend',
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
    files: files.operation,
    section: 'operations',
    properties: {
      defaults: { description: '' },
      wordings: { method: 'case' },
      sets: ['responses'],
      callersSay: ['method', 'urlTemplate'],
      ofImports: schemaNames,
      madeUp: ['description'],
      folded: withoutSilentParameters,
    },
    carriedBy: 'specification',
    carriesItself: (properties) => !isSayable(properties),
    // Unique in an API (facts: apim-rest 1.4); the portal invents the name.
    sameAs: ['method', 'urlTemplate'],
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
    // Operations are many, and few have a policy. Workspaces have no such view (facts: apim-rest 1.2).
    azure: {
      collection: 'policies',
      found: 'by item',
      policy: true,
      view: { collection: 'allPolicies', id: 'properties.referencePolicyId' },
    },
    files: files.operationPolicy,
    section: 'policies',
  },
  /** What answers a field of a GraphQL API, by a policy (facts: apim-rest 1.3). */
  resolver: {
    words: 'resolver',
    parents: ['apiRevision'],
    azure: { collection: 'resolvers', found: 'by list', onlyInApisOf: 'graphql' },
    files: files.resolver,
    section: 'resolvers',
    properties: { defaults: { description: '' } },
  },
  resolverPolicy: {
    words: 'resolver policy',
    parents: ['resolver'],
    label: nameless,
    azure: { collection: 'policies', found: 'by item', policy: true },
    files: files.resolverPolicy,
    section: 'policies',
  },
  apiSchema: {
    words: 'API schema',
    parents: ['apiRevision'],
    inWorkspaces: true,
    azure: { collection: 'schemas', found: 'by list', listIsPartial: true, namedBy: 'schemaId' },
    files: informationAt('apis/{apiRevision}/schemas/{apiSchema}/schemaInformation.json'),
    section: 'schemas',
    properties: { opaque: ['document'] },
    builtIn: isOfSpecification,
  },
  apiRelease: {
    words: 'API release',
    parents: ['api'],
    inWorkspaces: true,
    azure: { collection: 'releases', found: 'by list', listIsPartial: true },
    files: {
      information: [
        { path: 'apis/{api}/releases/{apiRelease}/apiReleaseInformation.json', of: apiops },
        { path: 'apis/{api}/releases/{apiRelease}/releaseInformation.json', of: [...cli, ...v6] },
      ],
    },
    // Releases that ApimPublish itself has made to switch to another revision: a change log, nothing to publish.
    builtIn: (name) => /^published-rev-\d+-\d{14}$/i.test(name),
    section: 'releases',
    properties: { defaults: { notes: '' }, references: ['apiId'] },
    publishedOnlyIf: (properties, { currentRevision }) =>
      releasedRevision(properties, currentRevision) === currentRevision ? undefined : 'other revision',
  },
} as const satisfies Rows;

/** Schemas that an import makes have invented names, new ones each time; a GraphQL API's is its specification. */
function isOfSpecification(name: string): boolean {
  return isInventedName(name) || /^graphql$/i.test(name);
}

/** The revision that a release names: "/apis/orders;rev=2", or "/apis/orders" for the current one. */
function releasedRevision(properties: JsonObject, currentRevision: string): string | undefined {
  const id = textAt(properties, 'apiId');
  return id === undefined ? undefined : (parseApiName(id).revision ?? currentRevision);
}
