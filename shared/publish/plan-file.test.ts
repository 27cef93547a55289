import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Change } from '../apim/change.ts';
import { type Json, type JsonObject, stableText } from '../apim/json.ts';
import { resourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { TaskError } from '../errors/task-error.ts';
import { type PlanOrigin, planRecord } from './plan-digest.ts';
import { type PlanRecord, planFileText, readPlanFile } from './plan-file.ts';
import { requireSamePlan } from './stale-plan.ts';

const id = resourceId('backend', 'shop');
const backend = (properties: JsonObject = {}): Resource => ({ id, properties });
const key = resourceId('namedValue', 'key');
const secret = (value: string): Resource => ({
  id: key,
  properties: { displayName: 'key', secret: true },
  secret: { state: 'given', values: { value } },
});
const create = (resource: Resource): Change => ({ kind: 'create', resource });
const update = (resource: Resource, live: Resource, note: string): Change => ({
  kind: 'update',
  resource,
  live,
  differences: [{ path: 'url', steps: ['url'], note }],
});

const origin: PlanOrigin = { instance: '/subscriptions/s/service/shop', commit: 'c1', overridden: new Set() };

/** What STALE_PLAN says when the second is to be done and the first was approved; undefined: the same. */
async function stale(
  then: readonly Change[],
  now: readonly Change[],
  { before = origin, after = origin }: { before?: PlanOrigin; after?: PlanOrigin } = {},
): Promise<string | undefined> {
  const approved = readPlanFile(planFileText(await planRecord(then, before)), 'plan.json');
  try {
    requireSamePlan(approved, await planRecord(now, after, approved.salt), 'plan.json');
    return undefined;
  } catch (error) {
    assert.ok(error instanceof TaskError && error.code === 'STALE_PLAN');
    return error.message;
  }
}

describe('A plan file', () => {
  it('is the same plan again, whatever order the changes come in', async () => {
    const [one, two] = [create(backend({ url: 'a' })), create(secret('s'))];
    assert.equal(await stale([one, two], [two, one]), undefined);
    assert.equal(await stale([], []), undefined);
    const kept: Change = { kind: 'keep', resource: backend(), because: 'same' };
    assert.equal(await stale([one], [kept, one]), undefined);
  });

  const other: readonly (readonly [string, readonly Change[], readonly Change[], RegExp])[] = [
    ['one more change', [], [create(backend())], /"create backend shop" is not in it/],
    ['one change less', [create(backend())], [], /"create backend shop" is not to be done any more/],
    [
      'another action',
      [create(backend())],
      [update(backend(), backend(), 'x')],
      /"create backend shop" has become update/,
    ],
    [
      'another file',
      [create(backend({ url: 'a' }))],
      [create(backend({ url: 'b' }))],
      /would be another one/,
    ],
    [
      'another file of a thing that is changed twice, as an API whose current revision is switched',
      [create(backend({ url: 'a' })), update(backend(), backend(), 'x')],
      [create(backend({ url: 'b' })), update(backend(), backend(), 'x')],
      /"update backend shop" would be another one/,
    ],
    [
      'another difference to what is live',
      [update(backend(), backend(), 'a -> c')],
      [update(backend(), backend(), 'b -> c')],
      /"update backend shop" would be another one/,
    ],
    [
      'another secret',
      [create(secret('one'))],
      [create(secret('two'))],
      /a secret, a value of the overrides/,
    ],
    [
      'another credential',
      [create(backend({ credentials: { header: { key: ['one'] } } }))],
      [create(backend({ credentials: { header: { key: ['two'] } } }))],
      /a secret, a value of the overrides/,
    ],
    [
      'a live thing that somebody changed where nothing is shown',
      [update(backend(), { ...backend(), policy: '<a />' }, 'x')],
      [update(backend(), { ...backend(), policy: '<b />' }, 'x')],
      /value of the instance that is not shown/,
    ],
  ];
  for (const [what, then, now, message] of other)
    it(`is stale with ${what}, and says so`, async () => {
      assert.match((await stale(then, now)) ?? 'the same', message);
    });

  it('is stale at another commit, and for another instance', async () => {
    const after = { ...origin, commit: 'c2' };
    assert.match((await stale([], [], { after })) ?? '', /made from commit c1, this is c2/);
    const elsewhere = { ...origin, instance: '/subscriptions/s/service/other' };
    assert.match((await stale([], [], { after: elsewhere })) ?? '', /made for \S+shop, this is \S+other/);
    const spelled = { ...origin, instance: origin.instance.toUpperCase() };
    assert.equal(await stale([], [], { after: spelled }), undefined);
  });

  it('names at most ten differences', async () => {
    const many = Array.from({ length: 25 }, (_, at) =>
      create({ id: resourceId('tag', `t${at}`), properties: {} }),
    );
    assert.match((await stale([], many)) ?? '', /; and 15 more\./);
  });

  it('holds no value: not of secrets, credentials, properties or policies', async () => {
    const values = [
      's3cret-value',
      's3cret-header',
      'https://shop.example',
      '<policies/>',
      'overridden-text',
    ];
    const record = await planRecord(
      [
        create(secret(values[0] ?? '')),
        create({
          ...backend({ url: values[2] ?? '', credentials: { header: { key: [values[1] ?? ''] } } }),
          policy: values[3] ?? '',
        }),
        create({ id: resourceId('tag', 't'), properties: { displayName: values[4] ?? '' } }),
      ],
      origin,
    );
    const text = planFileText(record);
    for (const value of values) assert.ok(!text.includes(value), value);
  });

  it('has no digest that one could try secrets, credentials and overridden values against', async () => {
    const digests = async (changes: readonly Change[], from = origin) =>
      (await planRecord(changes, from, 'salt')).changes.map(({ digest }) => digest);
    assert.deepEqual(await digests([create(secret('one'))]), await digests([create(secret('two'))]));
    const credentials = (value: string) => [create(backend({ credentials: { header: { key: [value] } } }))];
    assert.deepEqual(await digests(credentials('one')), await digests(credentials('two')));
    const file = 'backends/shop/backendInformation.json';
    const overridden = { ...origin, overridden: new Set([file]) };
    const url = (value: string) => [create({ ...backend({ url: value }), file })];
    assert.deepEqual(await digests(url('one'), overridden), await digests(url('two'), overridden));
    assert.notDeepEqual(await digests(url('one')), await digests(url('two')));
  });

  it('does not look like another plan of the same', async () => {
    const [one, two] = [
      await planRecord([create(backend())], origin),
      await planRecord([create(backend())], origin),
    ];
    assert.notEqual(one.changes[0]?.digest, two.changes[0]?.digest);
    assert.notEqual(one.withheld, two.withheld);
  });

  describe('that is', () => {
    let text: string;
    before(async () => {
      text = planFileText(await planRecord([create(backend())], origin));
    });
    const broken: readonly (readonly [string, (text: string) => string, RegExp])[] = [
      ['empty', () => '', /it is empty/],
      ['cut off', (whole) => whole.slice(0, whole.length / 2), /no JSON, or cut off/],
      ['edited', (whole) => whole.replace('"create"', '"delete"'), /not as it was written/],
      [
        'shorter by a change',
        (whole) => whole.replace(/\{\s+"resource"[^}]+\}/, ''),
        /not as it was written/,
      ],
      ['something else', () => '{"kind": "Deployment"}', /no plan of this task/],
      ['a list', () => '[]', /no plan of this task/],
      [
        'from another version',
        (whole) => whole.replace('"formatVersion": 1', '"formatVersion": 2'),
        /another version/,
      ],
    ];
    for (const [what, change, message] of broken)
      it(`${what} is refused in words`, () => {
        assert.throws(() => readPlanFile(change(text), 'plan.json'), { code: 'INVALID_PLAN', message });
      });

    const change = { resource: 'backend a', id: 'backend/a', action: 'update', digest: 'd' };
    const wrong: readonly (readonly [string, Json])[] = [
      ['no list', 'all'],
      ['nothing', [null]],
      ['an action that there is not', [{ ...change, action: 'replace' }]],
      ['one without a digest', [{ ...change, digest: 1 }]],
    ];
    for (const [what, changes] of wrong)
      it(`with ${what} for its changes is refused, whoever has sealed it`, () => {
        const { seal: _, ...content } = JSON.parse(text) as Record<string, Json>;
        const forged = { ...content, changes };
        const seal = createHash('sha256').update(stableText(forged)).digest('hex');
        assert.throws(() => readPlanFile(JSON.stringify({ ...forged, seal }), 'plan.json'), {
          code: 'INVALID_PLAN',
          message: /changes that cannot be read/,
        });
      });

    it('in other white space and with a byte order mark is taken', () => {
      const spaced = `\uFEFF${JSON.stringify(JSON.parse(text))}\r\n`;
      const record: PlanRecord = readPlanFile(spaced, 'plan.json');
      assert.deepEqual(record, readPlanFile(text, 'plan.json'));
    });
  });
});
