import assert from 'node:assert/strict';
import fc from 'fast-check';
import { samePolicy } from '../../shared/apim/policy/same-policy.ts';
import { mergePolicy } from '../../shared/artifacts/merge-policy.ts';
import { corpus, written } from './corpus.ts';
import { mutants } from './mutations.ts';
import { wordings } from './wordings.ts';

const words = Object.entries(wordings);
const reindented = wordings['one tag to a line, tabs and CRLF'] ?? ((policy: string) => policy);

describe('Merging policies of the corpus', () => {
  it('keeps all bytes of a file that says the same in other words', () => {
    for (const { policy } of corpus)
      for (const [, reworded] of words) {
        const file = reworded(policy);
        assert.deepEqual(mergePolicy(file, policy), { text: file });
      }
  });

  it('makes the file say what is live, after each change of one thing, without replacing it as a whole', () => {
    for (const { name, policy } of written) {
      for (const { what, policy: live } of mutants(policy)) {
        const { text, replacedBecause } = mergePolicy(policy, reindented(live));
        assert.equal(replacedBecause, undefined, `${name}: ${what}`);
        assert.ok(samePolicy(text, live), `${name}: ${what}`);
      }
    }
  });

  it('makes any file say what any other policy says, and is done with that', () => {
    const any = fc.constantFrom(...corpus.map(({ policy }) => policy));
    const reworded = fc.tuple(any, fc.constantFrom(...words)).map(([policy, [, word]]) => word(policy));
    fc.assert(
      fc.property(reworded, reworded, (file, live) => {
        const { text } = mergePolicy(file, live);
        assert.ok(samePolicy(text, live), text);
        assert.deepEqual(mergePolicy(text, live), { text });
      }),
      { numRuns: 500 },
    );
  });

  it('changes one line when one value of an attribute changes, whatever the wording of both', () => {
    let count = 0;
    for (const { name, policy } of written) {
      for (const [, reworded] of words) {
        const file = reworded(policy);
        const changes = [...file.matchAll(/(?<== ?\n? ?)(["'])(?!\s*@)[^"'<>\n&]+\1(?=[\s/>])/g)].slice(0, 2);
        for (const { index, 0: value } of changes) {
          const quote = value.charAt(0);
          const live = `${file.slice(0, index)}${quote}changed${quote}${file.slice(index + value.length)}`;
          if (samePolicy(file, live) || file.slice(0, index).includes('<xsl')) continue;
          const { text } = mergePolicy(file, reindented(live));
          assert.equal(text, live, name);
          count += 1;
        }
      }
    }
    assert.ok(count > 500, String(count));
  });
});
