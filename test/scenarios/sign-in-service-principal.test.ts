import assert from 'node:assert/strict';
import { type ClientCertificate, makeClientCertificate } from '../../emulator/sign-in/client-certificate.ts';
import { application, preloaded, Reach } from '../agent/reach.ts';

describe('A service principal signs in', () => {
  let reach: Reach;
  let registered: ClientCertificate;
  let other: ClientCertificate;

  before(async () => {
    [registered, other] = await Promise.all([makeClientCertificate(), makeClientCertificate()]);
    reach = await Reach.start();
    const { signIn } = reach.emulators;
    signIn.addPrincipal({ ...application, secret: 'a-client-secret' });
    signIn.addPrincipal({ ...application, clientId: 'certified', certificate: registered.certificate });
  });
  after(() => reach.stop());

  const withCertificate = (
    { privateKey, certificate }: ClientCertificate,
    env: Record<string, string> = {},
  ) =>
    reach.extract(
      { scheme: 'ServicePrincipal', clientId: 'certified', certificate: `${privateKey}\r\n${certificate}` },
      { env },
    );

  it('with a secret', async () => {
    const run = await reach.extract({ scheme: 'ServicePrincipal', secret: 'a-client-secret' });
    assert.equal(run.result, 'Succeeded', run.log.join('\n'));
    assert.equal(reach.tokenRequests[0]?.get('client_secret'), 'a-client-secret');
  });

  it('with a certificate, whose key signs and stays in memory', async () => {
    const [, line = ''] = registered.privateKey.split(/\r?\n/);
    const watch = { ...preloaded('emulator/sign-in/watch-disk.mjs'), WATCHED_TEXT: line };
    const run = await withCertificate(registered, watch);
    assert.equal(run.result, 'Succeeded', run.log.join('\n'));
    const [form] = reach.tokenRequests;
    assert.match(form?.get('client_assertion_type') ?? '', /jwt-bearer$/);
    assert.ok(!String(form).includes(encodeURIComponent(line)));
    const writes = run.lines.filter((text) => text.includes('went to disk by'));
    assert.ok(
      writes.some((text) => text.includes('.taskkey')),
      'the watch sees what is written',
    );
    assert.deepEqual(
      writes.filter((text) => text.startsWith('THE TEXT')),
      [],
    );
    assert.ok(run.secrets.includes(line), 'each line of the key is masked');
    assert.ok(!run.log.some((text) => text.includes(line)));
  });

  it('tells that the application does not know the certificate, with what to do', async () => {
    const { result, issues } = await withCertificate(other);
    assert.equal(result, 'Failed');
    assert.equal(issues[0]?.code, 'SIGN_IN_REFUSED');
    assert.match(issues[0].message, /AADSTS700027.*key was not found.*Certificates & secrets/);
  });
});
