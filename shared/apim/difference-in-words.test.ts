import assert from 'node:assert/strict';
import { differenceInWords } from './difference-in-words.ts';
import { propertyDifferences } from './differences.ts';
import type { JsonObject } from './json.ts';
import type { KindName } from './kinds/table.ts';

const told = (kind: KindName, wanted: JsonObject, live: JsonObject) =>
  propertyDifferences(kind, wanted, live).map(differenceInWords);

describe('differenceInWords', () => {
  it('tells old and new by path', () => {
    assert.deepEqual(told('product', { terms: 'b', state: 'published' }, { terms: 'a' }), [
      'state: nothing -> "published"',
      'terms: "a" -> "b"',
    ]);
  });

  it('tells items of a list by their name', () => {
    const services = (...items: readonly JsonObject[]) => ({ pool: { services: items } });
    assert.deepEqual(
      told(
        'backend',
        services({ id: '/backends/a', weight: 2 }, { id: '/backends/c' }),
        services({ id: '/backends/a', weight: 1 }, { id: '/backends/b' }),
      ),
      [
        'pool.services[/backends/a].weight: 1 -> 2; ' +
          'pool.services[/backends/b]: {"id":"/backends/b"} -> nothing; ' +
          'pool.services[/backends/c]: nothing -> {"id":"/backends/c"}',
      ],
    );
    assert.deepEqual(told('namedValue', { tags: ['a', 'c'] }, { tags: ['a', 'b'] }), [
      'tags[b]: "b" -> nothing; tags[c]: nothing -> "c"',
    ]);
  });

  it('tells a list as a whole where items have no names, or share one', () => {
    assert.deepEqual(told('tag', { list: [{ a: 1 }] }, { list: [{ a: 2 }] }), [
      'list: [{"a":2}] -> [{"a":1}]',
    ]);
    assert.deepEqual(told('tag', { list: ['x', 'x'] }, { list: ['x'] }), ['list: ["x"] -> ["x","x"]']);
    assert.deepEqual(told('tag', { list: ['b', 'a'] }, { list: ['a', 'b'] }), [
      'list: ["a","b"] -> ["b","a"]',
    ]);
  });

  it('cuts no letter in two', () => {
    for (let at = 0; at < 4; at += 1) {
      const text = 'x'.repeat(at) + '😀'.repeat(100);
      for (const [live, wanted] of [
        [text, `${text}!`],
        [`a${text}`, `b${text}`],
        [`${text}\na`, `${text}\nb${text}`],
      ] as const)
        assert.doesNotMatch(
          told('product', { terms: wanted }, { terms: live }).join(),
          /\\ud|\p{Surrogate}/u,
        );
    }
    assert.doesNotMatch(
      told('product', { terms: `${'😀'.repeat(50)}😁` }, { terms: `${'😀'.repeat(50)}😂` }).join(),
      /\\ud|\p{Surrogate}/u,
    );
  });

  it('tells a long text by the lines that changed, and a long line by where it changed', () => {
    const text = Array.from({ length: 40 }, (_, at) => `line ${String(at)}`).join('\n');
    assert.deepEqual(told('product', { terms: text.replace('line 20\n', '') }, { terms: text }), [
      'terms: 0 lines added, 1 removed ("-line 20")',
    ]);
    const line = 'a '.repeat(60);
    assert.deepEqual(told('product', { terms: `${line}new` }, { terms: `${line}old` }), [
      'terms: "...a a a a a a a a a a old" -> "...a a a a a a a a a a new"',
    ]);
  });

  it('never shows what is confidential, inside a list neither', () => {
    const header = (key: string) => ({ credentials: { header: { key: [key] } } });
    assert.deepEqual(told('backend', header('s3cret'), header('other')), [
      'credentials.header.key: (confidential)',
    ]);
    assert.doesNotMatch(
      JSON.stringify(propertyDifferences('backend', header('s3cret'), header('b'))),
      /s3cret/,
    );
  });

  it('stays short, whatever changed', () => {
    const items = (value: string) =>
      Array.from({ length: 50 }, (_, at) => ({ name: `n${String(at)}`, value }));
    const [words = ''] = told('tag', { list: items('x'.repeat(500)) }, { list: items('y'.repeat(500)) });
    assert.ok(words.length < 1200, String(words.length));
    assert.match(words, /; 45 more$/);
    const texts = ['a\n', 'b\n'].map((one) => one.repeat(3000));
    assert.deepEqual(told('product', { terms: texts[1] ?? '' }, { terms: texts[0] ?? '' }), [
      'terms: 3001 lines added, 3001 removed',
    ]);
  });
});
