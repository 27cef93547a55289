import uspto from '@readme/oas-examples/3.0/json/uspto.json' with { type: 'json' };
import { scopedPolicy } from './scoped-policy.ts';
import type { Content } from './world-content.ts';
import { planted } from './world-identity.ts';

/** The team that works in contoso-dev by itself. */
export const workspace = 'workspaces/sales';

/**
 * One thing of each kind that can be in a workspace. Names are those of the instance's own things wherever that is
 * possible: what is looked up in the wrong place is another thing.
 */
export function workspaceContent(
  instanceId: string,
): readonly (readonly [path: string, properties: object])[] {
  const own = `${instanceId}/${workspace}`;
  const inside: Content = [
    ['namedValues/shop-host', { displayName: 'shop-host', value: 'sales-dev.example.com' }],
    ['namedValues/partner-key', { displayName: 'partner-key', value: planted.salesKey, secret: true }],
    ['tags/public', { displayName: 'Public' }],
    ['groups/partners', { displayName: 'Partners', description: 'Those who resell' }],
    ['apiVersionSets/patents', { displayName: 'Patents', versioningScheme: 'Query', versionQueryName: 'v' }],
    ['certificates/partner', { keyVault: { secretIdentifier: `${vault}/seller`, identityClientId: null } }],
    ['schemas/pet', { schemaType: 'json', document: { type: 'object', required: ['price'] } }],
    [
      'loggers/events',
      { loggerType: 'azureEventHub', credentials: { name: 'sold', connectionString: '{{partner-key}}' } },
    ],
    ['diagnostics/azuremonitor', diagnostic(`${own}/loggers/events`)],
    ['backends/shop', { url: 'https://sales-dev.example.com', protocol: 'http' }],
    ['policyFragments/correlate', { description: 'Marks what is sold', ...policy('<fragment />') }],
    ['policies/policy', policy(scopedPolicy('<include-fragment fragment-id="correlate" />'))],
    [
      'apis/petstore',
      {
        displayName: 'Patents for sale',
        path: 'pets',
        serviceUrl: 'https://sales-dev.example.com/patents',
        protocols: ['https'],
        subscriptionRequired: true,
        apiVersion: 'v1',
        apiVersionSetId: `${own}/apiVersionSets/patents`,
        format: 'openapi+json',
        value: JSON.stringify(uspto),
        translateRequiredQueryParameters: 'query',
      },
    ],
    [
      'apis/petstore/diagnostics/azuremonitor',
      { ...diagnostic(`${own}/loggers/events`), verbosity: 'error' },
    ],
    ['apis/petstore/policies/policy', policy(scopedPolicy('<set-backend-service backend-id="shop" />'))],
    [
      'apis/petstore/operations/list-data-sets/policies/policy',
      policy(
        scopedPolicy(`<set-header name="x-seller" exists-action="override">
      <value>{{partner-key}} {{shop-host}}</value>
    </set-header>`),
      ),
    ],
    [
      'apis/petstore/operations/copy',
      { displayName: 'Copy', method: 'COPY', urlTemplate: '/patents', description: 'To another shop' },
    ],
    ['apis/petstore/operations/copy/policies/policy', policy(scopedPolicy('<mock-response />'))],
    ['products/pets', { displayName: 'Pets', description: 'All that is sold', state: 'published' }],
    ['products/pets/policies/policy', policy(scopedPolicy('<rate-limit calls="9" renewal-period="60" />'))],
    ['products/pets/apiLinks/65f0c1a2b3c4d5e6f7a8b9c0', { apiId: `${own}/apis/petstore` }],
    ['products/pets/groupLinks/65f0c1a2b3c4d5e6f7a8b9c1', { groupId: `${instanceId}/groups/developers` }],
    ['products/pets/groupLinks/65f0c1a2b3c4d5e6f7a8b9c3', { groupId: `${own}/groups/partners` }],
    ['tags/public/apiLinks/65f0c1a2b3c4d5e6f7a8b9c2', { apiId: `${own}/apis/petstore` }],
    ['tags/public/productLinks/65f0c1a2b3c4d5e6f7a8b9c4', { productId: `${own}/products/pets` }],
    [
      'apis/petstore/schemas/own',
      { contentType: 'application/vnd.ms-azure-apim.xsd+xml', document: { value: '<a />' } },
    ],
    ['apis/petstore/releases/first', { apiId: `${own}/apis/petstore;rev=1`, notes: 'On sale' }],
    ['subscriptions/partner', { displayName: 'Reseller', scope: `${own}/products/pets`, state: 'active' }],
  ];
  return [
    [workspace, { displayName: 'Sales', description: 'Those who sell' }],
    ...inside.map(([path, properties]) => [`${workspace}/${path}`, properties] as const),
  ];
}

const vault = 'https://contoso-vault.vault.azure.net/secrets';

function diagnostic(loggerId: string): object {
  return { loggerId, alwaysLog: 'allErrors', sampling: { samplingType: 'fixed', percentage: 50 } };
}

function policy(value: string): object {
  return { format: 'rawxml', value };
}

/** What an environment has to give, since no file holds it. */
export const secretsOfWorkspace = `workspaces:
  - name: sales
    namedValues:
      - name: partner-key
        properties:
          value: ${planted.salesKeyOfProd}
`;
