import assert from 'node:assert/strict';
import { resourceId, type ResourceId } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { readFilter } from './filter.ts';

const api = (name: string) => resourceId('api', name);
const revision = (name: string, number = '2') => resourceId('apiRevision', number, api(name));
const link = (product: string, name: string) =>
  resourceId('productApi', name, resourceId('product', product));
const tagged = (name: string, tag: string) => resourceId('apiTag', tag, revision(name));

/** What of a small instance a filter takes, by names that read well. */
const small: Readonly<Record<string, ResourceId>> = {
  orders: api('orders'),
  'orders policy': resourceId('apiPolicy', 'policy', revision('orders')),
  'orders old': revision('orders', '1'),
  'orders get': resourceId('operation', 'get', revision('orders')),
  'orders get policy': resourceId(
    'operationPolicy',
    'policy',
    resourceId('operation', 'get', revision('orders')),
  ),
  'orders public': tagged('orders', 'public'),
  'team-a': api('team-a'),
  'team-b': api('team-b'),
  starter: resourceId('product', 'starter'),
  'starter policy': resourceId('productPolicy', 'policy', resourceId('product', 'starter')),
  'starter orders': link('starter', 'orders'),
  'starter team-a': link('starter', 'team-a'),
  'starter guests': resourceId('productGroup', 'guests', resourceId('product', 'starter')),
  public: resourceId('tag', 'public'),
};
const taken = (text: string) =>
  Object.entries(small)
    .filter(([, id]) => readFilter(text, 'f.yaml').includes(id))
    .map(([name]) => name);
const others = ['starter', 'starter policy', 'starter guests', 'public'];
const ofOrders = [
  'orders',
  'orders policy',
  'orders old',
  'orders get',
  'orders get policy',
  'orders public',
];

