import assert from 'node:assert/strict';
import type { JsonObject } from '../../apim/json.ts';
import { hintIn } from './required-query-parameters.ts';

const operation = (urlTemplate: string, required?: boolean): JsonObject => ({
  properties: {
    urlTemplate,
    request: { queryParameters: required === undefined ? [] : [{ name: 'status', required }] },
  },
});

describe('hintIn', () => {
  it('sees required query parameters in the URL template', () => {
    const found = hintIn([operation('/a'), operation('/pets?status={status}')]);
    assert.deepEqual(found, { translateRequiredQueryParameters: 'template' });
  });

  it('sees them left in the query', () => {
    assert.deepEqual(hintIn([operation('/pets', true)]), { translateRequiredQueryParameters: 'query' });
  });

  it('says nothing where nothing can be seen', () => {
    assert.deepEqual(hintIn([operation('/pets', false), operation('/pets/{id}')]), {});
    assert.deepEqual(hintIn([{}]), {});
  });
});
