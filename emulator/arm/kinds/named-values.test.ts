import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';
import { serveInstance } from '../serve-instance.ts';
import { type Reply, TestClient } from '../test-client.ts';

describe('Named values, emulated', () => {
  it('show plain values and hide secret ones', async () => {
    const { emulated, instance } = instanceForTests();
    await emulated.put('namedValues/plain', { properties: { displayName: 'plain', value: 'a' } });
    await emulated.put('namedValues/dark', { properties: { displayName: 'dark', value: 'b', secret: true } });
    const shown = async (name: string): Promise<object | undefined> => emulated.get(`namedValues/${name}`);
    assert.match(JSON.stringify(await shown('plain')), /"value":"a"/);
    assert.doesNotMatch(JSON.stringify(await shown('dark')), /"value"/);
    assert.equal(instance.find('namedvalues/dark')?.properties['value'], 'b');
  });

  it('are unique by display name', async () => {
    const { emulated } = instanceForTests();
    await emulated.put('namedValues/one', { properties: { displayName: 'key', value: 'a' } });
    await assert.rejects(
      emulated.put('namedValues/two', { properties: { displayName: 'Key', value: 'a' } }),
      /400 .*Property with the same name already exist/,
    );
  });

  it('keep a secret that a PUT leaves out, or refuse it', async () => {
    const { emulated, instance } = instanceForTests();
    const secret = { properties: { displayName: 'k', secret: true } };
    await assert.rejects(emulated.put('namedValues/k', secret), /400 .*Value is required/);
    await emulated.put('namedValues/k', { properties: { ...secret.properties, value: 's' } });
    await emulated.put('namedValues/k', secret);
    assert.equal(instance.find('namedvalues/k')?.properties['value'], 's');
    instance.switches.omittedSecrets = 'refused';
    await assert.rejects(emulated.put('namedValues/k', secret), /400 .*Value is required/);
  });

  it('take a value or a reference to Key Vault, and not both, however often they are put', async () => {
    const { emulated } = instanceForTests();
    const keyVault = { secretIdentifier: 'https://v.vault.azure.net/secrets/k' };
    const both = { properties: { displayName: 'k', value: 'v', keyVault } };
    await assert.rejects(emulated.put('namedValues/k', both), /400 .*cannot be specified together/);
    await emulated.put('namedValues/k', { properties: { displayName: 'k', keyVault } });
    await assert.rejects(emulated.put('namedValues/k', both), /400 .*cannot be specified together/);
    const tags = Array.from({ length: 33 }, (_, at) => String(at));
    await assert.rejects(
      emulated.put('namedValues/k', { properties: { displayName: 'k', keyVault, tags } }),
      /32 tags/,
    );
  });

  it('keep a secret when they are patched', async () => {
    const { emulated, instance } = instanceForTests();
    await emulated.put('namedValues/k', { properties: { displayName: 'k', secret: true, value: 's' } });
    const body = JSON.stringify({ properties: { tags: ['new'] } });
    const request = { method: 'PATCH', segments: ['namedValues', 'k'], path: '', headers: {}, body };
    instance.switches.longRunning = 'none';
    serveInstance(instance, { ...request, query: new URLSearchParams() });
    assert.deepEqual(instance.find('namedvalues/k')?.properties, {
      displayName: 'k',
      secret: true,
      tags: ['new'],
      value: 's',
    });
  });

  const policy = (inbound: string): object => ({
    properties: { format: 'rawxml', value: `<policies><inbound>${inbound}</inbound></policies>` },
  });

  it('cannot be deleted while a policy, a fragment or a backend uses them', async () => {
    for (const [path, body] of [
      ['policies/policy', policy('<set-method>{{k}}</set-method>')],
      ['policyFragments/f', { properties: { value: '<fragment><set-method>{{K}}</set-method></fragment>' } }],
      [
        'backends/b',
        {
          properties: {
            url: 'https://b',
            protocol: 'http',
            credentials: { header: { key: ['{{k}}'] } },
          },
        },
      ],
    ] as const) {
      const { emulated } = instanceForTests();
      await emulated.put('namedValues/id', { properties: { displayName: 'k', value: 'v' } });
      await emulated.put(path, body);
      await assert.rejects(
        emulated.delete('namedValues/id'),
        new RegExp(`used by the following entities:.*/${path}`),
      );
      await emulated.delete(path);
      await emulated.delete('namedValues/id');
    }
  });

  it('take every reference with them when they are renamed', async () => {
    const { emulated, instance } = instanceForTests();
    await emulated.put('namedValues/id', { properties: { displayName: 'a.b', value: 'v' } });
    await emulated.put('policies/policy', policy('<set-method>{{A.b}}</set-method>'));
    const credentials = { header: { key: ['{{a.b}}'] } };
    await emulated.put('backends/b', { properties: { url: 'https://b', protocol: 'http', credentials } });
    await emulated.put('namedValues/id', { properties: { displayName: 'new', value: 'v' } });
    assert.match(JSON.stringify(instance.find('policies/policy')), /\{\{new\}\}/);
    assert.match(JSON.stringify(instance.find('backends/b')), /\{\{new\}\}/);
  });

  it('are put into expressions before these are compiled, also when only the value changes', async () => {
    const { emulated, instance } = instanceForTests();
    await emulated.put('namedValues/id', { properties: { displayName: 'k', value: 'safe' } });
    const value = '<set-variable name="x" value="@("{{k}}")" />';
    await emulated.put('policies/policy', policy(value));
    await assert.rejects(
      emulated.put('namedValues/id', { properties: { displayName: 'k', value: 'say "' } }),
      /Error in element 'set-variable' on line 3, column 4: Unterminated string literal\./,
    );
    assert.equal(instance.find('namedvalues/id')?.properties['value'], 'safe');
  });

  it('may be written side by side, or not, as told', async () => {
    const client = await TestClient.start();
    try {
      const begin = (name: string): Promise<Reply> =>
        client.ask('PUT', `namedValues/${name}`, { properties: { displayName: name, value: 'v' } });
      const statuses = async (...names: string[]): Promise<number[]> => {
        const found = [];
        for (const name of names) found.push((await begin(name)).status);
        return found;
      };
      assert.deepEqual(await statuses('a', 'b'), [201, 201]);
      client.emulators.arm.switches.parallelNamedValues = 'conflict';
      // What is refused counts as a poll, so that the wait ends.
      assert.deepEqual(await statuses('c', 'c', 'c', 'd'), [409, 409, 201, 409]);
    } finally {
      await client.stop();
    }
  });
});
