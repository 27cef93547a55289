import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json } from '../apim/json.ts';
import { mergedJson } from './merge-json.ts';

describe('mergedJson', () => {
  const cases: readonly (readonly [words: string, before: string, wanted: Json, after: string])[] = [
    ['leaves the same alone', '{ "b":1,\n "a" : [ 1 ] }', { a: [1], b: 1 }, '{ "b":1,\n "a" : [ 1 ] }'],
    ['replaces a value', '{ "b":1,\n "a" : [ 1 ] }', { a: [2], b: 1 }, '{ "b":1,\n "a" : [ 2 ] }'],
    ['takes the first away', '{ "b":1,\n "a":2 }', { a: 2 }, '{ "a":2 }'],
    ['takes the last away', '{ "b":1,\n "a":2 }', { b: 1 }, '{ "b":1 }'],
    [
      'adds after its neighbour',
      '{\n  "a": 1,\n  "c": 3\n}',
      { a: 1, b: 2, c: 3 },
      '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}',
    ],
    ['adds before the first', '[\n  2\n]', [1, 2], '[\n  1,\n  2\n]'],
    ['adds within one line', '{"a": 1}', { a: 1, b: { c: 2 } }, '{"a": 1, "b": {"c":2}}'],
    ['empties', '{"a": {"b": 1}}', { a: {} }, '{"a": {}}'],
    ['takes out of the middle', '[1, 2, {"x":3}, 4]', [1, 2, 4], '[1, 2, 4]'],
    ['changes in a list', '[{"n" : 1}, {"n" : 2}]', [{ n: 1 }, { n: 3 }], '[{"n" : 1}, {"n" : 3}]'],
  ];
  for (const [words, before, wanted, after] of cases)
    it(words, () => {
      assert.equal(mergedJson(before, wanted), after);
    });

  it('says what is wanted, for any two values and any style, and then leaves it alone', () => {
    const key = fc.constantFrom('a', 'b', 'c', '__proto__', '1', 'ä\n');
    const { json } = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, 1, 'x', ''),
        fc.array(tie('json'), { maxLength: 4 }),
        fc.array(fc.tuple(key, tie('json')), { maxLength: 4 }).map((all) => Object.fromEntries(all)),
      ),
    }));
    const style = fc.constantFrom(undefined, 1, 2, '\t');
    fc.assert(
      fc.property(json, json, style, (before, wanted, indent) => {
        const after = mergedJson(JSON.stringify(before, null, indent), wanted);
        assert.deepEqual(JSON.parse(after), wanted);
        assert.equal(mergedJson(after, wanted), after);
      }),
      { numRuns: 500 },
    );
  });
});
