import assert from 'node:assert/strict';
import type { JsonObject } from '../json.ts';
import { compareOpenApi } from './compare-open-api.ts';

function specificationDifferences(wanted: JsonObject, live: JsonObject) {
  const found = compareOpenApi(wanted, live);
  return found.verdict === 'different' ? found.differences : [];
}

const petsBy = (paths: Readonly<Record<string, string>>): JsonObject => ({
  openapi: '3.0.1',
  paths: Object.fromEntries(
    Object.entries(paths).map(([path, summary]) => [path, { get: { operationId: summary, summary } }]),
  ),
});

describe('routes of operations', () => {
  it('are the same with and without the query that an import moves into the template', () => {
    const found = specificationDifferences(
      petsBy({ '/pets': 'a' }),
      petsBy({ '/pets?status={status}': 'a' }),
    );
    assert.deepEqual(found, []);
  });

  it('keep operations apart that only their query tells apart', () => {
    const live = petsBy({ '/pets?status={status}': 'byStatus', '/pets?tag={tag}': 'byTag' });
    assert.deepEqual(specificationDifferences(live, live), []);
    const wanted = petsBy({ '/pets?status={status}': 'other', '/pets?tag={tag}': 'byTag' });
    const found = specificationDifferences(wanted, live);
    assert.deepEqual(
      found.map(({ change, what }) => [change, what]),
      [['changed', ['id', 'summary']]],
    );
  });
});

describe('defaults of parameters', () => {
  const document = (schema: JsonObject): JsonObject => ({
    openapi: '3.0.1',
    paths: { '/pets': { get: { parameters: [{ name: 'limit', in: 'query', schema }] } } },
  });

  it('are seen when they change', () => {
    const found = specificationDifferences(
      document({ type: 'integer', default: 20 }),
      document({ type: 'integer', default: '10' }),
    );
    assert.deepEqual(found[0]?.what, ['parameter limit']);
  });

  it('are the same as text, which is how the service keeps them', () => {
    const found = specificationDifferences(
      document({ type: 'integer', default: 20 }),
      document({ type: 'integer', default: '20' }),
    );
    assert.deepEqual(found, []);
  });
});
