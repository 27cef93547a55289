import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, makeCertificate } from '../../emulator/http/certificates.ts';
import { ProxyEmulator } from '../../emulator/http/proxy.ts';
import { application, Reach } from '../agent/reach.ts';
import type { TaskStart } from '../agent/run-task.ts';

describe('Authorities of a network', () => {
  let reach: Reach;
  let stranger: Certificate;
  let folder: string;

  before(async () => {
    reach = await Reach.start();
    reach.emulators.signIn.addPrincipal({ ...application, acceptsAssertion: () => true });
    stranger = await makeCertificate();
    folder = await mkdtemp(join(tmpdir(), 'apim-authorities-'));
  });
  after(async () => {
    await reach.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const extract = ({ caInfo, extra, ...more }: TaskStart & { caInfo?: string; extra?: string }) =>
    reach.extract(
      {},
      {
        ...more,
        trustFile: extra ?? '',
        variables: { ...more.variables, ...(caInfo === undefined ? {} : { 'Agent.CAInfo': caInfo }) },
      },
    );

  it('are trusted by every stack when the agent was configured with them', async () => {
    const run = await extract({ caInfo: reach.emulators.certificate.trustFile });
    assert.equal(run.result, 'Succeeded', run.log.join('\n'));
    assert.ok(reach.emulators.arm.downloads.entries.length > 0);
  });

  it('are trusted behind a proxy too', async () => {
    const proxy = new ProxyEmulator({ credentials: { username: 'me', password: 'pass' } });
    await proxy.start();
    try {
      const run = await extract({
        caInfo: reach.emulators.certificate.trustFile,
        variables: { 'Agent.ProxyUrl': proxy.url, 'Agent.ProxyUsername': 'me' },
        secretVariables: { 'Agent.ProxyPassword': 'pass' },
      });
      assert.equal(run.result, 'Succeeded', run.log.join('\n'));
      assert.equal(proxy.targets.length, 4);
    } finally {
      await proxy.stop();
    }
  });

  it('of the step count together with those of the agent', async () => {
    const { trustFile } = reach.emulators.certificate;
    const run = await extract({ caInfo: stranger.trustFile, extra: trustFile });
    assert.equal(run.result, 'Succeeded', run.log.join('\n'));
    const turned = await extract({ caInfo: trustFile, extra: stranger.trustFile });
    assert.equal(turned.result, 'Succeeded', turned.log.join('\n'));
  });

  it('that nobody named are not trusted, which is told at once', async () => {
    const { result, issues, milliseconds } = await extract({ caInfo: stranger.trustFile });
    assert.equal(result, 'Failed');
    assert.equal(issues[0]?.code, 'AZURE_UNREACHABLE');
    assert.match(issues[0].message, /does not trust the certificate.*NODE_EXTRA_CA_CERTS/);
    assert.ok(milliseconds < 10_000);
  });

  it('in a file without any are one clear line', async () => {
    const file = join(folder, 'authority.der');
    await writeFile(file, Buffer.from([0x30, 0x82]));
    const { issues } = await extract({ caInfo: file });
    assert.equal(issues[0]?.code, 'INVALID_FILE');
    assert.match(issues[0].message, /authority\.der.*It holds no certificate in PEM.*--sslcacert/);
  });

  it('a client certificate that does not fit its key is one clear line', async () => {
    const [cert, key] = ['cert.pem', 'key.pem'].map((name) => join(folder, name));
    await writeFile(cert ?? '', stranger.cert);
    await writeFile(key ?? '', reach.emulators.certificate.key);
    const variables = { 'Agent.ClientCert': cert ?? '', 'Agent.ClientCertKey': key ?? '' };
    const { issues } = await extract({ variables });
    assert.equal(issues[0]?.code, 'INVALID_FILE');
    assert.match(issues[0].message, /cert\.pem.*Node says: .*mismatch.*--sslclientcert/);
  });
});
