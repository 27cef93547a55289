import assert from 'node:assert/strict';
import { createHttpHeaders, createPipelineRequest, type SendRequest } from '@azure/core-rest-pipeline';
import { ownOriginPolicy } from './own-origin-policy.ts';

const policy = ownOriginPolicy('https://management.azure.com/');

/** What gets through to whoever adds the token. */
async function passed(url: string): Promise<readonly string[]> {
  const through: string[] = [];
  const next: SendRequest = (request) => {
    through.push(request.url);
    return Promise.resolve({ request, status: 200, headers: createHttpHeaders() });
  };
  await policy.sendRequest(createPipelineRequest({ url }), next).catch((error: unknown) => {
    assert.equal((error as { code?: string }).code, 'UNEXPECTED_ANSWER');
  });
  return through;
}

describe('ownOriginPolicy', () => {
  for (const url of [
    'https://management.azure.com/subscriptions/s',
    'https://MANAGEMENT.azure.com:443/subscriptions/s?api-version=2024-05-01',
  ])
    it(`lets pass ${url}`, async () => {
      assert.deepEqual(await passed(url), [url]);
    });

  for (const url of [
    'https://management.azure.com.evil.example/subscriptions/s',
    'https://management.azure.com@evil.example/subscriptions/s',
    'https://evil.management.azure.com/subscriptions/s',
    'https://management.azure.com:8443/subscriptions/s',
    'http://management.azure.com/subscriptions/s',
  ])
    it(`stops ${url}`, async () => {
      assert.deepEqual(await passed(url), []);
    });
});
