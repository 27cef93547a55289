import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';
import { serveInstance } from '../serve-instance.ts';

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

  it('cannot be deleted while a policy uses them, and take references with them when renamed', async () => {
    const { emulated, instance } = instanceForTests();
    await emulated.put('namedValues/k', { properties: { displayName: 'old', value: 'v' } });
    const value = '<policies><inbound><a b="{{old}}" /></inbound></policies>';
    await emulated.put('policies/policy', { properties: { value } });
    await assert.rejects(emulated.delete('namedValues/k'), /used by the following entities/);
    await emulated.put('namedValues/k', { properties: { displayName: 'new', value: 'v' } });
    assert.match(JSON.stringify(instance.find('policies/policy')), /\{\{new\}\}/);
  });
});
