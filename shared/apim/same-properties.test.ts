import assert from 'node:assert/strict';
import { canonical } from './canonical.ts';
import { propertyDifferences } from './differences.ts';
import { describeFolds, type Fold } from './folds-for-tests.ts';
import type { JsonObject } from './json.ts';
import { kindOf } from './kinds/table.ts';

const instance = '/subscriptions/1/resourceGroups/r/providers/Microsoft.ApiManagement/service/shop';

const rule = (more: JsonObject): JsonObject => ({ circuitBreaker: { rules: [{ name: 'r', ...more }] } });
const pool = (...ids: readonly string[]): JsonObject => ({ pool: { services: ids.map((id) => ({ id })) } });

const folds: readonly Fold[] = [
  // All types
  ...(['tag', 'product', 'backend', 'namedValue', 'apiRevision', 'policyFragment'] as const).map(
    (kind): Fold => ({
      kind,
      what: 'states and dates that only the service writes',
      same: [{}, { provisioningState: 'Succeeded', createdDate: '2024-01-01', lastModifiedDate: 'x' }],
      different: [{}, { inner: { createdDate: '2024-01-01' } }],
    }),
  ),
  {
    kind: 'tag',
    what: 'null, nothing and empty',
    same: [{ a: null, b: '', c: {}, d: [] }, {}],
    different: [{ a: false, b: ' ', c: { d: 0 } }, {}],
  },
  {
    kind: 'backend',
    what: 'ids that are short, full, with a host, in another case',
    same: [
      pool('/backends/a', '/backends/b', '/backends/c'),
      pool(`${instance}/backends/A`, `https://management.azure.com${instance}/backends/b`, '/backends/C'),
    ],
    different: [pool('/backends/a'), pool(`${instance}/backends/a2`)],
  },
  {
    kind: 'product',
    what: 'the instance in any text that is an id of it',
    same: [{ link: '/groups/x' }, { link: `${instance}/groups/x` }],
    different: [{ link: '/groups/x' }, { link: `see ${instance}/groups/x` }],
  },
  // Sets
  {
    kind: 'api',
    what: 'the order of protocols',
    same: [{ protocols: ['https', 'http'] }, { protocols: ['http', 'https'] }],
    different: [{ protocols: ['https', 'http'] }, { protocols: ['https', 'https'] }],
  },
  {
    kind: 'namedValue',
    what: 'the order of tags',
    same: [{ tags: ['a', 'b'] }, { tags: ['b', 'a'] }],
    different: [{ tags: ['a', 'b'] }, { tags: ['a', 'B'] }],
  },
  {
    kind: 'backend',
    what: 'the order of a pool',
    same: [pool('/backends/a', '/backends/b'), pool('/backends/b', '/backends/a')],
    different: [pool('/backends/a'), pool('/backends/a', '/backends/a')],
  },
  {
    kind: 'backend',
    what: 'the order of ranges of status codes',
    same: [
      rule({
        failureCondition: {
          statusCodeRanges: [
            { min: 500, max: 599 },
            { max: 429, min: 429 },
          ],
        },
      }),
      rule({
        failureCondition: {
          statusCodeRanges: [
            { min: 429, max: 429 },
            { min: 500, max: 599 },
          ],
        },
      }),
    ],
    different: [
      rule({ failureCondition: { errorReasons: ['a', 'b'] } }),
      rule({ failureCondition: { errorReasons: ['b', 'a'] } }),
    ],
  },
  // API
  {
    kind: 'api',
    what: 'defaults of an API',
    same: [
      {},
      { apiRevision: '1', subscriptionRequired: true, protocols: ['https'], apiVersion: '', type: 'http' },
    ],
    different: [{}, { subscriptionRequired: false }],
  },
  {
    kind: 'api',
    what: 'slashes round a path',
    same: [{ path: '/a/b/' }, { path: 'a/b' }],
    different: [{ path: 'a/b' }, { path: 'a//b' }],
  },
  {
    kind: 'api',
    what: 'what version sets were called once',
    same: [{ apiVersionSetId: '/api-version-sets/v' }, { apiVersionSetId: `${instance}/apiVersionSets/V` }],
    different: [{ apiVersionSetId: '/api-version-sets/v' }, { apiVersionSetId: '/apiVersionSets/w' }],
  },
  {
    kind: 'apiRevision',
    what: 'the names of subscription keys that are default',
    same: [
      {},
      { subscriptionKeyParameterNames: { header: 'Ocp-Apim-Subscription-Key', query: 'subscription-key' } },
    ],
    different: [
      { subscriptionKeyParameterNames: { header: 'X-Key' } },
      { subscriptionKeyParameterNames: { header: 'x-key' } },
    ],
  },
  {
    kind: 'apiRevision',
    what: 'an authentication that says nothing, a contact and a licence that are null',
    same: [
      {},
      { authenticationSettings: { oAuth2: null, openid: null }, contact: null, license: { name: null } },
    ],
    different: [{}, { authenticationSettings: { oAuth2: { authorizationServerId: 'a' }, openid: null } }],
  },
  {
    kind: 'apiRevision',
    what: 'a version set that is shown inside, and whether it is online',
    same: [{}, { apiVersionSet: { id: '/apiVersionSets/v', name: 'V' }, isOnline: true }],
    different: [{}, { apiVersionDescription: 'V' }],
  },
  {
    kind: 'apiRevision',
    what: 'no service URL',
    same: [{ serviceUrl: null }, {}],
    // "serviceUrl trailing slash kept"
    different: [{ serviceUrl: 'https://a/' }, { serviceUrl: 'https://a' }],
  },
  // Product
  {
    kind: 'product',
    what: 'defaults of a product',
    same: [
      {},
      {
        state: 'notPublished',
        approvalRequired: false,
        subscriptionRequired: true,
        subscriptionsLimit: null,
      },
    ],
    different: [{ subscriptionsLimit: 1 }, {}],
  },
  // Named value
  {
    kind: 'namedValue',
    what: 'the last status of Key Vault, no tags, not secret',
    same: [
      { keyVault: { secretIdentifier: 'https://v/secrets/s' } },
      {
        keyVault: {
          secretIdentifier: 'https://v/secrets/s',
          identityClientId: null,
          lastStatus: { code: 'x' },
        },
        tags: [],
        secret: false,
      },
    ],
    different: [
      { keyVault: { secretIdentifier: 'https://v/secrets/s' } },
      { keyVault: { secretIdentifier: 'https://v/secrets/s/1' } },
    ],
  },
  // Backend
  {
    kind: 'backend',
    what: 'defaults of a backend',
    same: [
      {},
      {
        type: 'Single',
        tls: { validateCertificateChain: true, validateCertificateName: true },
        credentials: { header: {}, query: {} },
      },
    ],
    different: [{}, { tls: { validateCertificateChain: false } }],
  },
  {
    kind: 'backend',
    what: 'a slash at the end of its address',
    same: [{ url: 'https://a/v1/' }, { url: 'https://a/v1' }],
    different: [{ url: 'https://a/v1' }, { url: 'https://a/V1' }],
  },
  {
    kind: 'backend',
    what: 'durations of one length',
    same: [
      rule({ tripDuration: 'PT1M', failureCondition: { interval: 'P1DT1H' } }),
      rule({ tripDuration: 'PT60S', failureCondition: { interval: 'PT25H' } }),
    ],
    different: [rule({ tripDuration: 'PT1M' }), rule({ tripDuration: 'P1M' })],
  },
];

describeFolds(folds);

describe('Properties', () => {
  it('fold dates to seconds in one time zone where a row says that they are dates', () => {
    const row = { ...kindOf('tag'), properties: { wordings: { until: 'date' } } } as const;
    const form = (until: string) => canonical({ until }, row);
    assert.deepEqual(form('2024-05-01T10:00:00.123Z'), form('2024-05-01T12:00:00+02:00'));
    assert.notDeepEqual(form('2024-05-01T10:00:00Z'), form('2024-05-01T10:00:01Z'));
    assert.deepEqual(form('tomorrow'), { until: 'tomorrow' });
  });

  it('that are live and not wanted are told, however "nothing" is said: that clears them', () => {
    for (const nothing of [{}, { description: null }, { description: '' }]) {
      assert.deepEqual(propertyDifferences('product', nothing, { description: 'old' }), [
        { path: 'description', steps: ['description'], before: 'old' },
      ]);
    }
    assert.deepEqual(
      propertyDifferences('namedValue', { tags: [] }, { tags: ['a'] }).map(({ path }) => path),
      ['tags'],
    );
  });
});
