import type { Kind } from './kind.ts';
import { apiSchemas } from './kinds/api-schemas.ts';
import { listRevisions } from './kinds/api-revisions.ts';
import { apis } from './kinds/apis.ts';
import { authorizationKinds } from './kinds/authorizations.ts';
import { backends } from './kinds/backends.ts';
import { cacheKinds } from './kinds/caches.ts';
import { certificateKinds } from './kinds/certificates.ts';
import { contentKinds } from './kinds/content.ts';
import { describingKinds } from './kinds/describing.ts';
import { diagnosticKinds } from './kinds/diagnostics.ts';
import { gatewayKinds } from './kinds/gateways.ts';
import { globalSchemaKinds } from './kinds/global-schemas.ts';
import { groupKinds } from './kinds/groups.ts';
import { identityKinds } from './kinds/identity.ts';
import { issueKinds } from './kinds/issues.ts';
import { linkKinds } from './kinds/links.ts';
import { loggerKinds } from './kinds/loggers.ts';
import { messageKinds } from './kinds/messages.ts';
import { namedValues } from './kinds/named-values.ts';
import { operations } from './kinds/operations.ts';
import { policies, policyFragments } from './kinds/policies.ts';
import { portalKinds } from './kinds/portal.ts';
import { productApis } from './kinds/product-apis.ts';
import { products } from './kinds/products.ts';
import { releases } from './kinds/releases.ts';
import { resolverKinds } from './kinds/resolvers.ts';
import { restrictionKinds } from './kinds/restrictions.ts';
import { subscriptionFilters, subscriptionKinds } from './kinds/subscriptions.ts';
import { apisByTags, operationsByTags, productsByTags, tagResources } from './kinds/tag-views.ts';
import { tenantKinds } from './kinds/tenant.ts';
import { userKinds } from './kinds/users.ts';
import { versionSets } from './kinds/version-sets.ts';
import { allPolicies, apiProducts, productSubscriptions } from './kinds/views.ts';
import { workspaceKinds } from './kinds/workspaces.ts';
import { legalNames, oneOfNames } from './legal-names.ts';
import { orderedByName, refreshed, unknownTags, withinScope } from './list-options.ts';

const inWorkspaces = true;
const policy = {
  noun: 'Policy',
  names: oneOfNames('policy'),
  required: ['value'],
  without: ['PATCH'],
  unpaged: true,
  inWorkspaces,
  behaviour: policies,
} as const;
const { inWorkspaces: _, ...onlyOfService } = policy;
const tag = { noun: 'Tag', linksTo: 'tags', filters: ['name', 'displayName'] } as const;

