import assert from 'node:assert/strict';
import { LoopbackServer } from '../../http/loopback-server.ts';
import { Pets } from './pets-for-tests.ts';

describe('Policies behind a link, emulated', () => {
  let pets: Pets;
  let documents: LoopbackServer;
  const texts: Record<string, string> = {
    '/raw': '<policies><inbound><set-body>@(a < b)</set-body></inbound></policies>',
    '/escaped': '<policies><inbound><set-body>@(a &lt; b)</set-body></inbound></policies>',
    '/bad': '<policies>',
  };

  before(async () => {
    pets = await Pets.start();
    documents = new LoopbackServer(pets.client.emulators.certificate, ({ path, headers }) => {
      assert.equal(headers.authorization, undefined);
      const body = texts[path];
      return body === undefined ? { status: 404 } : { status: 200, body };
    });
    await documents.start();
  });
  after(() => Promise.all([documents.stop(), pets.stop()]));

  const put = (format: string, path: string): Promise<{ status: number; text: string }> =>
    pets.put('apis/pets/policies/policy', { format, value: documents.origin + path });

  it('are read by the service itself, in both formats', async () => {
    for (const [format, path] of [
      ['rawxml-link', '/raw'],
      ['xml-link', '/escaped'],
    ] as const) {
      assert.equal((await put(format, path)).status, 200);
      const { value } = await pets.get('apis/pets/policies/policy?format=rawxml');
      assert.match(JSON.stringify(value), /@\(a < b\)/);
      await pets.put('apis/pets/policies/policy', { value: texts['/escaped'] });
    }
  });

  it('are refused when they cannot be read, or are wrong', async () => {
    assert.equal((await put('rawxml-link', '/none')).status, 400);
    assert.match((await put('rawxml-link', '/bad')).text, /not closed: policies/);
    assert.match((await put('json-link', '/raw')).text, /The format 'json' is not supported/);
  });
});
