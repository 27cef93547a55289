import type { Kind } from './kind.ts';
import { apiSchemas } from './kinds/api-schemas.ts';
import { listRevisions } from './kinds/api-revisions.ts';
import { apis } from './kinds/apis.ts';
import { backends } from './kinds/backends.ts';
import { groups } from './kinds/groups.ts';
import { listedOnly } from './kinds/listed-only.ts';
import { namedValues } from './kinds/named-values.ts';
import { operations } from './kinds/operations.ts';
import { policies, policyFragments } from './kinds/policies.ts';
import { productApis } from './kinds/product-apis.ts';
import { products } from './kinds/products.ts';
import { releases } from './kinds/releases.ts';
import { subscriptions } from './kinds/subscriptions.ts';
import { tags } from './kinds/tags.ts';
import { versionSets } from './kinds/version-sets.ts';
import { allPolicies, apiProducts, productSubscriptions } from './kinds/views.ts';

const inWorkspaces = true;
const policy = {
  noun: 'Policy',
  required: ['value'],
  patch: false,
  unpaged: true,
  inWorkspaces,
  behaviour: policies,
} as const;

/** Everything that can be addressed below a service (facts 1.1). */
const rows: readonly Kind[] = [
  {
    collections: 'namedValues',
    inWorkspaces,
    noun: 'Property',
    required: ['displayName'],
    longRunning: ['PUT', 'PATCH'],
    behaviour: namedValues,
  },
  { collections: 'tags', inWorkspaces, noun: 'Tag', required: ['displayName'], behaviour: tags },
  { collections: 'backends', inWorkspaces, noun: 'Backend', behaviour: backends },
  {
    collections: 'policyFragments',
    inWorkspaces,
    noun: 'PolicyFragment',
    required: ['value'],
    longRunning: ['PUT'],
    patch: false,
    behaviour: policyFragments,
  },
  { collections: 'groups', inWorkspaces, noun: 'Group', required: ['displayName'], behaviour: groups },
  {
    collections: 'apiVersionSets',
    inWorkspaces,
    noun: 'ApiVersionSet',
    required: ['displayName', 'versioningScheme'],
    behaviour: versionSets,
  },
  {
    collections: 'subscriptions',
    inWorkspaces,
    noun: 'Subscription',
    required: ['displayName', 'scope'],
    behaviour: subscriptions,
  },
  { collections: 'workspaces', noun: 'Workspace', required: ['displayName'] },
  { collections: 'policies', ...policy },
  { collections: 'allPolicies', noun: 'Policy', unpaged: true, view: allPolicies },

  { collections: 'products', inWorkspaces, noun: 'Product', required: ['displayName'], behaviour: products },
  { collections: 'products/policies', ...policy },
  { collections: 'products/apis', noun: 'API', linksTo: 'apis', association: true, behaviour: productApis },
  { collections: 'products/groups', noun: 'Group', linksTo: 'groups', association: true },
  { collections: 'products/tags', inWorkspaces: 'broken', noun: 'Tag', linksTo: 'tags' },
  { collections: 'products/subscriptions', noun: 'Subscription', view: productSubscriptions },

  { collections: 'apis', inWorkspaces, noun: 'Api', longRunning: ['PUT'], behaviour: apis },
  { collections: 'apis/policies', ...policy },
  {
    collections: 'apis/schemas',
    inWorkspaces,
    noun: 'Schema',
    required: ['contentType'],
    longRunning: ['PUT'],
    patch: false,
    behaviour: apiSchemas,
  },
  { collections: 'apis/tags', inWorkspaces: 'broken', noun: 'Tag', linksTo: 'tags' },
  { collections: 'apis/products', noun: 'Product', rootOnly: true, view: apiProducts },
  { collections: 'apis/revisions', inWorkspaces, noun: 'Revision', rootOnly: true, view: listRevisions },
  {
    collections: 'apis/releases',
    inWorkspaces,
    noun: 'ApiRelease',
    required: ['apiId'],
    rootOnly: true,
    behaviour: releases,
  },
  {
    collections: 'apis/operations',
    inWorkspaces,
    noun: 'Operation',
    required: ['displayName', 'method', 'urlTemplate'],
    behaviour: operations,
  },
  { collections: 'apis/operations/policies', ...policy },
  { collections: 'apis/operations/tags', noun: 'Tag', linksTo: 'tags' },

  ...listedOnly,
];

const byCollections = new Map(rows.map((kind) => [kind.collections.toLowerCase(), kind]));

/** The kind behind the names of collections on a path, in any casing; a workspace has the kinds that are there. */
export function kindOf(collections: readonly string[]): Kind | undefined {
  const inside = isInWorkspace(collections);
  const kind = byCollections.get((inside ? collections.slice(1) : collections).join('/').toLowerCase());
  return inside && kind?.inWorkspaces === undefined ? undefined : kind;
}

/** Names of collections as the service spells them. */
export function spelled(collections: readonly string[]): string[] {
  const words = kindOf(collections)?.collections.split('/') ?? [...collections];
  return isInWorkspace(collections) ? ['workspaces', ...words] : words;
}

function isInWorkspace([first, ...others]: readonly string[]): boolean {
  return first?.toLowerCase() === 'workspaces' && others.length > 0;
}
