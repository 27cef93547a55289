import assert from 'node:assert/strict';
import fc from 'fast-check';
import { samePolicy } from '../apim/policy/same-policy.ts';
import { mergePolicy } from './merge-policy.ts';

/** What a policy says, whoever words it. */
type Node =
  | {
      readonly element: string;
      readonly attributes: readonly (readonly [string, string])[];
      readonly nodes: readonly Node[];
    }
  | { readonly text: string }
  | { readonly comment: string };

/** How somebody words it. */
interface Wording {
  readonly indentation: string;
  readonly lineEnd: string;
  readonly quote: '"' | "'";
  readonly pairs: boolean;
}

const name = fc.constantFrom('a', 'set-header', 'choose', 'when', 'rate-limit');
const value = fc.constantFrom('', '10', 'x y', '{{key}}', '@(context.User.Id)', '@(a["b"] < 1)', 'ä € 😀');
const attributes = fc.uniqueArray(fc.tuple(fc.constantFrom('id', 'name', 'calls'), value), {
  selector: ([key]) => key,
  maxLength: 3,
});
const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.record({ text: fc.constantFrom('a', ' b ', '{{key}}') }),
    fc.record({ comment: fc.constantFrom('why', ' a <b> ', 'x\n  y') }),
    fc.record({ element: name, attributes, nodes: fc.array(tie('node'), { maxLength: 4 }) }),
    // An expression is all that its element holds.
    fc.record({ element: name, attributes, nodes: fc.constant([{ text: '@{ return "<a>"; }' }]) }),
  ),
}));
const policy = fc.array(node, { maxLength: 5 }).map((nodes): Node => {
  return { element: 'policies', attributes: [], nodes: [{ element: 'inbound', attributes: [], nodes }] };
});
const wording: fc.Arbitrary<Wording> = fc.record({
  indentation: fc.constantFrom('  ', '\t', '    '),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  quote: fc.constantFrom<'"' | "'">('"', "'"),
  pairs: fc.boolean(),
});

describe('mergePolicy, of any two policies', () => {
  it('keeps every byte of a file that means the same in other words', () => {
    fc.assert(
      fc.property(policy, wording, wording, (said, his, azures) => {
        const file = worded(said, his);
        assert.equal(mergePolicy(file, worded(said, azures)).text, file);
      }),
    );
  });

  it('makes the file mean what is live, and then finds nothing more to change', () => {
    fc.assert(
      fc.property(policy, policy, wording, wording, (before, after, his, azures) => {
        const live = worded(after, azures);
        const merged = mergePolicy(worded(before, his), live);
        assert.ok(samePolicy(merged.text, live), merged.text);
        assert.equal(mergePolicy(merged.text, live).text, merged.text);
      }),
    );
  });
});

function worded(node: Node, wording: Wording, depth = 0): string {
  if ('text' in node) return node.text;
  if ('comment' in node) return `<!--${node.comment.replaceAll('\n', wording.lineEnd)}-->`;
  const { indentation, lineEnd, quote, pairs } = wording;
  const said = node.attributes.map(([key, text]) => ` ${key}=${quoted(text, quote)}`).join('');
  if (node.nodes.length === 0) {
    return pairs ? `<${node.element}${said}></${node.element}>` : `<${node.element}${said} />`;
  }
  const inner = node.nodes.map((one) => worded(one, wording, depth + 1));
  // White space beside text is text.
  const isMixed = node.nodes.some((one) => 'text' in one);
  const before = isMixed ? '' : lineEnd + indentation.repeat(depth + 1);
  const after = isMixed ? '' : lineEnd + indentation.repeat(depth);
  return `<${node.element}${said}>${before}${inner.join(before)}${after}</${node.element}>`;
}

/** An expression holds quotes of its own, which rawxml does not escape. */
function quoted(text: string, quote: '"' | "'"): string {
  return text.includes('"') ? `"${text}"` : `${quote}${text}${quote}`;
}
