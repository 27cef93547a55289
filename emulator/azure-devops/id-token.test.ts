import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { startedAzureDevOps } from './started.ts';

const route =
  'p/_apis/distributedtask/hubs/build/plans/1/jobs/2/oidctoken?api-version=7.1&serviceConnectionId=c';

describe('Emulated ID tokens', () => {
  it('are given to the job and to nobody else', async () => {
    const { devops, caFile, stop } = await startedAzureDevOps();
    try {
      const ca = await readFile(caFile);
      const ask = (token: string) =>
        new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
          const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
          request(`${devops.collectionUri}${route}`, { method: 'POST', ca, headers }, (response) => {
            text(response).then((body) => {
              resolve({ status: response.statusCode, body });
            }, reject);
          })
            .on('error', reject)
            .end();
        });
      assert.equal((await ask('wrong')).status, 401);
      const { oidcToken } = JSON.parse((await ask('job')).body) as { oidcToken: string };
      const payload = Buffer.from(oidcToken.split('.')[1] ?? '', 'base64url').toString();
      assert.match(payload, /"sub":"sc:\/\/contoso\/p\/c"/);
    } finally {
      await stop();
    }
  });
});
