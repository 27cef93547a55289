import { type Content, headerPolicy } from './world-content.ts';
import { planted } from './world-identity.ts';

/** Ids of what is outside of the instance: the same in every environment of this small company. */
const vault = 'https://contoso-vault.vault.azure.net/secrets';
const insights =
  '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/logs/providers/microsoft.insights/components/all';

const wsdlTypes = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:pets">
  <xs:element name="pet" type="xs:string" />
</xs:schema>`;

/** One or more of each kind that the world has not got yet, with names that are hard on files and addresses. */
export const kindsContent: Content = [
  ['apiVersionSets/patents', { displayName: 'Patents', versioningScheme: 'Query', versionQueryName: 'v' }],
  ['apiVersionSets/Ärzte 100%', { displayName: 'Ärzte', versioningScheme: 'Segment', description: 'Ü\n"ö"' }],
  [
    'loggers/events',
    { loggerType: 'azureEventHub', credentials: { name: 'hub', connectionString: '{{partner-key}}' } },
  ],
  [
    'loggers/events-by-identity',
    {
      loggerType: 'azureEventHub',
      isBuffered: false,
      credentials: {
        name: 'hub',
        endpointAddress: 'hub.servicebus.windows.net',
        identityClientId: 'SystemAssigned',
      },
    },
  ],
  [
    'loggers/insights',
    {
      loggerType: 'applicationInsights',
      description: 'Журнал',
      credentials: { instrumentationKey: planted.instrumentationKey },
      resourceId: insights,
    },
  ],
  ['diagnostics/applicationinsights', diagnostic('/loggers/insights')],
  [
    'apis/petstore/diagnostics/applicationinsights',
    { ...diagnostic('/loggers/insights'), verbosity: 'verbose' },
  ],
  ['groups/gäste & co', { displayName: 'Gäste & Co', description: 'Wer <sonst> noch kommt' }],
  [
    'groups/partners',
    { displayName: 'Partners', type: 'external', externalId: 'aad://contoso.example/groups/4f0a' },
  ],
  ['products/pets/groups/gäste & co', {}],
  ['certificates/partner', { keyVault: { secretIdentifier: `${vault}/partner`, identityClientId: null } }],
  [
    'backends/with-certificate',
    {
      url: 'https://partner.example',
      protocol: 'http',
      credentials: { certificateIds: ['/certificates/partner'] },
    },
  ],
  [
    'caches/default',
    { connectionString: planted.cacheConnection, useFromLocation: 'default', description: 'Redis' },
  ],
  ['schemas/pet-types', { schemaType: 'xml', value: wsdlTypes, description: 'Types of <pets>' }],
  [
    'schemas/pet',
    {
      schemaType: 'json',
      document: {
        type: 'object',
        required: [],
        properties: { any: {}, name: { type: 'string', default: '' }, gone: { const: null } },
      },
    },
  ],
  ['policyRestrictions/base', { scope: '/apis/petstore', requireBase: 'true' }],
  ['products/pets/tags/public', {}],
  [
    'apis/petstore/tagDescriptions/public',
    { description: 'Für alle', externalDocsUrl: 'https://docs.example' },
  ],
  [
    'apis/petstore/schemas/own-pet',
    { contentType: 'application/vnd.ms-azure-apim.xsd+xml', document: { value: wsdlTypes } },
  ],
  [
    'apis/petstore/operations/vergiß & lösch',
    {
      ...{ displayName: 'Vergiß <alles>', method: 'PURGE', urlTemplate: '/pets/{what}?deep={deep}' },
      description: 'Ü\n"ö"',
      templateParameters: [
        { name: 'what', type: 'string', required: true },
        { name: 'deep', type: 'boolean', description: 'Wie tief' },
      ],
      request: { headers: [{ name: 'X-Why', type: 'string', values: ['a', 'b'], defaultValue: 'a' }] },
      responses: [{ statusCode: 204, description: 'Weg' }],
    },
  ],
  [
    'apis/petstore/operations/vergiß & lösch/policies/policy',
    { format: 'rawxml', value: headerPolicy('x-purge', 'yes') },
  ],
  ['apis/petstore/operations/vergiß & lösch/tags/public', {}],
  ['apis/petstore/releases/first', { apiId: '/apis/petstore;rev=1', notes: 'Über alles\n& mehr' }],
  ['subscriptions/partner', { displayName: 'Partner <1>', scope: '/products/pets', state: 'active' }],
  ['subscriptions/all-apis', { displayName: 'Everything', scope: '/apis', state: 'suspended' }],
  ['subscriptions/of-somebody', { displayName: 'Mine', scope: '/apis/petstore', ownerId: '/users/1' }],
  ['documentations/first-steps', { title: 'First steps', content: '# Pets\n\n| a | b |\n| - | - |\n' }],
  ['apis/petstore/wikis/default', { documents: [{ documentationId: 'first-steps' }] }],
  ['products/pets/wikis/default', { documents: [{ documentationId: 'first-steps' }] }],
  [
    'authorizationServers/login',
    {
      displayName: 'Login',
      clientRegistrationEndpoint: 'https://login.example/register',
      authorizationEndpoint: 'https://login.example/authorize',
      tokenEndpoint: 'https://login.example/token',
      grantTypes: ['clientCredentials', 'authorizationCode'],
      clientAuthenticationMethod: ['Body', 'Basic'],
      clientId: 'portal',
      clientSecret: planted.authorizationServerSecret,
    },
  ],
  [
    'openidConnectProviders/entra',
    {
      displayName: 'Entra',
      metadataEndpoint: 'https://login.example/.well-known/openid-configuration',
      clientId: 'portal',
      clientSecret: planted.openIdSecret,
    },
  ],
  [
    'gateways/on premises',
    { locationData: { name: 'Straße 7', city: 'Łódź' }, description: 'In the cellar' },
  ],
  ['gateways/on premises/apis/petstore', {}],
  [
    'gateways/on premises/hostnameConfigurations/inside',
    { hostname: 'apis.inside.example', certificateId: '/certificates/partner', http2Enabled: true },
  ],
  ['gateways/on premises/certificateAuthorities/partner', { isTrusted: true }],
];

function diagnostic(loggerId: string): object {
  const body = { body: { bytes: 0 } };
  const side = { request: { headers: ['x-b', 'x-a'], ...body }, response: { headers: [], ...body } };
  return {
    loggerId,
    alwaysLog: 'allErrors',
    sampling: { samplingType: 'fixed', percentage: 12.5 },
    frontend: side,
    backend: {
      ...side,
      request: { ...side.request, dataMasking: { headers: [{ value: 'x', mode: 'Hide' }] } },
    },
    metrics: true,
  };
}

/** What an environment adds: the keys that no file holds. */
export const secretsOfKinds = `
loggers:
  - name: insights
    properties:
      credentials:
        instrumentationKey: ${planted.instrumentationKeyOfProd}
caches:
  - name: default
    properties:
      connectionString: ${planted.cacheConnectionOfProd}
authorizationServers:
  - name: login
    properties:
      clientSecret: ${planted.authorizationServerSecretOfProd}
openidConnectProviders:
  - name: entra
    properties:
      clientSecret: ${planted.openIdSecretOfProd}
`;
