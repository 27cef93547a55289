import type { JsonObject } from '../../shared/apim/json.ts';
import type { KindName } from '../../shared/apim/kinds/table.ts';
import {
  apiOf,
  hasOperations,
  isCurrentWithOperations,
  operationIn,
  specificationOf,
  withId,
} from './random-api.ts';
import { policyOf, resolverPolicyOf, type Targets } from './random-policy.ts';

/** What one thing is drawn from: its name, and things drawn before it that it may refer to. */
export interface Draw extends Targets {
  readonly name: string;
  /** What things of its kind say that live in the same. */
  readonly beside: readonly JsonObject[];
  /** Ids of what it lives in, and of the workspace that it is in. */
  readonly parent?: string;
  readonly workspace?: string;
  /** The id of one of that kind that suits, where there is one; ids of some. */
  readonly id: (kind: KindName, suits?: (properties: JsonObject) => boolean) => string | undefined;
  readonly ids: (kind: KindName) => readonly string[];
  readonly flip: () => boolean;
}

/** How things of one kind are drawn. */
export interface Drawing {
  /** How many there are in one parent: at least, at most; 0 and 1, when nothing is said. */
  readonly many?: readonly [least: number, most: number];
  /** Names that it has, the first ones first; any, when nothing is said. */
  readonly names?: readonly string[];
  /** Undefined: there is nothing to refer to, and no such thing without. */
  readonly properties?: (draw: Draw) => JsonObject | undefined;
  readonly policy?: (draw: Draw) => string;
  /** The specification of an API with these properties, and the extension of its file. */
  readonly specification?: (
    properties: JsonObject,
    name: string,
  ) => readonly [extension: string, text: string] | undefined;
  /** What it can live in, by the properties of that. */
  readonly livesIn?: (parent: JsonObject) => boolean;
}

const policies: Drawing = { names: ['policy'], policy: policyOf };
const wiki: Drawing = {
  properties: (draw) => documented(draw.ids('documentation')),
};
const diagnostic: Drawing = {
  many: [0, 2],
  names: ['azuremonitor', 'applicationinsights'],
  properties: ({ id }) => withId('loggerId', id('logger')),
};
const link: Drawing = { properties: () => ({}) };

/**
 * Every kind that is published, things before what refers to them: each refers to earlier kinds, or to earlier things of
 * its own. A kind that the table has and that is not here, or refers to less than the table says, fails a test.
 */
