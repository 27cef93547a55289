import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import type { Json } from '../apim/json.ts';
import { mergedYaml } from './merge-yaml.ts';

const file = `# Orders, by Ann
openapi: 3.0.1   # not 3.1 yet
info: {title: "Orders", version: '1'}
paths:
  # Reading
  /orders:
    get:
      summary: >-
        All
        orders
      tags: [ a, b ]
      parameters:
      - name: top
        in: query   # how many
      - $ref: '#/components/parameters/skip'

      # never empty
      responses:
        200: &ok
          description: "ok"
    # Writing
    post:
      responses: {201: *ok}

  /orders/{id}:
    get:
      summary: One
components: {}
`;

type Edit = (value: Record<string, never>) => void;

describe('mergedYaml', () => {
  const edits: readonly (readonly [words: string, edit: Edit, from: string, to: string])[] = [
    [
      'changes a value in its quotes',
      (v) => {
        set(v, 'New', 'info', 'title');
      },
      '"Orders"',
      '"New"',
    ],
    [
      'changes a plain word and keeps its comment',
      (v) => {
        set(v, '3.0.3', 'openapi');
      },
      '3.0.1',
      '3.0.3',
    ],
    [
      'puts a text of two lines into one before a comment',
      (v) => {
        set(v, 'a\nb', 'openapi');
      },
      '3.0.1',
      '"a\\nb"',
    ],
    [
      'changes a folded text',
      (v) => {
        set(v, 'Some orders', 'paths', '/orders', 'get', 'summary');
      },
      'All\n        orders',
      'Some orders',
    ],
    [
      'takes a key away with its comment',
      (v) => {
        set(v, undefined, 'paths', '/orders', 'post');
      },
      '    # Writing\n    post:\n      responses: {201: *ok}\n',
      '',
    ],
    [
      'takes the first key away',
      (v) => {
        set(v, undefined, 'paths', '/orders', 'get', 'summary');
      },
      'summary: >-\n        All\n        orders\n      tags',
      'tags',
    ],
    [
      'takes the last key away',
      (v) => {
        set(v, undefined, 'paths', '/orders/{id}');
      },
      '\n\n  /orders/{id}:\n    get:\n      summary: One\n',
      '\n',
    ],
    [
      'adds a key after its neighbour, indented as the file is',
      (v) => {
        set(v, { in: 'x', of: [1] }, 'paths', '/orders/{id}', 'get', 'more');
      },
      'summary: One\n',
      'summary: One\n      more:\n        in: x\n        of:\n        - 1\n',
    ],
    [
      'adds a path',
      (v) => {
        set(v, { get: {} }, 'paths', '/x');
      },
      '      summary: One\n',
      '      summary: One\n  /x:\n    get: {}\n',
    ],
    [
      'adds to a list',
      (v) => {
        add(v, { name: 'n' }, 'paths', '/orders', 'get', 'parameters');
      },
      "skip'\n",
      "skip'\n      - name: n\n",
    ],
    [
      'changes an item of a list',
      (v) => {
        set(v, 'path', 'paths', '/orders', 'get', 'parameters', '0', 'in');
      },
      'in: query   # how many',
      'in: path   # how many',
    ],
    [
      'takes an item out of a list',
      (v) => (get(v, 'paths', '/orders', 'get', 'parameters') as unknown as Json[]).splice(0, 1),
      '- name: top\n        in: query   # how many\n      - $ref',
      '- $ref',
    ],
    [
      'changes a list in one line',
      (v) => {
        add(v, 'c', 'paths', '/orders', 'get', 'tags');
      },
      '[ a, b ]',
      '[ a, b, "c" ]',
    ],
    [
      'empties',
      (v) => {
        set(v, {}, 'paths', '/orders/{id}', 'get');
      },
      'get:\n      summary: One',
      'get: {}',
    ],
    [
      'changes what an anchor names',
      (v) => {
        set(v, 'fine', 'paths', '/orders', 'get', 'responses', '200', 'description');
      },
      'description: "ok"',
      'description: "fine"',
    ],
  ];
  for (const [words, edit, from, to] of edits)
    it(`${words}, and nothing else`, () => {
      assert.ok(file.includes(from), from);
      const wanted = structuredClone(parse(file)) as Record<string, never>;
      edit(wanted);
      const after = mergedYaml(file, wanted) ?? '';
      assert.deepEqual(parse(after), wanted);
      assert.equal(
        after.replace('{201: {"description":"ok"}}', '{201: *ok}'),
        file.replace(from, () => to),
      );
    });

  it('says the old value where an alias meant it', () => {
    const text = 'a: &x {b: 1}\nc: *x # too\n';
    assert.equal(mergedYaml(text, { a: { b: 2 }, c: { b: 1 } }), 'a: &x {b: 2}\nc:\n  b: 1 # too\n');
  });

  it('cannot keep an alias without its anchor', () => {
    assert.equal(mergedYaml('a: &x {b: 1}\nc: *x\n', { c: { b: 1 } }), undefined);
  });

  it('says what is wanted, for any two values in any style, and keeps every byte of what says it already', () => {
    const key = fc.constantFrom('a', 'b', 'c', '200', 'x y', '#', '- a', '');
    const { json } = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, 1, 'x', '', 'two\nlines', ' # no', "it's", '1', '\n', 'a: b'),
        fc.array(tie('json'), { maxLength: 4 }),
        fc.array(fc.tuple(key, tie('json')), { maxLength: 4 }).map((all) => Object.fromEntries(all)),
      ),
    }));
    const object = fc.array(fc.tuple(key, json), { maxLength: 4 }).map((all) => Object.fromEntries(all));
    const style = fc.record({
      indent: fc.constantFrom(1, 2, 4),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 20),
      collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
    });
    let patched = 0;
    fc.assert(
      fc.property(object, object, style, (any, wanted, options) => {
        const text = stringify(any, options);
        const before = parse(text) as Json;
        const after = mergedYaml(text, wanted);
        assert.equal(mergedYaml(text, before), text);
        if (after === undefined) return;
        patched += 1;
        assert.deepEqual(parse(after), wanted);
        assert.equal(mergedYaml(after, wanted), after);
      }),
      { numRuns: 500 },
    );
    assert.ok(patched > 100, String(patched));
  });
});

function get(value: object, ...path: readonly string[]): Record<string, Json | undefined> {
  return path.reduce<unknown>((here, step) => (here as Record<string, unknown>)[step], value) as Record<
    string,
    Json
  >;
}

function set(value: object, to: Json | undefined, ...path: readonly string[]): void {
  const holder = get(value, ...path.slice(0, -1));
  const last = path.at(-1) ?? '';
  if (to === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = to;
}

function add(value: object, item: Json, ...path: readonly string[]): void {
  (get(value, ...path) as unknown as Json[]).push(item);
}
