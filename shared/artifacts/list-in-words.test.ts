import assert from 'node:assert/strict';
import type { JsonObject } from '../apim/json.ts';
import type { KindName } from '../apim/kinds/table.ts';
import { resourceId } from '../apim/resource-id.ts';
import { mergedInformation } from './merge-information.ts';

const instance = '/subscriptions/1/resourceGroups/r/providers/Microsoft.ApiManagement/service/shop';

function merged(kind: KindName, live: JsonObject, text: string): string {
  const document = { id: resourceId(kind, 'shop'), current: true, properties: live };
  return mergedInformation(document, { path: '' }, text, 'shop.json').text;
}

describe('A list in an information file', () => {
  const pool = `{
  "properties": {
    "type": "Pool",
    "pool": {
      "services": [
        { "weight": 1, "id": "${instance}/backends/c" },
        { "id": "/backends/a", "weight": 1 },
        { "id": "/backends/B",   "weight": 2 }
      ]
    }
  }
}
`;
  const services = (...items: readonly JsonObject[]): JsonObject => ({
    type: 'Pool',
    pool: { services: items },
  });
  const a = { id: '/backends/a', weight: 1 };
  const b = { id: '/backends/b', weight: 2 };
  const c = { id: '/backends/c', weight: 1 };

  it('keeps its order where that means nothing, and the words of all items but the one that changed', () => {
    assert.equal(
      merged('backend', services({ ...a, weight: 5 }, b, c), pool),
      pool.replace('"/backends/a", "weight": 1', '"/backends/a", "weight": 5'),
    );
  });

  it('loses the item that is gone, and gets a new one, and nothing else', () => {
    assert.equal(
      merged('backend', services(a, c), pool),
      pool.replace(',\n        { "id": "/backends/B",   "weight": 2 }', ''),
    );
    const more = merged('backend', services(a, b, c, { id: '/backends/d', weight: 9 }), pool);
    assert.ok(more.startsWith(pool.slice(0, pool.indexOf('\n      ]'))), more);
    assert.deepEqual((JSON.parse(more) as { properties: { pool: object } }).properties.pool, {
      services: [
        { weight: 1, id: `${instance}/backends/c` },
        { id: '/backends/a', weight: 1 },
        { id: '/backends/B', weight: 2 },
        { id: '/backends/d', weight: 9 },
      ],
    });
  });

  it('gets the order that is live where that means something, with each item in its words', () => {
    const rule = (name: string) => `{ "name":"${name}", "tripDuration" : "PT1M" }`;
    const text = `{"properties": {"circuitBreaker": {"rules": [${rule('x')},  ${rule('y')}]}}}`;
    const live = (...names: readonly string[]): JsonObject => ({
      circuitBreaker: { rules: names.map((name) => ({ name, tripDuration: 'PT1M' })) },
    });
    assert.equal(
      merged('backend', live('z', 'x', 'y'), text),
      text.replace(rule('x'), `{"name":"z","tripDuration":"PT1M"}, ${rule('x')}`),
    );
  });

  it('of plain values keeps their order too', () => {
    const text = '{ "properties": { "tags": [ "c", "a" ] } }';
    assert.equal(merged('namedValue', { tags: ['a', 'b', 'c'] }, text), text.replace('"a"', '"a", "b"'));
    assert.equal(merged('namedValue', { tags: ['c'] }, text), text.replace(', "a"', ''));
  });
});