describe('A filter', () => {
  const rules: readonly (readonly [what: string, text: string, taken: readonly string[]])[] = [
    [
      'takes what a pattern matches',
      'apis: ["TEAM-*"]',
      ['team-a', 'team-b', 'starter', 'starter policy', 'starter team-a', 'starter guests', 'public'],
    ],
    [
      'takes ? for one character',
      'apis: ["team-?", "order?"]\nproducts: []\ntags: []',
      [...ofOrders.slice(0, 5), 'team-a', 'team-b'],
    ],
    [
      'leaves out what ! names, wherever it stands',
      'apis: ["!team-b", "*"]\nproducts: []\ntags: []',
      [...ofOrders.slice(0, 5), 'team-a'],
    ],
    ['takes all but what ! names', 'apis: ["!team-*"]\nproducts: []', [...ofOrders, 'public']],
    [
      'takes of a name what stands below it',
      'apis: [orders: {operations: []}]\nproducts: []\ntags: []',
      ['orders', 'orders policy', 'orders old'],
    ],
    [
      'takes of a name what stands below it, at any depth',
      'apis: [orders: {policies: [], operations: [{get: {policies: []}}]}]\nproducts: []\ntags: []',
      ['orders', 'orders old', 'orders get'],
    ],
    [
      'takes everything of a name with nothing below it',
      'apis:\n  - orders:\nproducts: []',
      [...ofOrders, 'public'],
    ],
    [
      'reads patterns that have something below them',
      'apis: [{"o*": {operations: [], policies: []}}]\nproducts: []\ntags: []',
      ['orders', 'orders old'],
    ],
    [
      'lets a name outweigh a pattern',
      'apis: [{"*": {policies: []}}, orders]\nproducts: []\ntags: []',
      [...ofOrders.slice(0, 5), 'team-a', 'team-b'],
    ],
    [
      'takes links that a product names',
      'apis: [orders, team-a]\nproducts: [{starter: {apis: [ORDERS], groups: [], policies: []}}]\ntags: []',
      [...ofOrders.slice(0, 5), 'team-a', 'starter', 'starter orders'],
    ],
    [
      'takes links that a tag names',
      'tags: [{public: {apis: [other]}}]\nproducts: []',
      [...ofOrders.slice(0, 5), 'team-a', 'team-b', 'public'],
    ],
    ['reads the keys of apiops 6', 'apiNames: [team-a]\nproductNames: []', ['team-a', 'public']],
    ['reads keys in any case', 'APIs: [team-a]\nPRODUCTS: []', ['team-a', 'public']],
    ['takes nothing of a kind without names', 'apis: []', others],
  ];
  for (const [what, text, expected] of rules)
    it(what, () => {
      assert.deepEqual(taken(text).sort(), [...expected].sort());
    });

  const wrong: readonly (readonly [what: string, text: string, line: number, words: RegExp])[] = [
    ['an empty file', '', 1, /the filter is empty/],
    ['a file of comments', '# apis: [orders]\n', 1, /the filter is empty/],
    [
      'an unknown section below a name',
      'apis:\n  - orders:\n      operation: []',
      3,
      /unknown section "operation".*Did you mean operations/,
    ],
    [
      'a section below a name that is no list',
      'apis:\n  - orders:\n      operations: get',
      3,
      /"operations" is not a list/,
    ],
    [
      'what belongs to a name and is not indented',
      'apis:\n  - orders:\n    operations: []',
      2,
      /is not a name/,
    ],
    ['names below a name that are a list', 'apis:\n  - orders: [get]', 2, /is not a name/],
    ['a name twice', 'apis:\n  - orders\n  - ORDERS', 3, /"ORDERS" is there twice/],
    [
      'a name twice, once with something below it',
      'apis:\n  - orders\n  - orders: {policies: []}',
      3,
      /twice/,
    ],
    ['an old and a new key of one kind', 'apis: []\napiNames: []', 2, /names apis a second time/],
    ['one key in two cases', 'apis: []\nApis: []', 2, /names apis a second time/],
    ['an exclusion with something below it', 'apis:\n  - "!orders": {policies: []}', 2, /is left out/],
    ['an exclusion of nothing', 'apis:\n  - "!"', 2, /is not a name/],
    ['an empty name', 'apis:\n  - ""', 2, /is not a name/],
  ];
  for (const [what, text, line, words] of wrong)
    it(`tells of ${what}: line and what to do`, () => {
      assert.throws(
        () => readFilter(text, 'f.yaml'),
        (error) => {
          assert.ok(error instanceof TaskError);
          assert.equal(error.code, 'INVALID_FILE', error.message);
          assert.match(`${error.message} ${error.remedy ?? ''}`, words);
          assert.deepEqual(error.where, { file: 'f.yaml', line });
          return true;
        },
      );
    });

  it('tells kinds that this version does not carry apart from typing errors', () => {
    const { notes } = readFilter('workspaces: [{w: {gateways: [x]}}]', 'f.yaml');
    assert.deepEqual(notes, [
      'f.yaml, line 1: "gateways" says nothing here: this version does not carry it.',
    ]);
    assert.deepEqual(readFilter('apis: [x]\napiSpecificationFormat: JSON', 'f.yaml').notes, [
      'f.yaml, line 2: "apiSpecificationFormat" says nothing here: the input specificationFormat does.',
    ]);
    assert.deepEqual(readFilter('apiNames: [x]', 'f.yaml').notes, [
      'f.yaml, line 1: "apiNames" is read as "apis".',
    ]);
  });

  it('tells entries below a name that match nothing, and exclusions that leave nothing out', () => {
    const found = Object.values(small);
    const filter = readFilter(
      'apis:\n  - orders: {tags: [publik]}\n  - "x-*"\n  - "!none"\nproducts:\n  - starter: {apis: [team-b, team-x]}',
      'f.yaml',
    );
    assert.deepEqual(
      filter.unmatched(found).map(({ message, remedy }) => `${message} ${remedy ?? ''}`),
      [
        'f.yaml, line 2: API tag publik is neither in the instance nor in the folder. Did you mean public?',
        'f.yaml, line 3: API x-* is neither in the instance nor in the folder. Correct the pattern, or take it out.',
        'f.yaml, line 6: product API team-x is neither in the instance nor in the folder. Did you mean team-a?',
      ],
    );
    assert.deepEqual(filter.idle(found), [
      'f.yaml, line 4: "!none" leaves nothing out: there is no API of that name.',
    ]);
  });

  it('matches long names with many stars at once', () => {
    const { includes } = readFilter(`apis: ["${'a*'.repeat(60)}b"]`, 'f.yaml');
    assert.equal(includes(api('a'.repeat(5000))), false);
    assert.equal(includes(api(`${'a'.repeat(5000)}b`)), true);
  });
});
