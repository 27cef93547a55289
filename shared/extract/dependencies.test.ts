import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import type { KindName } from '../apim/kinds/table.ts';
import { resourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { readFilter } from '../configuration/filter.ts';
import { silent } from '../log/log.ts';
import { extract } from './extract.ts';

const orders = resourceId('api', 'orders');
const revision = resourceId('apiRevision', '1', orders);
const other = resourceId('api', 'other');
const starter = resourceId('product', 'starter');
const named = (id: string, displayName: string, properties = {}): Resource => ({
  id: resourceId('namedValue', id),
  properties: { displayName, value: 'x', ...properties },
});
const backend = (name: string, properties = {}): Resource => ({
  id: resourceId('backend', name),
  properties: { url: 'https://a', ...properties },
});
const fragment = (name: string, policy: string): Resource => ({
  id: resourceId('policyFragment', name),
  properties: {},
  policy: `<fragment>${policy}</fragment>`,
});

/** orders -> fragment a -> fragment b -> backend pool -> backend one (key 1), two; nobody refers to the rest. */
const company: readonly Resource[] = [
  { id: orders, properties: { displayName: 'Orders', path: 'o', apiRevision: '1' } },
  { id: revision, properties: { serviceUrl: 'https://{{Host name}}' } },
  {
    id: resourceId('apiPolicy', 'policy', revision),
    properties: {},
    policy: '<policies><inbound><include-fragment fragment-id="A" /></inbound></policies>',
  },
  fragment('a', '<include-fragment fragment-id="b" /><!-- {{unused}} -->'),
  fragment('b', '<set-backend-service backend-id="pool" />'),
  fragment('c', ''),
  backend('pool', { type: 'Pool', pool: { services: [{ id: '/backends/one' }, { id: '/backends/two' }] } }),
  backend('one', { credentials: { header: { 'x-key': ['{{Key-1}}'] } } }),
  backend('two'),
  backend('three'),
  named('65f0', 'key-1'),
  named('unused', 'unused'),
  { id: other, properties: { displayName: 'Other', path: 'p', apiRevision: '1' } },
  { id: starter, properties: { displayName: 'Starter' } },
  { id: resourceId('productApi', 'orders', starter), properties: {} },
  { id: resourceId('productApi', 'other', starter), properties: {} },
];

const only = 'apis: [orders]\nproducts: []\nbackends: []\npolicyFragments: []\nnamedValues: []';
const run = (text: string, includeDependencies: boolean, resources = company) => {
  const filter = readFilter(text, 'f.yaml');
  const instance = instanceForTests(resources);
  return extract({ instance, existing: new Map(), filter, includeDependencies, log: silent });
};

describe('What selected things refer to', () => {
  it('comes along to the last one, by display name and in pools, and each time it is said why', async () => {
    const { changes, scopeNotes } = await run(only, true);
    assert.deepEqual(
      changes.flatMap(({ files }) => files.map(({ path }) => path)),
      [
        'apis/orders/apiInformation.json',
        'apis/orders/policy.xml',
        'backends/one/backendInformation.json',
        'backends/pool/backendInformation.json',
        'backends/two/backendInformation.json',
        'named values/65f0/namedValueInformation.json',
        'policy fragments/a/policyFragmentInformation.json',
        'policy fragments/a/policy.xml',
        'policy fragments/b/policyFragmentInformation.json',
        'policy fragments/b/policy.xml',
      ],
    );
    assert.deepEqual(scopeNotes, [
      'policy fragment a comes along: API policy orders refers to it.',
      'policy fragment b comes along: policy fragment a refers to it.',
      'backend pool comes along: policy fragment b refers to it.',
      'backend one comes along: backend pool refers to it.',
      'backend two comes along: backend pool refers to it.',
      'named value 65f0 comes along: backend one refers to it.',
    ]);
  });

  it('stays where it is otherwise, and is named', async () => {
    const { changes, scopeNotes } = await run(only, false);
    assert.deepEqual(
      changes.map(({ id }) => id.kind),
      ['apiRevision', 'apiPolicy'],
    );
    assert.match(
      scopeNotes.join(),
      /leaves out what is referred to: policy fragment A \(API policy orders\)\./,
    );
  });

  it('is not asked for where the filter leaves nothing out that is referred to', async () => {
    for (const includeDependencies of [true, false]) {
      const { changes, scopeNotes } = await run('apis: [orders]\nproducts: []', includeDependencies);
      assert.equal(changes.length, 11);
      assert.deepEqual(scopeNotes, []);
    }
  });

  it('may be a circle', async () => {
    const circle = [
      ...company.filter(({ id }) => id.kind !== 'policyFragment'),
      fragment('a', '<include-fragment fragment-id="b" />'),
      fragment('b', '<include-fragment fragment-id="a" />'),
    ];
    const { scopeNotes } = await run(only, true, circle);
    assert.equal(scopeNotes.length, 2);
  });

  it('comes along whatever its kind is: sets, loggers, schemas, certificates, who signs in', async () => {
    const thing = (kind: KindName, name: string, properties = {}): Resource => ({
      id: resourceId(kind, name),
      properties,
    });
    const resolver = resourceId('resolver', 'by-id', revision);
    const { scopeNotes } = await run(
      'apis: [orders]\nversionSets: []\nloggers: []\nschemas: []\ncertificates: []\nauthorizationServers: []\nbackends: []\nnamedValues: []',
      true,
      [
        { id: orders, properties: { displayName: 'O', path: 'o', apiVersionSetId: '/apiVersionSets/set' } },
        {
          id: revision,
          properties: { authenticationSettings: { oAuth2: { authorizationServerId: 'login' } } },
        },
        {
          id: resourceId('apiPolicy', 'policy', revision),
          properties: {},
          policy:
            '<policies><inbound><validate-content><content type="a" validate-as="json" action="prevent" schema-id="pet" /></validate-content><authentication-certificate certificate-id="own" /></inbound></policies>',
        },
        { id: resolver, properties: { displayName: 'By id', path: 'Query/pet' } },
        {
          id: resourceId('resolverPolicy', 'policy', resolver),
          properties: {},
          policy:
            '<http-data-source><http-request><set-url>{{host}}</set-url></http-request></http-data-source>',
        },
        {
          id: resourceId('apiDiagnostic', 'applicationinsights', orders),
          properties: { loggerId: '/loggers/insights' },
        },
        thing('versionSet', 'set', { displayName: 'Set' }),
        thing('versionSet', 'unused', { displayName: 'Unused' }),
        thing('logger', 'insights', { loggerType: 'applicationInsights', credentials: { key: '{{Key-1}}' } }),
        thing('globalSchema', 'pet', { schemaType: 'json' }),
        thing('certificate', 'own', { keyVault: { secretIdentifier: 'https://v/s' } }),
        thing('authorizationServer', 'login', { displayName: 'Login' }),
        named('65f0', 'key-1'),
        named('65f1', 'host'),
      ],
    );
    assert.deepEqual([...scopeNotes].sort(), [
      'authorization server login comes along: API orders refers to it.',
      'certificate own comes along: API policy orders refers to it.',
      'logger insights comes along: API diagnostic orders/applicationinsights refers to it.',
      'named value 65f0 comes along: logger insights refers to it.',
      'named value 65f1 comes along: resolver policy orders/by-id refers to it.',
      'schema pet comes along: API policy orders refers to it.',
      'version set set comes along: API orders refers to it.',
    ]);
  });

  it('is a tag where an API says more of it: the link to the tag comes along, and the tag', async () => {
    const { files, scopeNotes } = await run('apis: [orders]\ntags: []', true, [
      ...company,
      { id: resourceId('tag', 'public'), properties: { displayName: 'Public' } },
      { id: resourceId('tag', 'other'), properties: { displayName: 'Other' } },
      ...['public', 'other'].map((tag) => ({ id: resourceId('apiTag', tag, revision), properties: {} })),
      { id: resourceId('tagDescription', 'public', revision), properties: { description: 'For all' } },
    ]);
    assert.deepEqual(
      files.map(({ path }) => path).filter((path) => path.includes('tag')),
      [
        'apis/orders/tag descriptions/public/tagDescriptionInformation.json',
        'tags/public/apis/orders/tagApiInformation.json',
        'tags/public/tagInformation.json',
      ],
    );
    assert.deepEqual(scopeNotes, [
      'API tag orders/public comes along: tag description orders/public refers to it.',
      'tag public comes along: API tag orders/public refers to it.',
    ]);
  });

  it('is not missed where the service makes it itself, nor said to come along where nobody has it', async () => {
    const guests = resourceId('productGroup', 'guests', starter);
    const product = [
      { id: starter, properties: { displayName: 'Starter' } },
      { id: guests, properties: {} },
    ];
    const lost: Resource = {
      id: resourceId('productPolicy', 'policy', starter),
      properties: {},
      policy: '<policies><inbound><include-fragment fragment-id="lost" /></inbound></policies>',
    };
    const text = 'products: [starter]\ngroups: []\npolicyFragments: []';
    assert.deepEqual((await run(text, false, product)).scopeNotes, []);
    assert.deepEqual((await run(text, true, [...product, lost])).scopeNotes, [
      'The instance does not have what is referred to: policy fragment lost (product policy starter).',
    ]);
  });

  it('is no secret in clear, which stays withheld', async () => {
    const clear = company.map((one) =>
      one.id.name === 'one' ? backend('one', { credentials: { header: { 'x-key': ['s3cret'] } } }) : one,
    );
    const { files, gaps } = await run(only, true, clear);
    assert.doesNotMatch(files.map((file) => JSON.stringify(file)).join(), /s3cret/);
    assert.equal(gaps.filter(({ why }) => why === 'withheld').length, 1);
  });
});
