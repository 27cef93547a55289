import assert from 'node:assert/strict';
import { adopted } from './adoption.ts';
import { describe as nameOf, resourceId, type ResourceId } from './resource-id.ts';
import type { Resource } from './resource.ts';
import { snapshot } from './snapshot.ts';

const thing = (id: ResourceId, displayName?: string): Resource => ({
  id,
  properties: displayName === undefined ? {} : { displayName },
});
const value = (name: string, displayName: string) => thing(resourceId('namedValue', name), displayName);
const told = (own: readonly Resource[], other: readonly Resource[]) =>
  adopted(snapshot(own), snapshot(other)).adoptions.map((one) => `${nameOf(one.own)} = ${one.other.name}`);

describe('adopted', () => {
  it('takes over the name under which the other side has the same thing', () => {
    assert.deepEqual(told([value('key', 'Key')], [value('65f0', 'Key'), value('other', 'Other')]), [
      'named value key = 65f0',
    ]);
    assert.deepEqual(told([value('key', 'Key')], [value('65f0', 'key')]), ['named value key = 65f0']);
  });

  const never: readonly (readonly [string, readonly Resource[], readonly Resource[]])[] = [
    ['what is there under its own name', [value('key', 'Key')], [value('KEY', 'x'), value('65f0', 'Key')]],
    ['what is called by its own name here', [value('a', 'Key'), value('b', 'x')], [value('b', 'Key')]],
    ['one of two', [value('key', 'Key')], [value('1', 'KEY'), value('2', 'key')]],
    ['one thing for two', [value('a', 'Key'), value('b', 'Key')], [value('1', 'Key')]],
    ['another kind', [value('key', 'Key')], [thing(resourceId('tag', '1'), 'Key')]],
    ['what has no display name', [value('key', '')], [value('1', '')]],
    [
      'kinds whose display names need not be unique',
      [thing(resourceId('api', 'a'), 'A')],
      [thing(resourceId('api', 'b'), 'A')],
    ],
  ];
  for (const [what, own, other] of never) {
    it(`never takes over ${what}`, () => {
      assert.deepEqual(told(own, other), []);
    });
  }

  it('prefers the same letters when several differ in case', () => {
    assert.deepEqual(told([value('key', 'Key')], [value('1', 'KEY'), value('2', 'Key')]), [
      'named value key = 2',
    ]);
  });

  it('never takes over what the other side could not read', () => {
    const gap = { of: 'namedValue' as const, why: 'not offered here' as const };
    assert.deepEqual(
      adopted(snapshot([value('key', 'Key')]), snapshot([value('1', 'Key')], [gap])).adoptions,
      [],
    );
  });

  it('renames what lives in it and what links to it', () => {
    const [gold, premium] = [resourceId('product', 'gold'), resourceId('product', 'p-1')];
    const [blue, tag1] = [resourceId('tag', 'blue'), resourceId('tag', 't-1')];
    const revision = resourceId('apiRevision', '1', resourceId('api', 'orders'));
    const own = [
      thing(gold, 'Gold'),
      thing(blue, 'Blue'),
      thing(resourceId('productPolicy', 'policy', gold)),
      thing(resourceId('productApi', 'orders', gold)),
      thing(resourceId('apiTag', 'blue', revision)),
    ];
    const result = adopted(snapshot(own), snapshot([thing(premium, 'Gold'), thing(tag1, 'Blue')]));
    assert.deepEqual(
      [...result.snapshot.resources.values()].map(({ id }) => nameOf(id)),
      ['product p-1', 'tag t-1', 'product policy p-1', 'product API p-1/orders', 'API tag orders/t-1'],
    );
  });
});
