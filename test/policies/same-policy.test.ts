import assert from 'node:assert/strict';
import { checkPolicy } from '../../shared/apim/policy/check-policy.ts';
import { Meanings } from '../../shared/apim/policy/meaning.ts';
import { policyTree } from '../../shared/apim/policy/policy-tree.ts';
import { samePolicy } from '../../shared/apim/policy/same-policy.ts';
import { readMarkup } from '../../emulator/arm/policy-xml/read-markup.ts';
import { writeMarkup } from '../../emulator/arm/policy-xml/write-markup.ts';
import { corpus, written } from './corpus.ts';
import { mutants } from './mutations.ts';
import { wordings } from './wordings.ts';

describe('The corpus of policies', () => {
  it('holds more than three hundred, a hundred of them written by hand, all well-formed', () => {
    assert.ok(written.length >= 100, String(written.length));
    assert.ok(corpus.length >= 300, String(corpus.length));
    for (const { policy, name } of corpus) checkPolicy(policy, name);
    assert.equal(new Set(corpus.map(({ policy }) => policy)).size, corpus.length);
  });

  for (const [words, reworded] of Object.entries(wordings)) {
    it(`is the same in other words: ${words}`, () => {
      let differing = 0;
      for (const { name, policy } of corpus) {
        const other = reworded(policy);
        if (other !== policy) differing += 1;
        assert.ok(samePolicy(policy, other), `${name}\n${policy}\n${other}`);
        assert.ok(samePolicy(other, policy), name);
      }
      assert.ok(differing > 20, `only ${String(differing)} were reworded`);
    });
  }

  it('is the same when the service encodes expressions', () => {
    for (const { name, policy } of corpus) {
      const encoded = writeMarkup(readMarkup(policy, 'rawxml'), {
        from: 'rawxml',
        to: 'xml',
        reindent: true,
      });
      assert.ok(samePolicy(policy, encoded, 'xml'), `${name}\n${policy}\n${encoded}`);
    }
  });

  it('is never the same as what says something else, by one thing', () => {
    const ofPeople = new Set(written.map(({ policy }) => policy));
    let count = 0;
    for (const { name, policy } of corpus) {
      for (const { what, policy: other } of mutants(policy)) {
        count += 1;
        assert.ok(!samePolicy(policy, other), `${name}: ${what}\n${other}`);
        // The other way round for those that the rest are made of: symmetry has a test of its own.
        if (ofPeople.has(policy)) assert.ok(!samePolicy(other, policy), `${name}: ${what}`);
      }
    }
    assert.ok(count > 10_000, `only ${String(count)} mutants`);
  });

  it('holds no two policies that are the same', () => {
    const meanings = new Meanings();
    assert.equal(
      new Set(corpus.map(({ policy }) => policyTree(policy, meanings)?.meaning)).size,
      corpus.length,
    );
  });
});
