import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json, JsonObject } from '../apim/json.ts';
import { editedJson } from './edit-json.ts';
import { parseInformation } from './json-file.ts';
import { TaskError } from '../errors/task-error.ts';

describe('editedJson', () => {
  const file =
    '{\n\t"name" : "x",\n\t"properties": {\n\t\t"b": "\\u00e4 \\u0026",\n\t\t"a": [1,2],\n\t\t"c": {"d": 1, "e": 2}\n\t}\n}\n';

  const edits: readonly (readonly [string, readonly string[], Json | undefined, string, string])[] = [
    ['replaces a value', ['properties', 'b'], 'z', '"\\u00e4 \\u0026"', '"z"'],
    ['replaces a list', ['properties', 'a'], [1, 3], '[1,2]', '[\n\t\t\t1,\n\t\t\t3\n\t\t]'],
    ['replaces within one line', ['properties', 'c', 'd'], 5, '"d": 1', '"d": 5'],
    ['takes the first member away', ['properties', 'b'], undefined, '"b": "\\u00e4 \\u0026",\n\t\t', ''],
    ['takes the last member away', ['properties', 'c'], undefined, ',\n\t\t"c": {"d": 1, "e": 2}', ''],
    ['adds a member at the end', ['properties', 'f'], true, '"e": 2}', '"e": 2},\n\t\t"f": true'],
    ['adds a member within one line', ['properties', 'c', 'f'], true, '"e": 2', '"e": 2, "f": true'],
    [
      'adds what the path needs',
      ['properties', 'n', 'm'],
      1,
      '"e": 2}',
      '"e": 2},\n\t\t"n": {\n\t\t\t"m": 1\n\t\t}',
    ],
    ['leaves alone what is not there', ['properties', 'n', 'm'], undefined, '', ''],
  ];
  for (const [what, steps, to, from, into] of edits) {
    it(`${what}, and not one character more`, () => {
      assert.equal(
        editedJson(file, steps, to),
        file.replace(from, () => into),
      );
    });
  }

  it('makes objects where there is none', () => {
    assert.equal(editedJson('{}', ['a', 'b'], 1), '{\n  "a": {\n    "b": 1\n  }\n}');
    assert.deepEqual(JSON.parse(editedJson('{"a": null}', ['a', 'b'], 1)), { a: { b: 1 } });
    assert.equal(editedJson('{"a": 1}', ['a'], undefined), '{}');
  });

  it('edits the last of two members of one name: it is the one that counts', () => {
    assert.equal(editedJson('{"a": 1, "a": 2}', ['a'], 3), '{"a": 1, "a": 3}');
  });

  it('means what it was told, for any text and any edit', () => {
    const key = fc.constantFrom('a', 'b', '__proto__', '"', 'ä\n', 'constructor');
    const json = fc.json({ maxDepth: 3 }).map((text): Json => JSON.parse(text) as Json);
    const object = fc.array(fc.tuple(key, json)).map((all): JsonObject => Object.fromEntries(all));
    const style = fc.constantFrom(undefined, 1, 2, '\t');
    fc.assert(
      fc.property(
        object,
        object,
        key,
        key,
        fc.option(json, { nil: undefined }),
        style,
        (outer, inner, k1, k2, to, indent) => {
          const before = Object.fromEntries([...Object.entries(outer), [k1, inner]]);
          const after = JSON.parse(
            editedJson(JSON.stringify(before, null, indent), [k1, k2], to),
          ) as JsonObject;
          const rest = Object.entries(inner).filter(([name]) => name !== k2);
          const wanted = Object.fromEntries(to === undefined ? rest : [...rest, [k2, to]]);
          assert.deepEqual(after, Object.fromEntries([...Object.entries(outer), [k1, wanted]]));
        },
      ),
    );
  });
});

describe('parseInformation', () => {
  const broken: readonly (readonly [string, string, number, number, RegExp])[] = [
    ['an empty file', '', 1, 1, /it is empty/],
    ['white space only', ' \n', 2, 1, /it is empty/],
    ['a file that was cut off', '{\n  "properties": {', 2, 18, /it ends too early/],
    ['a text that was cut off', '{\n  "a": "b', 2, 8, /this text does not end/],
    ['a comma too many', '{\n  "a": 1,\n}', 3, 1, /a name in double quotes is expected/],
    ['a comma too few', '{\n  "a": 1\n  "b": 2\n}', 3, 3, /a comma or "}" is expected/],
    ['single quotes', "{'a': 1}", 1, 2, /a name in double quotes/],
    ['a tab within a text', '{"a": "\t"}', 1, 7, /must be escaped/],
    ['a word', '{"a": hello}', 1, 7, /a value is expected/],
    ['a list that goes on', '{"a": [1 2]}', 1, 10, /a comma or "]"/],
    ['a comment', '{\n\t// no\n}', 2, 2, /a name in double quotes/],
    ['something after the end', '{}\n}', 2, 1, /something after its end/],
    ['a token', '{"a": {#b#}}', 1, 8, /a name in double quotes/],
    ['a colon too few', '{"a" 1}', 1, 6, /a colon/],
  ];
  for (const [what, text, line, column, why] of broken) {
    it(`says where ${what} is`, () => {
      assert.throws(
        () => parseInformation(text, 'tags/a/tagInformation.json'),
        (error) => {
          assert.ok(error instanceof TaskError);
          assert.deepEqual(error.where, { file: 'tags/a/tagInformation.json', line, column });
          assert.match(error.message, why);
          return true;
        },
      );
    });
  }

  it('refuses what is no object', () => {
    for (const text of ['[]', '1', 'null', '{"properties": []}', '{"properties": "x"}']) {
      assert.throws(() => parseInformation(text, 'x'), { code: 'INVALID_FILE' });
    }
  });

  it('finds the fault of any broken JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, at) => {
        const cut = `{"a": ${text.slice(0, at % (text.length + 1))}`;
        assert.throws(() => parseInformation(cut, 'x'), { code: 'INVALID_FILE' });
      }),
    );
  });
});
