import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonical, portable, relativeId } from './canonical.ts';
import { propertyDifferences } from './differences.ts';
import type { Json, JsonObject } from './json.ts';
import { kindNames, kindOf } from './kinds/table.ts';

const instance = '/subscriptions/1/resourceGroups/Apis/providers/Microsoft.ApiManagement/service/shop';
const json = fc.json({ maxDepth: 4 }).map((text): Json => JSON.parse(text) as Json);
const key = fc.constantFrom(
  'value',
  'secret',
  'tags',
  'type',
  'credentials',
  'a.b',
  '__proto__',
  'constructor',
  'x',
);
const properties = fc
  .array(fc.tuple(key, fc.oneof(json, fc.constantFrom('', null, `${instance}/backends/B`))))
  .map((entries): JsonObject => Object.fromEntries(entries));

describe('portable', () => {
  it('leaves out what Azure says in place of nothing, and keeps what means something', () => {
    const answer = {
      a: null,
      b: {},
      c: [],
      d: { e: { f: null } },
      g: false,
      h: 0,
      i: '',
      j: [null, { k: null }],
    };
    assert.deepEqual(portable(answer), { g: false, h: 0, i: '', j: [null, {}] });
  });

  it('leaves out what only the service writes, also deep down', () => {
    const answer = {
      keyVault: { secretIdentifier: 'x', lastStatus: { code: 1 } },
      provisioningState: 'Succeeded',
    };
    assert.deepEqual(portable(answer, kindOf('namedValue').properties), {
      keyVault: { secretIdentifier: 'x' },
    });
  });

  const unsaid: readonly (readonly [string, JsonObject, JsonObject])[] = [
    ['a default that is said', { type: 'Single', url: 'u' }, { url: 'u' }],
    ['no other value', { type: 'Pool' }, { type: 'Pool' }],
    ['a default inside', { tls: { validateCertificateChain: true, validateCertificateName: true } }, {}],
    [
      'one default and not its neighbour',
      { tls: { validateCertificateChain: true, validateCertificateName: false } },
      { tls: { validateCertificateName: false } },
    ],
  ];
  for (const [what, from, to] of unsaid) {
    it(`leaves out ${what}`, () => {
      assert.deepEqual(portable(from, kindOf('backend').properties), to);
    });
  }

  it('never keeps a value that is hidden, however "no key vault" is said', () => {
    for (const keyVault of [
      {},
      { keyVault: null },
      { keyVault: {} },
      { keyVault: { secretIdentifier: null } },
    ]) {
      const kept = portable({ secret: true, value: 's3cret', ...keyVault }, kindOf('namedValue').properties);
      assert.deepEqual(kept, { secret: true });
    }
  });

  it('makes ids relative to the instance wherever they stand', () => {
    const answer = { a: `${instance}/groups/x`, b: [{ id: `${instance.toLowerCase()}/backends/B` }] };
    assert.deepEqual(portable(answer), { a: '/groups/x', b: [{ id: '/backends/B' }] });
  });

  it('leaves the address of Azure alone where an API calls it, and knows it as an id where one is meant', () => {
    const url = `https://management.azure.com${instance}/subscriptions/x/listSecrets`;
    assert.deepEqual(portable({ url, pool: { services: [{ id: url }] } }, kindOf('backend').properties), {
      url,
      pool: { services: [{ id: '/subscriptions/x/listSecrets' }] },
    });
  });

  it('changes nothing the second time, for any kind', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kindNames), properties, (kind, answer) => {
        const once = portable(answer, kindOf(kind).properties);
        assert.deepEqual(portable(once, kindOf(kind).properties), once);
        assert.deepEqual(canonical(once, kindOf(kind)), canonical(answer, kindOf(kind)));
      }),
    );
  });
});

