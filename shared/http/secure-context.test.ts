import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import { makeCertificate, type Certificate } from '../../emulator/http/certificates.ts';
import { linkWire } from '../azure/arm/link-wire.ts';
import { silent } from '../log/log.ts';
import { connect } from '../repos/connection.ts';
import { secureContextOf } from './secure-context.ts';
import type { WayOut } from './way-out.ts';

describe('secureContextOf', () => {
  let ours: Certificate;
  let certificate: Certificate;
  let server: Server;
  let shown: (string | undefined)[];
  let wayOut: WayOut;

  before(async () => {
    [ours, certificate] = await Promise.all([makeCertificate(), makeCertificate()]);
    const { key, cert } = certificate;
    const options = { key, cert, ca: ours.cert, requestCert: true, rejectUnauthorized: false };
    server = createServer(options, (request, response) => {
      const { socket } = request;
      const isKnown = socket instanceof TLSSocket && socket.authorized;
      shown.push(isKnown ? socket.getPeerCertificate().fingerprint256 : undefined);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"value":[],"count":0}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    wayOut = { authorities: [cert], clientCertificate: { cert: ours.cert, key: ours.key } };
  });
  beforeEach(() => {
    shown = [];
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const origin = () => `https://localhost:${(server.address() as AddressInfo).port}`;

  it('is none where Node needs none', () => {
    assert.equal(secureContextOf({}), undefined);
    assert.equal(secureContextOf({ authorities: [] }), undefined);
  });

  it('shows the certificate of the machine to Azure where that asks for it', async () => {
    await linkWire({ wayOut })({ method: 'GET', url: origin() });
    await linkWire({ wayOut: { authorities: [certificate.cert] } })({ method: 'GET', url: origin() });
    assert.equal(shown.length, 2);
    assert.ok(shown[0] !== undefined && shown[1] === undefined);
  });

  it('shows it to Azure DevOps too', async () => {
    const api = connect({ collectionUri: origin(), token: 'job', log: silent, wayOut });
    await api.rest.get(`${origin()}/x`);
    assert.equal(shown.length, 1);
    assert.notEqual(shown[0], undefined);
  });
});
