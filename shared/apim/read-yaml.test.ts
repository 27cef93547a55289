import assert from 'node:assert/strict';
import { readYaml } from './read-yaml.ts';

const read = (text: string) => readYaml(text, 'a.yaml', 10).content;
const refused = (text: string, line: number, column: number, words: RegExp) => {
  assert.throws(() => read(text), {
    code: 'INVALID_FILE',
    message: words,
    where: { file: 'a.yaml', line, column },
  });
};

describe('readYaml', () => {
  it('refuses an alias that stands inside of what it stands for, at any depth', () => {
    refused('a: &me [*me]', 1, 9, /\*me stands inside of what it stands for/);
    refused('a: &me\n  b:\n    - c: *me', 3, 10, /\*me stands inside/);
    refused('&all { a: *all }', 1, 11, /\*all stands inside/);
  });

  it('takes those that stand beside it', () => {
    assert.deepEqual(read('a: &one { b: 1 }\nc: [*one, *one]'), { a: { b: 1 }, c: [{ b: 1 }, { b: 1 }] });
    assert.deepEqual(read('a: &one x\nb: &two [*one]\nc: *two'), { a: 'x', b: ['x'], c: ['x'] });
  });

  it('refuses aliases that grow without measure, and what is nested too deep', () => {
    const nine = (name: string) => `[${`*${name},`.repeat(9)}]`;
    const grows = `a: &a [1]\nb: &b ${nine('a')}\nc: &c ${nine('b')}\nd: ${nine('c')}\n`;
    refused(grows, 1, 1, /alias/i);
    assert.throws(() => read('['.repeat(100_000)), { code: 'INVALID_FILE', message: /nested too deep/ });
  });

  it('tells line and column of what is broken', () => {
    refused('a: 1\nb: [1', 2, 6, /cannot be read/);
    assert.equal(read(''), null);
  });
});
