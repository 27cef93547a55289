import type { Kind } from '../kind.ts';

/** Collections that a client may list and finds empty, because nothing of them is emulated yet. */
const collections = `
  authorizationProviders authorizationServers caches certificates contentTypes diagnostics documentations
  gateways identityProviders loggers notifications openidConnectProviders policyRestrictions portalRevisions
  schemas templates users workspaceLinks
  apis/resolvers apis/tagDescriptions groups/users products/apiLinks products/groupLinks products/wikis
  tags/apiLinks tags/operationLinks tags/productLinks
`;

const ofRoots = 'apis/diagnostics apis/issues apis/wikis';

const inWorkspaces = `
  certificates diagnostics loggers notifications schemas groups/users products/apiLinks products/groupLinks
  tags/apiLinks tags/operationLinks tags/productLinks apis/diagnostics
`;

export const listedOnly: readonly Kind[] = [
  ...words(collections).map((name) => row(name, false)),
  ...words(ofRoots).map((name) => row(name, true)),
];

function row(name: string, rootOnly: boolean): Kind {
  const noun = 'Entity';
  return {
    collections: name,
    noun,
    rootOnly,
    listedOnly: true,
    missingIsError: name.endsWith('/wikis'),
    ...(words(inWorkspaces).includes(name) ? { inWorkspaces: true } : {}),
  };
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