describe('relativeId', () => {
  const spellings: readonly (readonly [string, string])[] = [
    [`${instance}/backends/B`, '/backends/B'],
    [`${instance.toUpperCase()}/backends/b`, '/backends/b'],
    [`${instance}/apis/a;rev=2/operations/o`, '/apis/a;rev=2/operations/o'],
    ['/backends/b', '/backends/b'],
    [instance, instance],
    [`see ${instance}/backends/b`, `see ${instance}/backends/b`],
    [
      instance.replace('ApiManagement', 'Web').replace('service', 'sites'),
      instance.replace('ApiManagement', 'Web').replace('service', 'sites'),
    ],
  ];
  for (const [from, to] of spellings) {
    it(`turns ${from} into ${to}`, () => {
      assert.equal(relativeId(from), to);
    });
  }
});

describe('propertyDifferences', () => {
  it('finds nothing between properties and themselves, and the same from both sides', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kindNames), properties, properties, (kind, one, other) => {
        assert.deepEqual(propertyDifferences(kind, one, structuredClone(one)), []);
        const [there, back] = [propertyDifferences(kind, one, other), propertyDifferences(kind, other, one)];
        assert.deepEqual(
          there.map(({ path }) => path),
          back.map(({ path }) => path),
        );
      }),
    );
  });

  const same: readonly (readonly [string, Parameters<typeof propertyDifferences>])[] = [
    ['null, empty and absent', ['backend', { title: '', description: null, credentials: {} }, { url: '' }]],
    [
      'defaults that the service says',
      ['product', {}, { subscriptionRequired: true, state: 'notPublished', terms: '' }],
    ],
    ['sets in another order', ['api', { protocols: ['https', 'http'] }, { protocols: ['http', 'https'] }]],
    [
      'ids in other spellings',
      [
        'backend',
        { pool: { services: [{ id: '/backends/A' }, { id: '/backends/b' }] } },
        {
          pool: {
            services: [
              { id: `https://management.azure.com${instance}/backends/B` },
              { id: `${instance}/backends/a` },
            ],
          },
        },
      ],
    ],
    ['what is only written', ['apiRevision', { translateRequiredQueryParameters: 'query' }, {}]],
  ];
  for (const [what, [kind, wanted, live]] of same) {
    it(`takes ${what} for the same`, () => {
      assert.deepEqual(propertyDifferences(kind, wanted, live), []);
    });
  }

  it('says what was and what will be, and where, by steps: names may hold dots', () => {
    assert.deepEqual(
      propertyDifferences('product', { terms: 'new', 'a.b': { c: 1 } }, { terms: 'old', state: 'published' }),
      [
        { path: 'a.b', steps: ['a.b'], after: { c: 1 } },
        { path: 'state', steps: ['state'], before: 'published' },
        { path: 'terms', steps: ['terms'], before: 'old', after: 'new' },
      ],
    );
  });

  it('compares keys that every object inherits like any other', () => {
    const odd = JSON.parse('{"__proto__": {"a": 1}, "constructor": "x"}') as JsonObject;
    assert.deepEqual(
      propertyDifferences('tag', odd, {}).map(({ path }) => path),
      ['__proto__', 'constructor'],
    );
  });

  it('never shows a confidential value, in no letter case, above or below its path', () => {
    const secret = 's3cret';
    const sides: readonly (readonly ['backend' | 'namedValue', JsonObject, JsonObject])[] = [
      ['backend', { credentials: { header: { 'x.key': [secret] } } }, {}],
      [
        'backend',
        { credentials: { header: { 'x.key': [secret] } } },
        { credentials: { header: { 'x.key': ['b'] } } },
      ],
      ['backend', { Credentials: { Header: { key: [secret] } } }, {}],
      ['backend', { proxy: { url: 'u', password: secret } }, { proxy: { url: 'u' } }],
      ['backend', {}, { credentials: { authorization: { scheme: 'Basic', parameter: secret } } }],
      ['namedValue', { value: secret }, { value: 'b' }],
      ['namedValue', { Value: secret, secret: true }, {}],
    ];
    for (const [kind, wanted, live] of sides) {
      const found = propertyDifferences(kind, wanted, live);
      assert.ok(found.length > 0);
      assert.doesNotMatch(JSON.stringify(found), /s3cret/);
    }
  });
});
