import assert from 'node:assert/strict';
import { otherSecurity } from './security.ts';

const paths = { '/pets': { get: {}, post: { security: [{ key: [] }] } }, '/open': { get: { security: [] } } };
const key = { type: 'apiKey', in: 'header', name: 'x-key' };
const old = { paths, security: [{ key: [] }, { login: ['read'] }], components: { securitySchemes: { key } } };

describe('otherSecurity', () => {
  it('names nothing where callers have to bring the same, in whatever order and words', () => {
    const described = { securitySchemes: { key: { ...key, description: 'Ask Ann.' }, unused: {} } };
    assert.deepEqual(
      otherSecurity({ ...old, security: [{ login: ['read'] }, { key: [] }], components: described }, old),
      [],
    );
  });

  for (const [words, now, expected] of [
    ['for all that say nothing else', { ...old, security: [{ key: [] }] }, ['GET /pets']],
    ['of one operation', { ...old, paths: { ...paths, '/open': { get: {} } } }, ['GET /open']],
    ['of a scope', { ...old, security: [{ key: [] }, { login: ['write'] }] }, ['GET /pets']],
    [
      'of a scheme',
      { ...old, components: { securitySchemes: { key: { ...key, in: 'query' } } } },
      ['GET /pets', 'POST /pets'],
    ],
    ['where there is none any more', { paths: { '/pets': { post: {} } } }, ['POST /pets']],
  ] as const)
    it(`names the operations ${words}`, () => {
      assert.deepEqual(otherSecurity(now, old), expected);
    });
});
