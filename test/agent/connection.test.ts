import assert from 'node:assert/strict';
import { type EmulatedConnection, emulatedConnection } from './emulated-connection.ts';
import { runTask, type TaskStart } from './run-task.ts';

const inputs = { resourceGroupName: 'apis-dev', serviceName: 'contoso-apis-dev' };

async function issuesWith(connection: EmulatedConnection, more: TaskStart = {}) {
  const { issues } = await runTask('ApimPublish', { inputs, connection, ...more });
  return issues.map(({ code, message }) => `${code ?? ''}: ${message}`);
}

describe('Service connections', () => {
  for (const [scheme, words] of [
    ['ManagedServiceIdentity', /managed identity of the agent/],
    ['PublishProfile', /publish profile/],
    ['Token', /scheme "Token"/],
  ] as const)
    it(`refuses the scheme ${scheme} with words`, async () => {
      const [first = ''] = await issuesWith(emulatedConnection({ scheme }));
      assert.match(first, /^CONNECTION_UNSUPPORTED: /);
      assert.match(first, words);
      assert.match(first, /workload identity federation/);
    });

  it('refuses a certificate with words', async () => {
    const whole = emulatedConnection({ scheme: 'ServicePrincipal' });
    const authorization = { ...whole.authorization, authenticationType: 'spnCertificate' };
    const [first = ''] = await issuesWith({ ...whole, authorization });
    assert.match(first, /^CONNECTION_UNSUPPORTED: .*certificate/);
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