/** Everything that can be addressed below a service (facts 1.1). */
const rows: readonly Kind[] = [
  {
    collections: 'namedValues',
    noun: 'Property',
    names: legalNames.long,
    inWorkspaces,
    required: ['displayName'],
    limits: { displayName: 256 },
    longRunning: ['PUT', 'PATCH'],
    filters: ['displayName', 'tags'],
    options: refreshed,
    longRunningActions: ['refreshsecret'],
    behaviour: namedValues,
  },
  {
    collections: 'tags',
    noun: 'Tag',
    names: legalNames.short,
    inWorkspaces,
    required: ['displayName'],
    limits: { displayName: 160 },
    unique: 'Tag with the same name already exists.',
    filters: ['name', 'displayName'],
    options: withinScope,
  },
  {
    collections: 'backends',
    noun: 'Backend',
    names: legalNames.any80,
    inWorkspaces,
    limits: { url: 2000, title: 300, description: 2000, resourceId: 2000 },
    filters: ['name', 'title', 'url'],
    behaviour: backends,
  },
  {
    collections: 'policyFragments',
    noun: 'PolicyFragment',
    names: legalNames.fragment,
    inWorkspaces,
    required: ['value'],
    limits: { description: 1000 },
    longRunning: ['PUT'],
    without: ['PATCH'],
    filters: ['name', 'description', 'value'],
    options: orderedByName,
    behaviour: policyFragments,
  },
  {
    collections: 'apiVersionSets',
    noun: 'ApiVersionSet',
    names: legalNames.short,
    inWorkspaces,
    required: ['displayName', 'versioningScheme'],
    limits: { displayName: 100 },
    filters: ['name', 'displayName'],
    behaviour: versionSets,
  },
  { collections: 'policies', ...policy },
  { collections: 'allPolicies', noun: 'Policy', unpaged: true, view: allPolicies },
  { collections: 'tagResources', noun: 'Tag', view: tagResources },
  { collections: 'apisByTags', noun: 'Tag', view: apisByTags },
  { collections: 'productsByTags', noun: 'Tag', view: productsByTags },

  {
    collections: 'products',
    noun: 'Product',
    names: legalNames.any256,
    inWorkspaces,
    required: ['displayName'],
    limits: { displayName: 300, description: 1000 },
    oneOf: { state: ['notPublished', 'published'] },
    unique: 'Product with the same name already exists.',
    nulls: ['subscriptionsLimit'],
    filters: ['name', 'displayName', 'description', 'terms', 'state:eq'],
    behaviour: products,
  },
  { collections: 'products/policies', ...policy },
  {
    collections: 'products/apis',
    noun: 'API',
    linksTo: 'apis',
    association: true,
    filters: ['name', 'displayName', 'description', 'serviceUrl', 'path'],
    behaviour: productApis,
  },
  {
    collections: 'products/groups',
    noun: 'Group',
    linksTo: 'groups',
    association: true,
    filters: ['name:ge,le,eq,ne,gt,lt', 'displayName:eq,ne', 'description:eq,ne'],
  },
  { collections: 'products/tags', inWorkspaces: 'broken', ...tag },
  {
    collections: 'products/subscriptions',
    noun: 'Subscription',
    view: productSubscriptions,
    filters: subscriptionFilters,
  },

  {
    collections: 'apis',
    noun: 'Api',
    names: legalNames.long,
    inWorkspaces,
    longRunning: ['PUT', 'DELETE'],
    limits: {
      ...{ displayName: 300, path: 400, serviceUrl: 2000, apiVersion: 100 },
      ...{ apiRevisionDescription: 256, apiVersionDescription: 256 },
    },
    nulls: ['description', 'serviceUrl', 'authenticationSettings'],
    filters: ['name', 'displayName', 'description', 'serviceUrl', 'path', 'isCurrent:eq,ne'],
    options: unknownTags,
    behaviour: apis,
  },
  { collections: 'apis/policies', ...policy },
  {
    collections: 'apis/schemas',
    noun: 'Schema',
    names: legalNames.any80,
    inWorkspaces,
    required: ['contentType'],
    longRunning: ['PUT'],
    without: ['PATCH'],
    filters: ['contentType'],
    behaviour: apiSchemas,
  },
  { collections: 'apis/tags', inWorkspaces: 'broken', ...tag },
  {
    collections: 'apis/products',
    noun: 'Product',
    rootOnly: true,
    view: apiProducts,
    filters: ['displayName'],
  },
  {
    collections: 'apis/revisions',
    noun: 'Revision',
    inWorkspaces,
    rootOnly: true,
    view: listRevisions,
    filters: ['apiRevision'],
  },
  {
    collections: 'apis/operations',
    noun: 'Operation',
    names: legalNames.any80,
    inWorkspaces,
    required: ['displayName', 'method', 'urlTemplate'],
    limits: { displayName: 300, urlTemplate: 1000, description: 1000 },
    filters: ['name', 'displayName', 'method', 'description', 'urlTemplate'],
    options: unknownTags,
    behaviour: operations,
  },
  { collections: 'apis/operationsByTags', noun: 'Tag', view: operationsByTags },
  { collections: 'apis/operations/policies', ...policy },
  { collections: 'apis/operations/tags', ...tag },
  { collections: 'apis/resolvers/policies', ...onlyOfService },
  {
    collections: 'apis/releases',
    noun: 'ApiRelease',
    names: legalNames.short,
    inWorkspaces,
    rootOnly: true,
    required: ['apiId'],
    filters: ['notes'],
    behaviour: releases,
  },

  ...[groupKinds, userKinds, subscriptionKinds, linkKinds, workspaceKinds].flat(),
  ...[loggerKinds, diagnosticKinds, certificateKinds, cacheKinds, globalSchemaKinds].flat(),
  ...[describingKinds, resolverKinds, issueKinds, gatewayKinds, restrictionKinds].flat(),
  ...[identityKinds, authorizationKinds, portalKinds, contentKinds, messageKinds, tenantKinds].flat(),
  { collections: 'clientApplications', noun: 'ClientApplication', since: '2024-06-01-preview' },
  { collections: 'apis/tools', noun: 'Tool', since: '2024-06-01-preview' },
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
