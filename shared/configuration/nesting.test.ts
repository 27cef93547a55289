import assert from 'node:assert/strict';
import { parseInformation } from '../artifacts/json-file.ts';
import { readYamlFile } from './yaml-file.ts';
import { isTooDeep } from '../apim/nesting.ts';
import { parseOpenApi } from '../apim/specification/open-api.ts';

const lists = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('isTooDeep', () => {
  it('takes what people write and refuses what would end the stack', () => {
    assert.equal(isTooDeep(JSON.parse(lists(100))), false);
    assert.equal(isTooDeep(JSON.parse(lists(20_000))), true);
    assert.equal(isTooDeep(null), false);
  });

  for (const depth of [600, 20_000]) {
    const text = `{"a": ${lists(depth)}}`;
    it(`is one clear line for every file that is nested ${depth} deep`, () => {
      assert.throws(() => parseInformation(text, 'a.json'), { code: 'INVALID_FILE', message: /a\.json/ });
      assert.throws(() => parseOpenApi(text, 'a.yaml'), { code: 'INVALID_FILE', message: /a\.yaml/ });
      assert.throws(() => readYamlFile(text, 'o.yaml'), { code: 'INVALID_FILE', message: /o\.yaml/ });
    });
  }
});
