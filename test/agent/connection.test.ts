import assert from 'node:assert/strict';
import { type ClientCertificate, makeClientCertificate } from '../../emulator/sign-in/client-certificate.ts';
import { type EmulatedConnection, emulatedConnection } from './emulated-connection.ts';
import { runTask, type TaskStart } from './run-task.ts';

const inputs = { resourceGroupName: 'apis-dev', serviceName: 'contoso-apis-dev' };

async function issuesWith(connection: EmulatedConnection, more: TaskStart = {}) {
  const { issues } = await runTask('ApimPublish', { inputs, connection, ...more });
  return issues.map(({ code, message }) => `${code ?? ''}: ${message}`);
}

describe('Service connections', () => {
  for (const [scheme, words] of [
    ['PublishProfile', /holds a publish profile; the task needs a connection that can sign in/],
    ['Token', /scheme "Token"/],
  ] as const)
    it(`refuses the scheme ${scheme} with words`, async () => {
      const [first = ''] = await issuesWith(emulatedConnection({ scheme }));
      assert.match(first, /^CONNECTION_UNSUPPORTED: /);
      assert.match(first, words);
      assert.match(first, /workload identity federation/);
    });

  it('refuses a managed identity at once on an agent of Microsoft, whose machine has none', async () => {
    const connection = emulatedConnection({ scheme: 'ManagedServiceIdentity' });
    const variables = { 'Agent.IsSelfHosted': '0' };
    const run = await runTask('ApimPublish', { inputs, connection, variables });
    assert.equal(run.issues[0]?.code, 'CONNECTION_UNSUPPORTED');
    assert.match(run.issues[0].message, /hosted by Microsoft: its machine has none.*self-hosted/);
    assert.ok(run.milliseconds < 5000);
  });

  for (const [what, data] of [
    ['by its environment', { environment: 'AzureStack' }],
    ['with AD FS', { EnableAdfsAuthentication: 'true' }],
    ['by its authority', { activeDirectoryAuthority: 'https://adfs.local.contoso.com/adfs' }],
  ] as const)
    it(`refuses Azure Stack (${what}) with words`, async () => {
      const [first = ''] = await issuesWith(emulatedConnection({ scheme: 'ServicePrincipal', data }));
      assert.match(
        first,
        /^CONNECTION_UNSUPPORTED: .*Azure Stack \(Hub\), where API Management does not exist/,
      );
    });

  it('asks for the authority of a sovereign cloud instead of taking that of the public one', async () => {
    const data = { environment: 'AzureUSGovernment', activeDirectoryAuthority: '' };
    const armUrl = 'https://management.usgovcloudapi.net';
    const [first = ''] = await issuesWith(emulatedConnection({ armUrl, data }));
    assert.match(first, /^CONNECTION_UNSUPPORTED: .*does not hold the address to sign in at/);
  });

  describe('with a certificate', () => {
    let good: ClientCertificate;
    let other: ClientCertificate;
    let expired: ClientCertificate;
    before(async () => {
      [good, other, expired] = await Promise.all([
        makeClientCertificate(),
        makeClientCertificate(),
        makeClientCertificate(-1),
      ]);
    });

    const refusals: readonly [RegExp, () => string][] = [
      [/holds no private key/, () => good.certificate],
      [/holds no certificate/, () => good.privateKey],
      [/belongs to none of its certificates/, () => good.privateKey + other.certificate],
      [/has expired \(/, () => expired.privateKey + expired.certificate],
      [/private key cannot be read/, () => good.privateKey.replace(/\n.{20}/, '\nx') + good.certificate],
      [
        /locked with a passphrase/,
        () => good.privateKey.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE') + good.certificate,
      ],
    ];
    for (const [words, pem] of refusals)
      it(`says before any request that it ${words.source.replaceAll('\\', '')}`, async () => {
        const connection = emulatedConnection({ scheme: 'ServicePrincipal', certificate: pem() });
        const [first = '', ...more] = await issuesWith(connection);
        assert.match(
          first,
          /^CONNECTION_UNSUPPORTED: The certificate of the service connection cannot be used/,
        );
        assert.match(first, words);
        assert.deepEqual(more, []);
      });
  });

  it('names each part that is missing', async () => {
    const whole = emulatedConnection({ scheme: 'ServicePrincipal' });
    const issues = await issuesWith({ ...whole, authorization: { serviceprincipalid: 'an-id' } });
    assert.equal(issues.length, 2);
    assert.match(issues[0] ?? '', /^CONNECTION_UNSUPPORTED: .*does not hold the tenant id/);
    assert.match(issues[1] ?? '', /^CONNECTION_UNSUPPORTED: .*does not hold the secret/);
  });

  it('asks for the subscription when the connection names none', async () => {
    const [first = ''] = await issuesWith(emulatedConnection({ subscriptionId: null }));
    assert.match(first, /^INVALID_INPUT: The input "subscriptionId" is empty, .*ManagementGroup/);
  });

  it('says when the agent handed over no connection', async () => {
    const { issues } = await runTask('ApimPublish', {
      inputs: { ...inputs, azureSubscription: 'My connection' },
    });
    assert.equal(issues[0]?.code, 'INVALID_INPUT');
    assert.match(issues[0].message, /"My connection", but the agent handed over no such service connection/);
  });
});