export const drawings: Partial<Record<KindName, Drawing>> = {
  workspace: { properties: ({ name }) => ({ displayName: `Workspace ${name}` }) },
  namedValue: {
    many: [0, 2],
    properties: ({ name }) => ({ displayName: `Key-${name}`, value: `value ${name}` }),
  },
  tag: { properties: ({ name }) => ({ displayName: `Tag ${name}` }) },
  group: { properties: ({ name }) => ({ displayName: `Group ${name}` }) },
  certificate: { properties: ({ name }) => ({ keyVault: { secretIdentifier: `${vault}/${name}` } }) },
  documentation: { properties: ({ name }) => ({ title: `Page ${name}`, content: '# Page' }) },
  globalSchema: { properties: () => ({ schemaType: 'json', document: { type: 'object' } }) },
  versionSet: { properties: ({ name }) => ({ displayName: `Set ${name}`, versioningScheme: 'Segment' }) },
  authorizationServer: { properties: ({ name }) => ({ displayName: `Login ${name}`, ...authorization }) },
  openIdProvider: {
    properties: ({ name }) => ({ displayName: `OpenID ${name}`, clientId: 'a', metadataEndpoint: login }),
  },
  logger: {
    properties: ({ key }) => {
      const connectionString = key();
      const address = { endpointAddress: 'hub.example', identityClientId: 'SystemAssigned' };
      const credentials = connectionString === undefined ? address : { connectionString };
      return { loggerType: 'azureEventHub', credentials: { name: 'hub', ...credentials } };
    },
  },
  cache: {
    properties: ({ name, key }) => {
      const connectionString = key();
      return connectionString === undefined ? undefined : { connectionString, useFromLocation: name };
    },
  },
  backend: {
    many: [0, 2],
    properties: ({ id, ids, key, flip }) => {
      const services = flip() ? ids('backend').map((member) => ({ id: member })) : [];
      if (services.length > 0) return { type: 'Pool', pool: { services } };
      const header = key();
      const cluster = flip() ? undefined : withId('clientCertificateId', id('certificate'));
      return {
        ...{ url: 'https://b.example', protocol: 'http' },
        credentials: {
          ...(header === undefined ? {} : { header: { 'x-key': [header] } }),
          certificateIds: ids('certificate'),
        },
        ...(cluster === undefined
          ? {}
          : { properties: { serviceFabricCluster: { ...cluster, managementEndpoints: [login] } } }),
      };
    },
  },
  policyFragment: {
    properties: () => ({ description: 'x' }),
    policy: (draw) => policyOf(draw, 'fragment'),
  },
  servicePolicy: policies,
  workspacePolicy: policies,
  diagnostic,
  api: { many: [0, 2], properties: () => ({}) },
  apiRevision: {
    many: [1, 2],
    names: ['1', '2'],
    properties: apiOf,
    specification: specificationOf,
  },
  // The last one no specification can say: it has a file of its own.
  operation: {
    many: [2, 3],
    names: ['first', 'second', 'purge'],
    livesIn: hasOperations,
    properties: ({ name }) =>
      name === 'purge' ? { displayName: 'Purge', method: 'PURGE', urlTemplate: '/purge' } : {},
  },
  apiPolicy: policies,
  operationPolicy: policies,
  resolver: {
    livesIn: ({ type }) => type === 'graphql',
    properties: ({ name }) => ({ displayName: `Resolver ${name}`, path: 'Query/pet' }),
  },
  resolverPolicy: { names: ['policy'], policy: resolverPolicyOf },
  apiSchema: {
    livesIn: hasOperations,
    properties: () => ({
      contentType: 'application/vnd.ms-azure-apim.xsd+xml',
      document: { value: '<a />' },
    }),
  },
  apiRelease: { properties: ({ parent }) => ({ apiId: `${parent ?? ''};rev=1`, notes: 'First' }) },
  apiTag: link,
  operationTag: link,
  tagDescription: { properties: () => ({ description: 'x' }) },
  apiWiki: wiki,
  apiDiagnostic: diagnostic,
  product: { properties: ({ name }) => ({ displayName: `Product ${name}` }) },
  productPolicy: policies,
  productApi: link,
  productGroup: link,
  productTag: link,
  productWiki: wiki,
  gateway: { properties: () => ({ locationData: { name: 'Cellar' } }) },
  gatewayApi: link,
  gatewayHostname: {
    properties: ({ id }) => {
      const certificate = withId('certificateId', id('certificate'));
      return certificate && { hostname: 'inside.example', ...certificate };
    },
  },
  gatewayAuthority: { properties: () => ({ isTrusted: true }) },
  subscription: {
    properties: ({ name, id, flip, workspace }) => ({
      displayName: `Subscription ${name}`,
      scope: (flip() ? id('product') : id('api')) ?? `${flip() ? (workspace ?? '') : ''}/apis`,
      state: 'active',
      ...(flip() || workspace !== undefined ? {} : { ownerId: '/users/1' }),
    }),
  },
  policyRestriction: {
    properties: ({ id, flip }) => {
      const api = () => id('apiRevision', isCurrentWithOperations);
      const scope = flip() ? id('product') : flip() ? operationIn(api()) : api();
      return { scope: scope ?? '', requireBase: 'true' };
    },
  },
};

const vault = 'https://v.vault.azure.net/secrets';
const login = 'https://login.example';
const authorization = {
  ...{ clientRegistrationEndpoint: login, authorizationEndpoint: login, tokenEndpoint: login },
  ...{ grantTypes: ['authorizationCode'], clientId: 'a' },
};

function documented(pages: readonly string[]): JsonObject | undefined {
  const documents = pages.map((id) => ({ documentationId: id.slice(id.lastIndexOf('/') + 1) }));
  return documents.length === 0 ? undefined : { documents };
}
