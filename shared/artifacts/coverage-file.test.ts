import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { JsonObject } from '../apim/json.ts';
import { resourceId } from '../apim/resource-id.ts';
import type { Gap } from '../apim/snapshot.ts';
import { type Coverage, coverageAfter, parseCoverage, renderCoverage } from './coverage-file.ts';

const backend = (name: string) => resourceId('backend', name);
const withheld = (name: string): Gap => ({ of: backend(name), why: 'withheld', detail: 'of today' });
const everything = () => true;

/** What a folder says after these runs, one after the other. */
function after(...filters: readonly JsonObject[]): Coverage {
  return filters.reduce<Coverage>((before, filter) => coverageAfter(before, filter, [], everything), {
    filters: [],
    missing: [],
  });
}

describe('The coverage file', () => {
  const orders = { apis: ['orders'], products: ['starter'] };
  const pets = { apis: ['pets'] };

  it('is the same in whatever order two pipelines extract, and however often', () => {
    const text = renderCoverage(after(orders, pets));
    for (const runs of [
      [pets, orders],
      [orders, pets, orders],
      [pets, pets, orders, orders, pets],
    ])
      assert.equal(renderCoverage(after(...runs)), text);
  });

  it('keeps the filters of both apart: what lies between them nobody took', () => {
    assert.deepEqual(after(orders, pets).filters, [orders, pets]);
  });

  it('needs no filter that another one covers', () => {
    const cases: readonly (readonly [runs: readonly JsonObject[], left: readonly JsonObject[]])[] = [
      [[orders, {}], [{}]],
      [[{}, orders], [{}]],
      [[{ apis: ['orders'] }, { apis: ['pets', 'orders'] }], [{ apis: ['orders', 'pets'] }]],
      [[{ apis: ['Orders'] }, { apis: ['orders'] }], [{ apis: ['Orders'] }]],
      [[{ apis: ['orders'] }, orders], [{ apis: ['orders'] }]],
      [[{ apis: [] }, pets], [pets]],
    ];
    for (const [runs, left] of cases) assert.deepEqual(after(...runs).filters, left);
  });

  it('keeps filters that only look as if another one covered them', () => {
    for (const [one, other] of [
      [{ apis: ['orders'] }, { apis: ['orders', '!orders'] }],
      [{ apis: ['!lab'] }, { apis: ['!lab', '!old'] }],
      [{ apis: ['orders'] }, { apis: [{ orders: { policies: [] } }] }],
      [{ apis: ['team-*'] }, { apis: ['team-a', 'team-b'] }],
    ] as const)
      assert.equal(after(one, other).filters.length, 2, JSON.stringify([one, other]));
  });

  it('lists what is missing, what this run did not look at as it was', () => {
    const before = coverageAfter(undefined, {}, [withheld('a'), withheld('b')], everything);
    const isA = ({ of }: Pick<Gap, 'of'>) => typeof of !== 'string' && of.name === 'a';
    const now = coverageAfter(
      before,
      { backends: ['a'] },
      [{ of: backend('c'), why: 'outside the filter' }],
      isA,
    );
    assert.deepEqual(now.missing, [{ of: backend('b'), why: 'withheld' }]);
  });

  it('says of each kind whether it is whole', () => {
    const kinds = (coverage: Coverage) =>
      (JSON.parse(renderCoverage(coverage)) as { kinds: Record<string, string> }).kinds;
    assert.deepEqual([kinds(after(pets))['apis'], kinds(after(pets))['backends']], ['part', 'whole']);
    const none = coverageAfter(undefined, {}, [{ of: 'backend', why: 'not offered here' }], everything);
    assert.deepEqual([kinds(none)['apis'], kinds(none)['backends']], ['whole', 'not offered here']);
  });

  it('reads what it writes, names of any kind among it, and fits to its schema', () => {
    const schema = JSON.parse(readFileSync('schemas/apim-coverage.schema.json', 'utf8')) as object;
    const isValid = new Ajv().compile(schema);
    const policy = resourceId(
      'apiPolicy',
      'policy',
      resourceId('apiRevision', '2', resourceId('api', 'a b/ö')),
    );
    const coverage = coverageAfter(
      undefined,
      { apis: ['a b/ö', { orders: { policies: [] } }] },
      [
        { of: policy, why: 'incomplete' },
        { of: 'product', why: 'not offered here' },
        { of: 'backend', in: resourceId('workspace', 'team'), why: 'incomplete' },
        withheld('x'),
      ],
      everything,
    );
    const text = renderCoverage(coverage);
    assert.ok(isValid(JSON.parse(text)), JSON.stringify(isValid.errors));
    const read = parseCoverage(text);
    assert.equal(renderCoverage(read), text);
    assert.match(text, /"of": "workspace\/team\/backend"/);
    assert.ok(read.missing.some(({ of }) => typeof of !== 'string' && of.parent?.parent?.name === 'a b/ö'));
  });

  for (const [what, text] of [
    ['of a newer version', '{"version": 2, "filters": [], "missing": []}'],
    ['without a version', '{}'],
    ['cut off', '{"version": 1, "fil'],
    ['empty', ''],
    ['without lists', '{"version": 1, "filters": {}, "missing": []}'],
    ['with a filter that is none', '{"version": 1, "filters": ["apis"], "missing": []}'],
    [
      'with an unknown kind',
      '{"version": 1, "filters": [{}], "missing": [{"of": "thing/a", "why": "withheld"}]}',
    ],
    [
      'with an unknown reason',
      '{"version": 1, "filters": [{}], "missing": [{"of": "backend/a", "why": "so"}]}',
    ],
    [
      'with a broken name',
      '{"version": 1, "filters": [{}], "missing": [{"of": "backend/%", "why": "withheld"}]}',
    ],
    ['with an entry that is none', '{"version": 1, "filters": [{}], "missing": [null]}'],
  ] as const)
    it(`is refused ${what}`, () => {
      assert.throws(() => parseCoverage(text), { code: 'INVALID_FILE', message: /^apim-coverage\.json/ });
    });
});
