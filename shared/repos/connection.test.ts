import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { AzureDevOpsEmulator } from '../../emulator/azure-devops/azure-devops-emulator.ts';
import type { EmulatedRepository } from '../../emulator/azure-devops/repository.ts';
import { startedAzureDevOps } from '../../emulator/azure-devops/started.ts';
import { silent } from '../log/log.ts';
import { openRepository, type RepositoryOptions } from './repository.ts';

describe('The connection to Azure Repos', () => {
  let devops: AzureDevOpsEmulator;
  let authority: string;
  let stop: () => Promise<void>;
  let repository: EmulatedRepository;

  beforeEach(async () => {
    ({ devops, authority, stop } = await startedAzureDevOps());
    devops.addProject('Shop');
    repository = await devops.addRepository('Shop', 'gitops', { files: { a: '1' } });
  });

  afterEach(() => stop());

  const open = (changes: Partial<RepositoryOptions> = {}) =>
    openRepository({
      collectionUri: devops.collectionUri,
      project: 'Shop',
      repository: 'gitops',
      token: 'job',
      log: silent,
      wayOut: { authorities: [authority] },
      clock: { now: () => 0, sleep: () => Promise.resolve() },
      ...changes,
    });

  it('tells a refused token, in both ways the service has', async () => {
    const refused = { code: 'REPOSITORY_REFUSED', remedy: /System\.AccessToken/ };
    await assert.rejects(open({ token: 'old' }), refused);
    devops.switches.signInPage = true;
    await assert.rejects(open({ token: 'old' }), { ...refused, message: /203, a web page came/ });
  });

  it('tells a repository that is absent, hidden or disabled', async () => {
    const notFound = { code: 'REPOSITORY_NOT_FOUND', message: /TF401019/, remedy: /Protect access/ };
    await assert.rejects(open({ repository: 'other' }), notFound);
    repository.disabled = true;
    await assert.rejects(open(), { code: 'REPOSITORY_REFUSED', message: /is disabled/ });
    devops.denied.add('Read');
    await assert.rejects(open(), notFound);
  });

  it('tells what is not reachable, after having tried for a while', async () => {
    devops.faults.push({ path: /gitops/, times: 4, answer: { status: 503, body: 'busy' } });
    assert.equal((await open()).defaultBranch, 'main');
    devops.faults.push({ path: /gitops/, times: 99, answer: { status: 0, reset: true } });
    await assert.rejects(open(), { code: 'REPOSITORY_UNREACHABLE', remedy: /proxy, firewall/ });
  });

  it('trusts nobody without being told', async () => {
    await assert.rejects(open({ wayOut: {} }), {
      code: 'REPOSITORY_UNREACHABLE',
      remedy: /NODE_EXTRA_CA_CERTS/,
    });
    assert.equal(devops.requests.entries.length, 0);
  });

  it('goes through a proxy, with the same trust', async () => {
    const asked: unknown[] = [];
    const proxy: Server = createServer().on('connect', (request, socket, head) => {
      asked.push(request.headers['proxy-authorization']);
      const [host, port] = (request.url ?? '').split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connected\r\n\r\n');
        onward.write(head);
        onward.pipe(socket).pipe(onward);
      });
      for (const end of [onward, socket]) end.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const proxyFor = () => ({ url, username: 'ann', password: 'pass' });
      const opened = await open({ wayOut: { authorities: [authority], proxyFor } });
      assert.equal((await opened.files('main', '')).files.size, 1);
      assert.equal(asked[0], `Basic ${Buffer.from('ann:pass').toString('base64')}`);
    } finally {
      proxy.close();
    }
  });
});
