import assert from 'node:assert/strict';
import fc from 'fast-check';
import { samePolicy } from './same-policy.ts';

const policy = (inbound: string) => `<policies><inbound>${inbound}</inbound></policies>`;

describe('samePolicy', () => {
  const same: readonly (readonly [string, string, string])[] = [
    ['white space between tags', policy('\n  <base />\n'), policy('<base />')],
    ['white space round the document', `\n${policy('')}\n\n`, policy('')],
    ['line ends, also in texts', policy('<value>a\r\nb</value>'), policy('<value>a\nb</value>')],
    ['a byte order mark', `\uFEFF${policy('')}`, policy('')],
    ['empty elements', policy('<base></base>'), policy('<base/>')],
    ['an element that holds white space only', policy('<base>\n</base>'), policy('<base />')],
    ['white space between attributes', policy('<a b="1"\n   c = "2" />'), policy('<a b="1" c="2"/>')],
    ['the kind of quotes', policy(`<a b='1'/>`), policy('<a b="1"/>')],
    ['entities in a value', policy('<a b="x &gt; &#39;&#x79;"/>'), policy(`<a b="x > 'y"/>`)],
    ['an XML declaration', `<?xml version="1.0" encoding="utf-8"?>\n${policy('')}`, policy('')],
  ];
  for (const [what, left, right] of same) {
    it(`folds ${what}`, () => {
      assert.equal(samePolicy(left, right), true);
      assert.equal(samePolicy(right, left), true);
    });
  }

  const different: readonly (readonly [string, string, string])[] = [
    ['white space in a text', '<value>a b</value>', '<value>a  b</value>'],
    ['white space round a text', '<value>a</value>', '<value> a</value>'],
    ['white space in an attribute', '<a b="1 2"/>', '<a b="1  2"/>'],
    ['white space at the end of an attribute', '<a b="1"/>', '<a b="1 "/>'],
    ['white space in CDATA', '<a><![CDATA[ ]]></a>', '<a><![CDATA[  ]]></a>'],
    ['CDATA and an empty element', '<a><![CDATA[]]></a>', '<a/>'],
    ['white space in an expression', '<a b="@(x + 1)"/>', '<a b="@(x +  1)"/>'],
    ['white space in an expression of several lines', '<a>@{\n  x;\n}</a>', '<a>@{\n x;\n}</a>'],
    ['white space between strings of an expression', '<a>@("> <")</a>', '<a>@("><")</a>'],
    ['entities in an expression', '<a b="@(x &gt; 1)"/>', '<a b="@(x > 1)"/>'],
    ['comments', '<a><!-- 1 --></a>', '<a><!-- 2 --></a>'],
    ['order of attributes', '<a b="1" c="2"/>', '<a c="2" b="1"/>'],
    ['letter case', '<a/>', '<A/>'],
    ['nesting', '<x><a/><b><c/>t</b></x>', '<x><a><b/><c/>t</a></x>'],
    ['a comment and an element of that name', '<a><!--x--></a>', '<a><comment x=""/></a>'],
  ];
  for (const [what, left, right] of different) {
    it(`never folds ${what}`, () => {
      assert.equal(samePolicy(policy(left), policy(right)), false);
      assert.equal(samePolicy(policy(right), policy(left)), false);
    });
  }

  it('takes what cannot be read for the same only when it is the same text', () => {
    assert.equal(samePolicy('<a', '<a'), true);
    assert.equal(samePolicy('<a', '<a '), false);
    assert.equal(samePolicy('<!--', '<!-- '), false);
  });

  it('holds for any text and itself, whichever side it stands on', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<a/>',
      '@(',
      ')',
      '"',
      "'",
      '&gt;',
      ' ',
      '\n',
      'x',
      '<!--',
      '-->',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (left, right) => {
        assert.equal(samePolicy(left, ` ${left}`.slice(1)), true);
        assert.equal(samePolicy(left, right), samePolicy(right, left));
      }),
    );
  });
});
