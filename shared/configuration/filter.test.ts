import assert from 'node:assert/strict';
import { resourceId } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { readFilter } from './filter.ts';
import { didYouMean, nearest } from '../apim/nearest.ts';

const api = (name: string) => resourceId('api', name);
const link = (product: string, name: string) =>
  resourceId('productApi', name, resourceId('product', product));
const tagged = (name: string, tag: string) =>
  resourceId('apiTag', tag, resourceId('apiRevision', '1', api(name)));

describe('readFilter', () => {
  it('restricts what it names, without regard to case, and what lives in it', () => {
    const { includes } = readFilter('apis: [Orders]', 'f.yaml');
    assert.equal(includes(api('ORDERS')), true);
    assert.equal(
      includes(resourceId('apiPolicy', 'policy', resourceId('apiRevision', '2', api('orders')))),
      true,
    );
    assert.equal(includes(api('other')), false);
    assert.equal(includes(resourceId('backend', 'any')), true);
  });

  it('leaves nothing of an empty section, and all of one that is absent', () => {
    for (const text of ['apis: []', 'apis:']) {
      const { includes, concerns } = readFilter(text, 'f.yaml');
      assert.deepEqual([includes(api('a')), concerns('api'), concerns('backend')], [false, false, true]);
    }
    assert.equal(readFilter('policies: []', 'f.yaml').includes(resourceId('servicePolicy', 'policy')), false);
  });

  it('has a link only with both of its ends', () => {
    const { includes } = readFilter('apis: [orders]\nproducts: [starter]\ntags: [public]', 'f.yaml');
    const links = [
      link('starter', 'orders'),
      link('starter', 'b'),
      link('p', 'orders'),
      tagged('orders', 'public'),
      tagged('orders', 't'),
    ];
    assert.deepEqual(links.map(includes), [true, false, false, true, false]);
  });

  it('tells each problem with its line', () => {
    try {
      readFilter('apis:\n  - orders\n  - name: x\n  - 12\nproduct: []\ntags: all', 'f.yaml');
      assert.fail();
    } catch (error) {
      assert.ok(error instanceof TaskError);
      assert.deepEqual(
        error.causes.map(({ message, remedy }) => `${message} ${remedy ?? ''}`.slice(0, 70)),
        [
          'f.yaml, line 3: an entry of "apis" is not a name. Write a name, "- orders", or one name and below it',
          'f.yaml, line 4: an entry of "apis" is not a name. Put it in quotes: "12".',
          'f.yaml, line 5: unknown section "product". Did you mean products?',
          'f.yaml, line 6: "tags" is not a list. Write tags: [name, other-name].',
        ].map((text) => text.slice(0, 70)),
      );
    }
  });

  it('tells which entry matches nothing, and what was probably meant', () => {
    const filter = readFilter('apis:\n  - Orders\n  - ordrs\n  - orders;rev=2', 'f.yaml');
    assert.deepEqual(
      filter
        .unmatched([api('orders'), resourceId('backend', 'ordrs')])
        .map(({ code, message, remedy }) => [code, message, remedy]),
      [
        [
          'UNMATCHED_FILTER',
          'f.yaml, line 3: API ordrs is neither in the instance nor in the folder.',
          'Did you mean orders?',
        ],
        [
          'UNMATCHED_FILTER',
          'f.yaml, line 4: API orders;rev=2 is neither in the instance nor in the folder.',
          'There are: orders.',
        ],
      ],
    );
  });

  it('says where YAML is broken', () => {
    assert.throws(() => readFilter('apis:\n\t- x', 'f.yaml'), {
      code: 'INVALID_FILE',
      message: /^f\.yaml \(2:1\)/,
    });
    assert.throws(() => readFilter('- x', 'f.yaml'), { code: 'INVALID_FILE', message: /not a mapping/ });
    assert.throws(() => readFilter('a: *nobody', 'f.yaml'), { code: 'INVALID_FILE' });
  });
});

describe('nearest', () => {
  it('is the most similar name, if one is similar', () => {
    assert.equal(nearest('ORDRS', ['customers', 'orders']), 'orders');
    assert.equal(nearest('x', ['customers']), undefined);
    assert.equal(nearest('x', []), undefined);
  });

  it('gives way to a list', () => {
    assert.equal(didYouMean('x', []), 'There are none.');
    assert.equal(didYouMean('zzzzzzzzz', ['b', 'a']), 'There are: a, b.');
    assert.match(
      didYouMean(
        'zzzzzzzzz',
        Array.from({ length: 12 }, (_, at) => String(at)),
      ),
      /, 7, and 2 more\.$/,
    );
  });
});
