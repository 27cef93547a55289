import assert from 'node:assert/strict';
import {
  createHttpHeaders,
  createPipelineRequest,
  type PipelineResponse,
  type SendRequest,
} from '@azure/core-rest-pipeline';
import { renewTokenPolicy } from './renew-token-policy.ts';

const expired = JSON.stringify({ error: { code: 'ExpiredAuthenticationToken', message: 'Too late.' } });

/** Sends with the token that is there, and answers as the list says. */
async function sent(tokens: readonly string[], answers: readonly (readonly [number, string])[]) {
  const refused: string[] = [];
  const used: string[] = [];
  const request = createPipelineRequest({ url: 'https://arm.example/a' });
  const next: SendRequest = (one): Promise<PipelineResponse> => {
    const at = used.length;
    used.push(tokens[at] ?? 'none');
    one.headers.set('Authorization', `Bearer ${used[at] ?? ''}`);
    const [status, bodyAsText] = answers[at] ?? [200, ''];
    return Promise.resolve({ request: one, status, bodyAsText, headers: createHttpHeaders() });
  };
  const credential = {
    getToken: () => Promise.resolve(null),
    refused: (token: string) => void refused.push(token),
  };
  const { status } = await renewTokenPolicy(credential).sendRequest(request, next);
  return { status, used, refused };
}

describe('renewTokenPolicy', () => {
  it('sends once more with a new token, and says which one was refused', async () => {
    const story = await sent(['old', 'new'], [[401, expired]]);
    assert.deepEqual(story, { status: 200, used: ['old', 'new'], refused: ['old'] });
  });

  it('sends a third time where it was given the old token along with others', async () => {
    const story = await sent(
      ['old', 'old', 'new'],
      [
        [401, expired],
        [401, expired],
      ],
    );
    assert.deepEqual(story, { status: 200, used: ['old', 'old', 'new'], refused: ['old'] });
  });

  it('believes a refusal of the new token', async () => {
    const story = await sent(
      ['old', 'new', 'newest'],
      [
        [401, expired],
        [401, expired],
      ],
    );
    assert.deepEqual(story, { status: 401, used: ['old', 'new'], refused: ['old'] });
  });

  for (const [words, status, body] of [
    ['the wrong tenant', 401, JSON.stringify({ error: { code: 'InvalidAuthenticationTokenTenant' } })],
    ['a 401 without words', 401, ''],
    ['a 401 that is cut off', 401, '{"error": {"code": "Expired'],
    ['a missing right', 403, expired],
  ] as const)
    it(`leaves alone ${words}`, async () => {
      assert.deepEqual(await sent(['old'], [[status, body]]), { status, used: ['old'], refused: [] });
    });
});
