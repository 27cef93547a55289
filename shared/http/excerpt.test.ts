import assert from 'node:assert/strict';
import { excerpt } from './excerpt.ts';

describe('excerpt', () => {
  it('leaves short text alone but for its line breaks', () => {
    assert.equal(excerpt(' one\r\n  two\t'), 'one two');
  });

  it('cuts between words, so that no half of a secret escapes the masks of the agent', () => {
    assert.equal(excerpt('before s3cret-that-is-long after', 15), 'before …');
    assert.equal(excerpt('s3cret-that-is-long', 10), '…');
  });

  it('reduces a web page to its words', () => {
    const page =
      '<!DOCTYPE html><html><head><style>p{}</style><script>x()</script></head><body><h1>Sign&nbsp;in</h1>please</body></html>';
    assert.equal(excerpt(page), 'Sign in please');
  });
});
