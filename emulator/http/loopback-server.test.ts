import assert from 'node:assert/strict';
import { makeCertificate } from './certificates.ts';
import { LoopbackServer } from './loopback-server.ts';

describe('LoopbackServer', () => {
  it('answers over TLS and logs what it was asked', async () => {
    const server = new LoopbackServer(await makeCertificate(), () => ({ status: 200, body: { a: 1 } }));
    await server.start();
    try {
      const { get } = await import('node:https');
      const status = await new Promise((resolve, reject) => {
        get(`${server.origin}/x?y=1`, { rejectUnauthorized: false }, (r) => {
          r.resume();
          resolve(r.statusCode);
        }).on('error', reject);
      });
      assert.equal(status, 200);
      assert.deepEqual(server.requests.totals(), { 'GET 200': 1 });
    } finally {
      await server.stop();
    }
  });
});
