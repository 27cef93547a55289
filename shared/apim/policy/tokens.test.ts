import assert from 'node:assert/strict';
import fc from 'fast-check';
import { livePolicy } from './references.ts';
import { samePolicy } from './same-policy.ts';
import { tagOf } from './tag.ts';
import { isFault, tokensOf } from './tokens.ts';

const kinds = (policy: string) => {
  const tokens = tokensOf(policy);
  return isFault(tokens) ? tokens.message : tokens.map(({ kind }) => kind).join(' ');
};

describe('tokensOf', () => {
  const expressions = [
    '@(a < b && c > d)',
    '@("a < b" + "</value>")',
    '@(")")',
    `@(')')`,
    `@('\\'' + ')' + '\\u0029' + '"')`,
    '@("\\")" + @"c:\\")',
    '@(@"say "")"" now")',
    '@($"{string.Join(")", x)} {{ )")',
    '@($"{(x ? $"{y}" : ")")}")',
    '@($@"\\{(x ? ")" : "(")}""")',
    '@(/* ) */ 1)',
    '@(1 // )\n)',
    "@{\n  // don't\n  var s = \"}\";\n  if (a < b) { return '}'; }\n  return s;\n}",
    '@{ return new JObject(new JProperty("a", "{")).ToString(); }',
    '@(context.Request.Headers.GetValueOrDefault("a","").Split(\'<\')[0])',
    '@("http://a" + "/*")',
  ];
  for (const expression of expressions) {
    it(`reads ${JSON.stringify(expression)} as one text, and as one value`, () => {
      assert.equal(kinds(`<v>${expression}</v>`), 'tag text tag');
      assert.equal(kinds(`<v> \n ${expression}\n</v>`), 'tag text tag');
      assert.equal(kinds(`<v a="${expression}" b="2"/>`), 'tag');
      const attributes = tagOf(`<v a="${expression}" b="2"/>`)?.attributes ?? [];
      assert.deepEqual(
        attributes.map(({ name, value }) => [name, value]),
        [
          ['a', expression],
          ['b', '2'],
        ],
      );
    });
  }

  const encoded = [
    '@(a == &quot;)&quot;)',
    '@(@&quot;c:\\&quot; + &quot;)&quot;)',
    '@(a &lt; 1 &amp;&amp; b)',
  ];
  for (const expression of encoded) {
    it(`reads ${expression} as XML encodes it`, () => {
      assert.equal(kinds(`<v a="${expression}"/><w/>`), 'tag tag');
    });
  }

  it('tells comments, CDATA and tags apart', () => {
    assert.equal(kinds('<a><!-- <b> "@( --><![CDATA[<b>@(]]>t</a>'), 'tag comment cdata text tag');
    assert.equal(kinds(`<a b='"' c=">"/>`), 'tag');
  });

  it('takes @( within a text for text: only a whole value is an expression', () => {
    assert.equal(kinds('<a>me@(home</a><b>)</b>'), 'tag text tag tag text tag');
    assert.equal(kinds('<a>@(never closed</a>'), 'tag text tag');
  });

  it('says why a text cannot be cut', () => {
    assert.equal(kinds('<a'), 'This tag does not end.');
    assert.equal(kinds('<a <b>'), 'This tag does not end before the next one begins.');
    assert.equal(kinds('<a b="'), 'This attribute value does not end.');
    assert.equal(kinds('<!--->'), 'This comment does not end.');
    assert.equal(kinds('<![CDATA[ ]>'), 'This CDATA section does not end.');
  });

  it('loses no character of any text', () => {
    const piece = fc.constantFrom(
      '<a b="',
      '">',
      '</a>',
      '@(',
      '@{',
      ')',
      '}',
      '"',
      "'",
      '$"',
      '\\',
      '/*',
      '//',
      ' x\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
        const tokens = tokensOf(pieces.join(''));
        if (!isFault(tokens)) assert.equal(tokens.map(({ text }) => text).join(''), pieces.join(''));
      }),
    );
  });

  it('stays fast on huge and on hostile input', function () {
    this.timeout(60_000);
    const many = 30_000;
    const inputs = [
      `<policies>\n${'  <set-header name="a"><value>@(b < c ? "<" : ">")</value></set-header>\n'.repeat(many / 10)}</policies>`,
      `<a>${'@('.repeat(many)}</a>`,
      '<a>@(</a>'.repeat(many),
      `<a b="${'@('.repeat(many)}"/>`,
      '<a b="@("/>'.repeat(many),
      `<a>@(${'/*'.repeat(many)}`,
      `<a>@(${'"\\'.repeat(many)}`,
      `<a>@(${'$"{'.repeat(1000)}`,
      `<a>@(${'&quot;\\'.repeat(many)}`,
      `<a>@(${'@"" '.repeat(many)}`,
      `<a>@(${"'\\a".repeat(many)}`,
      `<a b="${' '.repeat(many)}x"${' '.repeat(many)}c="" />`,
      `<a ${'b '.repeat(many)}/>`,
      `<a ${'b="1" '.repeat(many)}/>`,
      '<!--'.repeat(many),
      '<![CDATA['.repeat(many),
      '<'.repeat(many),
      '<a>'.repeat(many),
    ];
    for (const input of inputs) {
      const begun = performance.now();
      samePolicy(input, `${input} `);
      livePolicy(input);
      const took = performance.now() - begun;
      assert.ok(took < 10_000, `${input.slice(0, 20)}: ${String(took)} ms`);
    }
  });
});
