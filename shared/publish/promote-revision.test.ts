import assert from 'node:assert/strict';
import { keyOf, resourceId } from '../apim/resource-id.ts';
import type { Memory } from './memory.ts';
import { promotionBy } from './promote-revision.ts';

const orders = resourceId('api', 'orders');
const revision = (number: string) => resourceId('apiRevision', number, orders);

/** An instance that remembers commit a as the last good one, with this revision of orders as the current one. */
function remembering(number: string): Memory {
  const id = revision(number);
  const document = { id, properties: {}, current: true };
  return {
    publishing: { commit: 'b', outside: '', inGit: true, overridesInGit: true },
    home: { id: resourceId('namedValue', 'm'), stored: undefined },
    ...{ left: [], isFirst: false, unknown: [], stayed: [] },
    marker: {
      ...{ service: 's', repository: 'r', folder: 'f' },
      ...{ taken: { commit: 'a', outside: '' }, attempted: [] },
    },
    formers: [{ commit: 'a', documents: new Map([[keyOf(id), document]]), wholePath: (path) => path }],
  };
}

describe('A revision that the files say is current', () => {
  it('becomes so where the files that were published last said another one', () => {
    assert.equal(promotionBy('declared', remembering('2'))(revision('3')), true);
    assert.equal(promotionBy(undefined, remembering('2'))(revision('3')), true);
  });

  it('does not where the files have always said it, or nobody remembers what they said', () => {
    assert.equal(promotionBy('declared', remembering('3'))(revision('3')), false);
    assert.equal(promotionBy('declared', undefined)(revision('3')), false);
    assert.equal(promotionBy('declared', { ...remembering('2'), formers: [] })(revision('3')), false);
    const other = resourceId('apiRevision', '3', resourceId('api', 'new'));
    assert.equal(promotionBy('declared', remembering('2'))(other), false);
  });

  it('always does, or never, when that is asked for', () => {
    for (const memory of [undefined, remembering('2'), remembering('3')]) {
      assert.equal(promotionBy('always', memory)(revision('3')), true);
      assert.equal(promotionBy('never', memory)(revision('3')), false);
    }
  });
});
