import type { Instance } from './instance.ts';
import type { JsonObject } from './json.ts';
import type { Kind } from './kind.ts';
import { apiSchemas } from './kinds/api-schemas.ts';
import { apis } from './kinds/apis.ts';
import { backends } from './kinds/backends.ts';
import { groups } from './kinds/groups.ts';
import { namedValues } from './kinds/named-values.ts';
import { operations } from './kinds/operations.ts';
import { policies, policyFragments } from './kinds/policies.ts';
import { products, subscriptionsOf } from './kinds/products.ts';
import { subscriptions } from './kinds/subscriptions.ts';
import { tags } from './kinds/tags.ts';
import { versionSets } from './kinds/version-sets.ts';
import { rootOf } from './place.ts';

const policy = { noun: 'Policy', required: ['value'], patch: false, unpaged: true, behaviour: policies };

/** Everything that can be addressed below a service (facts 1.1). */
const rows: readonly Kind[] = [
  {
    collections: 'namedValues',
    noun: 'Property',
    required: ['displayName'],
    longRunning: ['PUT', 'PATCH'],
    behaviour: namedValues,
  },
  { collections: 'tags', noun: 'Tag', required: ['displayName'], behaviour: tags },
  { collections: 'backends', noun: 'Backend', behaviour: backends },
  {
    collections: 'policyFragments',
    noun: 'PolicyFragment',
    required: ['value'],
    longRunning: ['PUT'],
    patch: false,
    behaviour: policyFragments,
  },
  { collections: 'groups', noun: 'Group', required: ['displayName'], behaviour: groups },
  {
    collections: 'apiVersionSets',
    noun: 'ApiVersionSet',
    required: ['displayName', 'versioningScheme'],
    behaviour: versionSets,
  },
  {
    collections: 'subscriptions',
    noun: 'Subscription',
    required: ['displayName', 'scope'],
    behaviour: subscriptions,
  },
  { collections: 'policies', ...policy },
  { collections: 'allPolicies', noun: 'Policy', unpaged: true, view: allPolicies },

  { collections: 'products', noun: 'Product', required: ['displayName'], behaviour: products },
  { collections: 'products/policies', ...policy },
  { collections: 'products/apis', noun: 'API', linksTo: 'apis', association: true },
  { collections: 'products/groups', noun: 'Group', linksTo: 'groups', association: true },
  { collections: 'products/tags', noun: 'Tag', linksTo: 'tags' },
  { collections: 'products/subscriptions', noun: 'Subscription', view: productSubscriptions },

  { collections: 'apis', noun: 'Api', longRunning: ['PUT'], behaviour: apis },
  { collections: 'apis/policies', ...policy },
  {
    collections: 'apis/schemas',
    noun: 'Schema',
    required: ['contentType'],
    longRunning: ['PUT'],
    patch: false,
    behaviour: apiSchemas,
  },
  { collections: 'apis/tags', noun: 'Tag', linksTo: 'tags' },
  { collections: 'apis/products', noun: 'Product', rootOnly: true, view: apiProducts },
  { collections: 'apis/revisions', noun: 'Revision', rootOnly: true, view: apiRevisions },
  {
    collections: 'apis/operations',
    noun: 'Operation',
    required: ['displayName', 'method', 'urlTemplate'],
    behaviour: operations,
  },
  { collections: 'apis/operations/policies', ...policy },
  { collections: 'apis/operations/tags', noun: 'Tag', linksTo: 'tags' },

  ...[
    'authorizationProviders',
    'authorizationServers',
    'caches',
    'certificates',
    'contentTypes',
    'diagnostics',
  ]
    .concat(
      'documentations',
      'gateways',
      'identityProviders',
      'loggers',
      'openidConnectProviders',
      'notifications',
    )
    .concat(
      'policyRestrictions',
      'portalRevisions',
      'schemas',
      'templates',
      'users',
      'workspaces',
      'workspaceLinks',
    )
    .concat(
      'apis/tagDescriptions',
      'apis/resolvers',
      'tags/apiLinks',
      'tags/operationLinks',
      'tags/productLinks',
    )
    .concat('products/apiLinks', 'products/groupLinks', 'products/wikis', 'groups/users')
    .map((collections) => ({ collections, noun: 'Entity', listedOnly: true })),
  ...['diagnostics', 'issues', 'wikis', 'releases'].map((name) => ({
    collections: `apis/${name}`,
    noun: 'Entity',
    rootOnly: true,
    listedOnly: true,
  })),
];

const byCollections = new Map(rows.map((kind) => [kind.collections.toLowerCase(), kind]));

/** The kind behind the names of collections on a path, in any casing. */
export function kindOf(collections: readonly string[]): Kind | undefined {
  return byCollections.get(collections.join('/').toLowerCase());
}

function apiProducts(instance: Instance, { apiRoot = '' }: { apiRoot: string | undefined }): JsonObject[] {
  return instance.store
    .list('products')
    .filter(({ key }) => instance.store.get(`${key}/apis/${apiRoot}`))
    .map((product) => instance.contractOf(product, new URLSearchParams(), true));
}

function apiRevisions(instance: Instance, { apiRoot = '' }: { apiRoot: string | undefined }): JsonObject[] {
  return instance.store
    .list('apis')
    .filter(({ key }) => rootOf(key) === `apis/${apiRoot}`)
    .map(({ key, name, properties }) => {
      const apiRevision = /\d+$/.exec(key)?.[0] ?? '1';
      return {
        apiId: `/apis/${name};rev=${apiRevision}`,
        apiRevision,
        description: properties['apiRevisionDescription'],
        isOnline: true,
        isCurrent: instance.currentRevision(name) === apiRevision,
      };
    });
}

function productSubscriptions(instance: Instance, { parent }: { parent: string }): JsonObject[] {
  const product = instance.find(parent);
  if (!product) return [];
  return subscriptionsOf(instance, product).map((entry) =>
    instance.contractOf(entry, new URLSearchParams(), true),
  );
}

/** Facts 1.7: which policies there are, without their text. */
function allPolicies(instance: Instance): JsonObject[] {
  return instance.store
    .all()
    .filter(({ key }) => /(^|\/)policies\/policy$/.test(key))
    .filter(({ key }) => instance.switches.allPolicies === 'all' || !key.includes('/operations/'))
    .map((entry) => {
      const path = instance.pathOf(entry);
      const name = path.replace(/[/;=]/g, '_');
      return {
        id: `${instance.resourceId}/allPolicies/${name}`,
        type: 'Microsoft.ApiManagement/service/allPolicies',
        name,
        properties: { referencePolicyId: `${instance.resourceId}/${path}`, complianceState: 'Compliant' },
      };
    });
}
