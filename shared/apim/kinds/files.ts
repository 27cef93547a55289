import type { Files } from './kind.ts';
import { apiops, cli, informationIn, lists, since6, v5, v6, v7 } from './layouts.ts';

/** The column `files` of the table: where each kind lives in each layout (facts: peers 1.2 to 1.6). */
export const files = {
  namedValue: informationIn('named values', 'namedValues', '{namedValue}/namedValueInformation.json'),
  tag: { information: [{ path: 'tags/{tag}/tagInformation.json' }] },
  backend: { information: [{ path: 'backends/{backend}/backendInformation.json' }] },
  policyFragment: {
    information: [
      { path: 'policy fragments/{policyFragment}/policyFragmentInformation.json', of: apiops },
      {
        path: 'policyFragments/{policyFragment}/policyFragmentInformation.json',
        of: cli,
        embedsPolicy: true,
      },
    ],
    policy: [{ path: 'policy fragments/{policyFragment}/policy.xml', of: apiops }],
  },
  servicePolicy: { policy: [{ path: 'policy.xml' }] },
  apiRevision: {
    information: [{ path: 'apis/{apiRevision}/apiInformation.json' }],
    specification: [{ path: 'apis/{apiRevision}/specification' }],
  },
  apiPolicy: { policy: [{ path: 'apis/{apiRevision}/policy.xml' }] },
  operation: {
    information: [{ path: 'apis/{apiRevision}/operations/{operation}/operationInformation.json' }],
  },
  operationPolicy: { policy: [{ path: 'apis/{apiRevision}/operations/{operation}/policy.xml' }] },
  resolver: { information: [{ path: 'apis/{apiRevision}/resolvers/{resolver}/resolverInformation.json' }] },
  resolverPolicy: { policy: [{ path: 'apis/{apiRevision}/resolvers/{resolver}/policy.xml' }] },
  apiTag: {
    information: [
      { path: 'tags/{apiTag}/apis/{apiRevision}/tagApiInformation.json', of: v7, content: {} },
      { path: 'apis/{apiRevision}/tags/{apiTag}/apiTagInformation.json', of: v6, content: {} },
      { path: 'apis/{apiRevision}/tags.json', of: v5, list: true },
      {
        path: 'apis/{apiRevision}/tags/{apiTag}/tagInformation.json',
        of: cli,
        content: { name: '$name', properties: {} },
      },
    ],
  },
  product: { information: [{ path: 'products/{product}/productInformation.json' }] },
  productPolicy: { policy: [{ path: 'products/{product}/policy.xml' }] },
  productApi: {
    information: [
      { path: 'products/{product}/apis/{productApi}/productApiInformation.json', of: since6, content: {} },
      { path: 'products/{product}/apis.json', of: lists, list: true },
    ],
  },
  productGroup: {
    information: [
      {
        path: 'products/{product}/groups/{productGroup}/productGroupInformation.json',
        of: since6,
        // apiops v7 reads the target from groupId and takes `name` as the name of the link it makes; v6 wrote {}.
        content: { name: '$name', properties: { groupId: '/groups/$name' } },
      },
      { path: 'products/{product}/groups.json', of: lists, list: true },
    ],
  },
  workspace: {
    // apiops v7 reads and writes none: it takes workspaces for granted.
    information: [{ path: 'workspaces/{workspace}/workspaceInformation.json' }],
    scope: 'workspaces/{workspace}',
  },
  workspacePolicy: { policy: [{ path: 'policy.xml' }] },
} as const satisfies Record<string, Files>;
