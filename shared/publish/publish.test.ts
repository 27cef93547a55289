import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { describe as inWords, keyOf, resourceId } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { type Log, silent } from '../log/log.ts';
import { readDesired } from './desired.ts';
import { publish } from './publish.ts';

const specification = (summary: string) =>
  JSON.stringify({
    openapi: '3.0.1',
    info: {},
    paths: { '/a': { get: { operationId: 'get', summary, responses: {} } } },
  });
const files = {
  'named values/key/namedValueInformation.json':
    '{"properties": {"displayName": "key", "secret": true, "value": "s3cret"}}',
  'named values/mode/namedValueInformation.json': '{"properties": {"displayName": "mode", "value": "on"}}',
  'policy fragments/auth/policyFragmentInformation.json': '{}',
  'policy fragments/auth/policy.xml': '<fragment>{{key}}</fragment>',
  'policy.xml': '<policies><include-fragment fragment-id="auth" /></policies>',
  'backends/shop/backendInformation.json':
    '{"properties": {"url": "https://a", "credentials": {"header": {"k": ["s3cret"]}}}}',
  'apis/orders/apiInformation.json': '{"properties": {"displayName": "Orders", "path": "o"}}',
  'apis/orders/specification.json': specification('Get'),
  'apis/orders/policy.xml': '<policies><set-backend-service backend-id="shop" /></policies>',
  'products/p/productInformation.json': '{"properties": {"displayName": "P"}}',
  'products/p/apis/orders/productApiInformation.json': '{}',
};
const desired = (changed: Readonly<Record<string, string>> = {}, overrides?: string) =>
  readDesired(
    new Map(
      Object.entries({ ...files, ...changed }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
    ),
    overrides === undefined ? [] : [{ file: 'o.yaml', text: overrides }],
  );

const told: string[] = [];
const log: Log = { ...silent, line: (text) => told.push(text), warning: (text) => told.push(text) };
const run = (
  instance: ReturnType<typeof instanceForTests>,
  want = desired(),
  action: 'publish' | 'plan' = 'publish',
) => publish({ action }, { instance, desired: want, log, cancelled: new AbortController().signal });

describe('publish', () => {
  beforeEach(() => told.splice(0));

  it('fills an empty instance in the order of references, and then has nothing left to write', async () => {
    const instance = instanceForTests();
    const first = await run(instance);
    assert.deepEqual([first.created, first.updated, first.failed], [9, 0, 0]);
    const at = (name: string) => instance.writes.findIndex(({ document }) => inWords(document.id) === name);
    for (const [before, after] of [
      ['named value key', 'policy fragment auth'],
      ['policy fragment auth', 'service policy'],
      ['backend shop', 'API policy orders'],
      ['API orders', 'API policy orders'],
      ['API orders', 'product API p/orders'],
      ['product p', 'product API p/orders'],
    ] as const) {
      assert.ok(at(before) >= 0 && at(before) < at(after), `${before}, ${after}`);
    }
    instance.writes.length = 0;
    const second = await run(instance);
    assert.deepEqual([second.unchanged, second.hasChanges, instance.writes], [9, false, []]);
  });

  it('plans without a write', async () => {
    const instance = instanceForTests();
    assert.equal((await run(instance, desired(), 'plan')).created, 9);
    assert.deepEqual(instance.writes, []);
  });

  it('shows no secret anywhere, also when all of them change or are refused', async () => {
    const instance = instanceForTests();
    const first = await run(instance);
    const other = desired({
      'named values/key/namedValueInformation.json':
        '{"properties": {"displayName": "key", "secret": true, "value": "s3cret2"}}',
      'backends/shop/backendInformation.json':
        '{"properties": {"url": "https://a", "credentials": {"header": {"k": ["s3cret2"]}}}}',
    });
    instance.refuse = ({ document }) => {
      throw new TaskError('AZURE_REFUSED', { message: `no to ${inWords(document.id)}` });
    };
    const second = await run(instance, other);
    assert.equal(second.failed, 2);
    const texts = [
      ...told,
      first.summary,
      second.summary,
      ...second.errors.map(({ message }) => message),
    ].join('\n');
    assert.doesNotMatch(texts, /s3cret/);
  });

  it('carries a specification only when operations change', async () => {
    const instance = instanceForTests();
    await run(instance);
    instance.writes.length = 0;
    await run(
      instance,
      desired({ 'apis/orders/apiInformation.json': '{"properties": {"displayName": "New", "path": "o"}}' }),
    );
    assert.deepEqual(
      instance.writes.map(({ document, live }) => [inWords(document.id), document.specification, live]),
      [['API orders', undefined, 'present']],
    );
    await run(instance, desired({ 'apis/orders/specification.json': specification('Other') }));
    assert.notEqual(instance.writes.at(-1)?.document.specification, undefined);
  });

  it('skips what needs a refused resource, and goes on with the rest', async () => {
    const instance = instanceForTests();
    instance.refuse = ({ document }) => {
      if (document.id.name === 'auth') throw new TaskError('AZURE_REFUSED', { message: 'no' });
    };
    const { created, failed, errors } = await run(instance);
    assert.deepEqual([created, failed], [7, 2]);
    assert.deepEqual(errors.map(({ code }) => code).sort(), ['AZURE_REFUSED', 'NOT_ATTEMPTED']);
  });

  it('fails when Azure accepts a write and forgets it, or keeps something else', async () => {
    const mode = keyOf(resourceId('namedValue', 'mode'));
    const forgets = instanceForTests();
    const keepsOther = instanceForTests();
    const loses = instanceForTests();
    const original = [forgets, keepsOther, loses].map((instance) => instance.read.bind(instance));
    const after = (instance: typeof forgets, at: number, change: () => void) => {
      instance.read = (selection) => {
        if (instance.writes.length > 0) change();
        return original[at]!(selection);
      };
    };
    after(forgets, 0, () => forgets.resources.delete(mode));
    after(keepsOther, 1, () =>
      keepsOther.resources.set(mode, {
        id: resourceId('namedValue', 'mode'),
        properties: { displayName: 'mode', value: 'off' },
      }),
    );
    after(loses, 2, () => {
      loses.resources.delete(mode);
      loses.gaps.push({ of: 'namedValue', why: 'not offered here' });
    });
    for (const instance of [forgets, keepsOther, loses]) {
      const { errors } = await run(instance);
      assert.deepEqual(
        errors.filter(({ message }) => message.includes('named value mode')).map(({ code }) => code),
        ['READ_BACK_MISMATCH'],
      );
    }
  });

  const refusals: readonly (readonly [string, Readonly<Record<string, string>>, string, RegExp])[] = [
    [
      'a fragment that is nowhere',
      { 'policy.xml': '<policies><include-fragment fragment-id="none" /></policies>' },
      'MISSING_REFERENCE',
      /refers to policy fragment none/,
    ],
    [
      'a named value that is nowhere',
      { 'policy.xml': '<policies>{{none}}</policies>' },
      'MISSING_REFERENCE',
      /refers to named value none/,
    ],
    [
      'a policy of an API that is nowhere',
      { 'apis/other/policy.xml': '<policies />' },
      'MISSING_REFERENCE',
      /API policy other belongs to API other/,
    ],
    [
      'a secret without a value',
      {
        'named values/key/namedValueInformation.json':
          '{"properties": {"displayName": "key", "secret": true}}',
      },
      'SECRET_WITHOUT_VALUE',
      /named value key is secret/,
    ],
    [
      'fragments in a circle, without those that only wait for it',
      {
        'policy fragments/auth/policy.xml': '<fragment><include-fragment fragment-id="b" /></fragment>',
        'policy fragments/b/policyFragmentInformation.json': '{}',
        'policy fragments/b/policy.xml': '<fragment><include-fragment fragment-id="auth" /></fragment>',
      },
      'CYCLE',
      /: policy fragment auth -> policy fragment b -> policy fragment auth\./,
    ],
  ];
  for (const [what, changed, code, message] of refusals) {
    it(`refuses ${what} before the first write`, async () => {
      const instance = instanceForTests();
      await assert.rejects(run(instance, desired(changed)), { code, message });
      assert.deepEqual(instance.writes, []);
    });
  }

  it('takes braces of Liquid and of descriptions for no named values', async () => {
    const { failed } = await run(
      instanceForTests(),
      desired({
        'policy.xml': '<policies><set-body template="liquid">{{body.x}}</set-body></policies>',
        'products/p/productInformation.json':
          '{"properties": {"displayName": "P", "description": "say {{hello}}"}}',
      }),
    );
    assert.equal(failed, 0);
  });

  it('is content with a reference that is live only', async () => {
    const fragment = { id: resourceId('policyFragment', 'live'), properties: {}, policy: '<fragment />' };
    const instance = instanceForTests([fragment]);
    const { failed } = await run(
      instance,
      desired({ 'policy.xml': '<policies><include-fragment fragment-id="LIVE" /></policies>' }),
    );
    assert.equal(failed, 0);
  });

  it('knows which instance overrides are meant for', () => {
    const { meantForAnother } = desired({}, 'apimServiceName: other');
    assert.equal(meantForAnother('shop')?.code, 'UNMATCHED_OVERRIDE');
    assert.equal(meantForAnother('OTHER'), undefined);
  });
});
