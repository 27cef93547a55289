import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { makeCertificate, type Certificate } from '../../../emulator/http/certificates.ts';
import { LoopbackServer } from '../../../emulator/http/loopback-server.ts';
import { linkWire } from './link-wire.ts';
import { networkFailure } from './network-failure.ts';

describe('wayOutClient', () => {
  let certificate: Certificate;
  let server: LoopbackServer;
  let proxy: Server;
  let tunnels: { target: string; authorization: string | undefined }[];

  before(async () => {
    certificate = await makeCertificate();
    server = new LoopbackServer(certificate, () => ({ status: 200, body: 'here' }));
    proxy = createServer().on('connect', (request, socket) => {
      tunnels.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] });
      const { port } = new URL(`https://${request.url ?? ''}`);
      const upstream = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(upstream).pipe(socket);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    await server.start();
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });

  beforeEach(() => {
    tunnels = [];
  });

  after(async () => {
    await server.stop();
    proxy.closeAllConnections();
    proxy.close();
  });

  const proxyUrl = () => `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`;

  it('trusts an authority of the user behind a proxy too', async () => {
    const wire = linkWire({
      wayOut: {
        proxyFor: () => ({ url: proxyUrl(), username: 'me', password: 'p' }),
        authorities: [certificate.cert],
      },
    });
    assert.equal((await wire({ method: 'GET', url: server.origin })).text, 'here');
    const basic = Buffer.from('me:p').toString('base64');
    assert.deepEqual(tunnels, [{ target: new URL(server.origin).host, authorization: `Basic ${basic}` }]);
  });

  it('goes directly where the agent has no proxy for', async () => {
    const wire = linkWire({
      wayOut: {
        proxyFor: (url) => (url.startsWith(server.origin) ? undefined : { url: proxyUrl() }),
        authorities: [certificate.cert],
      },
    });
    assert.equal((await wire({ method: 'GET', url: server.origin })).status, 200);
    assert.deepEqual(tunnels, []);
  });

  it('trusts nobody whom it does not know', async () => {
    const error: unknown = await linkWire({})({ method: 'GET', url: server.origin }).catch(
      (caught: unknown) => caught,
    );
    assert.equal(networkFailure(error)?.nature, 'lasting');
  });
});
