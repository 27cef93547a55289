import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withLineEndsOf } from './line-ends.ts';

describe('Line ends', () => {
  const line = fc.constantFrom('', 'a', 'b', 'c', '  a', '}');
  const end = fc.constantFrom('\n', '\r\n');
  const lines = fc.array(fc.tuple(line, end)).map((all) => all.flat().join(''));
  const plain = (text: string) => text.replaceAll('\r\n', '\n');

  it('are all as they were in a text that did not change, and no line is lost in one that did', () => {
    fc.assert(
      fc.property(lines, line, lines, (before, last, text) => {
        assert.equal(withLineEndsOf(before + last, plain(before + last)), before + last);
        const after = withLineEndsOf(before + last, text);
        const shown = (one: string) => plain(one).replace(/\n+$/, '');
        assert.equal(shown(after), shown(text));
        assert.equal(/(?:\r?\n)*$/.exec(after)?.[0], /(?:\r?\n)*$/.exec(before + last)?.[0]);
      }),
    );
  });

  it('are those of the lines that new ones replace, or come after', () => {
    const before = 'one\r\ntwo\nthree\nfour\r\nfive';
    assert.equal(withLineEndsOf(before, 'one\n2\nthree\n3a\nfour\n5'), 'one\r\n2\nthree\n3a\nfour\r\n5');
    assert.equal(withLineEndsOf(before, 'zero\none\nfour'), 'zero\r\none\r\nfour');
  });

  it('are of one kind in a text of which nothing is left', () => {
    const before = Array.from(
      { length: 1500 },
      (_, at) => `${String(at)}${at % 2 === 0 ? '\n' : '\r\n'}`,
    ).join('');
    const text = Array.from({ length: 1500 }, (_, at) => `new ${String(at)}\n`).join('');
    assert.equal(withLineEndsOf(before, text), text.replaceAll('\n', '\r\n'));
  });
});
