import assert from 'node:assert/strict';
import { parseDocument } from 'yaml';
import { endlessAlias } from './endless-alias.ts';

const nameIn = (text: string) => endlessAlias(parseDocument(text))?.name;

describe('endlessAlias', () => {
  it('finds an alias that stands inside of what it stands for, at any depth', () => {
    assert.equal(nameIn('a: &me [*me]'), 'me');
    assert.equal(nameIn('a: &me\n  b:\n    - c: *me'), 'me');
    assert.deepEqual(endlessAlias(parseDocument('&all { a: *all }')), { name: 'all', offset: 10 });
  });

  it('leaves those alone that stand beside it', () => {
    assert.equal(nameIn('a: &one { b: 1 }\nc: [*one, *one]\nd: { <<: *one }'), undefined);
    assert.equal(nameIn('a: &one x\nb: &two [*one]\nc: *two'), undefined);
  });
});
