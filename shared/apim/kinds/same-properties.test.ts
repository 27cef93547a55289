import { describeFolds } from '../folds-for-tests.ts';

const instance = '/subscriptions/1/resourceGroups/r/providers/Microsoft.ApiManagement/service/shop';
const nothing = { request: null, response: null };

describeFolds([
  {
    kind: 'diagnostic',
    what: 'its logger by its full id, and what is said when nothing is set',
    same: [
      { loggerId: '/loggers/a' },
      {
        loggerId: `${instance}/loggers/A`,
        sampling: { samplingType: 'fixed', percentage: 100 },
        logClientIp: false,
        frontend: nothing,
        backend: { request: { headers: [], body: { bytes: 0 } }, response: { body: null } },
      },
    ],
    different: [{ logClientIp: false }, { logClientIp: true }],
  },
  {
    kind: 'apiDiagnostic',
    what: 'the order of headers',
    same: [
      { frontend: { request: { headers: ['a', 'b'], body: { bytes: 1 } } } },
      { frontend: { request: { headers: ['b', 'a'], body: { bytes: 1 } } } },
    ],
    different: [
      { frontend: { request: { body: { bytes: 0 } } } },
      { frontend: { request: { body: { bytes: 1 } } } },
    ],
  },
  {
    kind: 'logger',
    what: 'a key that the service keeps elsewhere, and buffering',
    same: [
      { loggerType: 'applicationInsights' },
      {
        loggerType: 'applicationInsights',
        isBuffered: true,
        credentials: { instrumentationKey: '{{Logger-Credentials--65f0c1aa65f0c1aa65f0c1aa}}' },
      },
    ],
    different: [
      { loggerType: 'applicationInsights', credentials: { instrumentationKey: '{{key}}' } },
      { loggerType: 'applicationInsights', credentials: { instrumentationKey: '{{other}}' } },
    ],
  },
  {
    kind: 'cache',
    what: 'a connection string that the service keeps elsewhere',
    same: [
      { useFromLocation: 'default' },
      { useFromLocation: 'default', connectionString: '{{65f0c1aa65f0c1aa65f0c1aa}}' },
    ],
    different: [{ connectionString: '{{redis}}' }, { connectionString: '{{65f0c1aa65f0c1aa65f0c1aa}}' }],
  },
  {
    kind: 'group',
    what: 'that people made it',
    same: [{ displayName: 'A' }, { displayName: 'A', builtIn: false, type: 'custom', description: null }],
    different: [{ displayName: 'A' }, { displayName: 'A', type: 'external' }],
  },
  {
    kind: 'versionSet',
    what: 'names that its scheme does not need',
    same: [
      { versioningScheme: 'Segment' },
      { versioningScheme: 'Segment', versionQueryName: null, description: '' },
    ],
    different: [{ versioningScheme: 'Segment' }, { versioningScheme: 'Query' }],
  },
  {
    kind: 'certificate',
    what: 'what the service has read of it',
    same: [
      { keyVault: { secretIdentifier: 'https://v/secrets/c' } },
      {
        subject: 'CN=c',
        thumbprint: 'AA',
        expirationDate: '2030-01-01T00:00:00Z',
        keyVault: { secretIdentifier: 'https://v/secrets/c', lastStatus: { code: 'Success' } },
      },
    ],
    different: [
      { keyVault: { secretIdentifier: 'https://v/secrets/c' } },
      { keyVault: { secretIdentifier: 'https://v/secrets/c/1' } },
    ],
  },
  {
    kind: 'gateway',
    what: 'places that are not said',
    same: [
      { locationData: { name: 'a' } },
      { locationData: { name: 'a', city: null, district: null, countryOrRegion: null }, description: '' },
    ],
    different: [{ locationData: { name: 'a' } }, { locationData: { name: 'A' } }],
  },
  {
    kind: 'gatewayHostname',
    what: 'its certificate by its full id, and what is off',
    same: [
      { certificateId: '/certificates/c' },
      { certificateId: `${instance}/certificates/C`, tls10Enabled: false, http2Enabled: false },
    ],
    different: [
      { certificateId: '/certificates/c' },
      { certificateId: '/certificates/c', tls10Enabled: true },
    ],
  },
  {
    kind: 'policyRestriction',
    what: 'capitals of true and false, and the full id of its scope',
    same: [
      { requireBase: 'True', scope: '/apis/orders' },
      { requireBase: 'true', scope: `${instance}/apis/Orders` },
    ],
    different: [{ requireBase: 'true' }, { requireBase: 'false' }],
  },
  {
    kind: 'globalSchema',
    what: 'the order of keys in its document',
    same: [{ document: { type: 'object', required: [] } }, { document: { required: [], type: 'object' } }],
    different: [
      { document: { properties: { any: {}, none: { const: null } } } },
      { document: { properties: { any: {}, none: {} } } },
    ],
  },
  {
    kind: 'authorizationServer',
    what: 'the order of grants, and secrets that nobody is shown',
    same: [
      { grantTypes: ['a', 'b'], clientSecret: 'x', resourceOwnerPassword: 'y' },
      { grantTypes: ['b', 'a'], description: null },
    ],
    different: [{ grantTypes: ['a'] }, { grantTypes: ['b'] }],
  },
  {
    kind: 'openIdProvider',
    what: 'its secret',
    same: [{ clientId: 'a', clientSecret: 'x' }, { clientId: 'a' }],
    different: [{ clientId: 'a' }, { clientId: 'A' }],
  },
  {
    kind: 'documentation',
    what: 'a title that is empty',
    same: [{ title: '' }, {}],
    different: [{ content: '# A\n' }, { content: '# A' }],
  },
]);
