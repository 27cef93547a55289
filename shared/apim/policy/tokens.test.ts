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

  describe('comes to its end', () => {
    // Nothing here is timed: what takes steps by the square of these lengths does not come back within the limit of all tests.
    const many = 150_000;
    const statement = '  <set-header name="a"><value>@(b < c ? "<" : ">")</value></set-header>\n';
    const inputs: readonly (readonly [words: string, input: string, found: number | string])[] = [
      ['statements', `<policies>\n${statement.repeat(many / 10)}</policies>`, many * 0.6 + 3],
      ['expressions in each other', `<a>${'@('.repeat(many)}</a>`, 3],
      ['texts that begin like expressions', '<a>@(</a>'.repeat(many), many * 3],
      ['one value that begins like expressions', `<a b="${'@('.repeat(many)}"/>`, 1],
      ['values that begin like expressions', '<a b="@("/>'.repeat(many), many],
      ['comments in an expression', `<a>@(${'/*'.repeat(many)}`, 2],
      ['strings in an expression', `<a>@(${'"\\'.repeat(many)}`, 2],
      ['interpolations in each other', `<a>@(${'$"{'.repeat(many)}`, 2],
      ['encoded strings', `<a>@(${'&quot;\\'.repeat(many)}`, 2],
      ['verbatim strings', `<a>@(${'@"" '.repeat(many)}`, 2],
      ['characters', `<a>@(${"'\\a".repeat(many)}`, 2],
      ['blanks in a value and beside it', `<a b="${' '.repeat(many)}x"${' '.repeat(many)}c="" />`, 1],
      ['attributes without a value', `<a ${'b '.repeat(many)}/>`, 1],
      ['attributes', `<a ${'b="1" '.repeat(many)}/>`, 1],
      ['comments that do not end', '<!--'.repeat(many), 'This comment does not end.'],
      ['CDATA that does not end', '<![CDATA['.repeat(many), 'This CDATA section does not end.'],
      ['brackets', '<'.repeat(many), 'This tag does not end before the next one begins.'],
      ['elements in each other', '<a>'.repeat(many), many],
    ];
    for (const [words, input, found] of inputs)
      it(`with ${words}`, () => {
        const tokens = tokensOf(input);
        assert.equal(isFault(tokens) ? tokens.message : tokens.length, found);
        const isWhole = input.startsWith('<policies>') || /\/(?:a)?>$/.test(input);
        assert.equal(samePolicy(input, `${input} `), isWhole);
        assert.equal(livePolicy(input).text.length > input.length / 2, !isFault(tokens));
      });
  });
});
