import assert from 'node:assert/strict';
import fc from 'fast-check';
import { endOfExpression } from './expression.ts';
import { isBlank, type Node } from './markup.ts';
import { type PolicyFormat, readMarkup } from './read-markup.ts';
import { writeMarkup } from './write-markup.ts';

const name = fc.constantFrom('set-body', 'value', 'when', 'choose');
const literal = fc.constantFrom('plain', 'a &amp; b', '&lt;3', "it's", '{{named}}', ' padded ', 'caf\u00e9');
const expression = fc.constantFrom(
  '@(a["x"] < 1 && b)',
  '@(")" + \'"\' + $"{x}" + @"a""b")',
  '@{\n\treturn new { A = "</when>" }; // not }\n\t/* nor ) */\n}',
);
const attribute = fc.tuple(fc.constantFrom('a', 'b'), fc.oneof(literal, expression));
const blank = fc.constantFrom('', ' ', '\n    ', '\r\n\t');

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc
    .tuple(name, fc.uniqueArray(attribute, { maxLength: 2, selector: ([one]) => one }), tie('content'))
    .map(([tag, attributes, content]) => {
      const words = attributes.map(([key, value]) => ` ${key}="${value}"`).join('');
      return content === '' ? `<${tag}${words}/>` : `<${tag}${words}>${content}</${tag}>`;
    }),
  content: fc.oneof(
    { maxDepth: 3 },
    fc.constant(''),
    literal,
    expression,
    fc.constant('<!-- <when> "@( -->'),
    fc
      .array(
        fc.tuple(blank, tie('element'), blank).map((parts) => parts.join('')),
        { maxLength: 3 },
      )
      .map((parts) => parts.join('')),
  ),
}));

describe('Policy documents, emulated', () => {
  const write = (nodes: Node[], from: PolicyFormat, to: PolicyFormat, reindent = false): string =>
    writeMarkup(nodes, { from, to, reindent });

  it('are written as they were read', () => {
    fc.assert(
      fc.property(element, (source) => {
        const once = write(readMarkup(source, 'rawxml'), 'rawxml', 'rawxml');
        assert.equal(once.replaceAll(' />', '/>'), source);
      }),
    );
  });

  it('say the same after being indented, and are indented only once', () => {
    fc.assert(
      fc.property(element, (source) => {
        const once = write(readMarkup(source, 'rawxml'), 'rawxml', 'rawxml', true);
        assert.deepEqual(meaning(readMarkup(once, 'rawxml')), meaning(readMarkup(source, 'rawxml')));
        assert.equal(write(readMarkup(once, 'rawxml'), 'rawxml', 'rawxml', true), once);
      }),
    );
  });

  it('say the same in both formats', () => {
    fc.assert(
      fc.property(element, (source) => {
        const escaped = write(readMarkup(source, 'rawxml'), 'rawxml', 'xml');
        assert.deepEqual(meaning(readMarkup(escaped, 'xml')), meaning(readMarkup(source, 'rawxml')));
        const back = write(readMarkup(escaped, 'xml'), 'xml', 'rawxml');
        assert.deepEqual(meaning(readMarkup(back, 'rawxml')), meaning(readMarkup(source, 'rawxml')));
      }),
    );
  });

  it('have expressions that end where their brackets do', () => {
    assert.equal(endOfExpression('@(a(")"))>', 0), 9);
    assert.equal(endOfExpression("@{ c = '}'; } rest", 0), 13);
    assert.equal(endOfExpression('@( open', 0), undefined);
  });
});

/** Without what white space between tags and wording of values may change. */
function meaning(nodes: readonly Node[]): unknown {
  return nodes
    .filter((node) => !isBlank(node))
    .map((node) => {
      if (node.type === 'text') return node.value;
      if (node.type === 'verbatim') return node.source;
      return [node.name, node.attributes.map((one) => [one.name, one.value]), meaning(node.children)];
    });
}
