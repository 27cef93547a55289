import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  createDefaultHttpClient,
  createEmptyPipeline,
  decompressResponsePolicy,
} from '@azure/core-rest-pipeline';
import { clientWire } from './client-wire.ts';
import { networkFailure } from './network-failure.ts';
import type { WireAnswer } from './wire.ts';

async function ask(listener: RequestListener): Promise<WireAnswer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(decompressResponsePolicy());
  const client = createDefaultHttpClient();
  const wire = clientWire(
    {
      sendRequest: (request) => {
        request.allowInsecureConnection = true;
        return pipeline.sendRequest(client, request);
      },
    },
    { read: 200, write: 200 },
  );
  try {
    const { port } = server.address() as AddressInfo;
    return await wire({ method: 'GET', url: `http://127.0.0.1:${String(port)}/` });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('clientWire', () => {
  const broken: readonly [string, RequestListener, string][] = [
    [
      'an answer that breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{');
        setTimeout(() => response.destroy(), 20);
      },
      'broken',
    ],
    [
      'a compressed answer that breaks off, at which the SDK waits for ever',
      (_, response) => {
        const bytes = gzipSync('{}'.repeat(1000));
        response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(bytes.length) });
        response.write(bytes.subarray(0, 10));
        setTimeout(() => response.destroy(), 20);
      },
      'passing',
    ],
    ['no answer at all', () => undefined, 'passing'],
    [
      'JSON that is none',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end('{"value":[');
      },
      'broken',
    ],
    [
      'a refusal that is cut off, which says not yet what is refused',
      (_, response) => {
        response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"code":"Resou');
      },
      'broken',
    ],
  ];
  for (const [name, listener, nature] of broken) {
    it(`reports ${name} as ${nature}`, async () => {
      const error: unknown = await ask(listener).catch((caught: unknown) => caught);
      assert.equal(networkFailure(error)?.nature, nature);
    });
  }

  it('takes refusals as they come', async () => {
    const answer = await ask((_, response) => {
      response.writeHead(502, { 'content-type': 'application/json' }).end('<html>');
    });
    assert.deepEqual([answer.status, answer.text], [502, '<html>']);
  });
});
