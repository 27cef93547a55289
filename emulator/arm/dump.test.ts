import assert from 'node:assert/strict';
import type { EmulatedInstance } from './emulated-instance.ts';
import { instanceForTests } from './instance-for-tests.ts';

describe('The dump of an emulated instance', () => {
  const value = JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'A', version: '1' },
    paths: {
      '/a': {
        post: {
          requestBody: { content: { 'application/json': { schema: { type: 'object', properties: {} } } } },
          responses: { 200: { description: 'ok' } },
        },
      },
    },
  });

  const filled = async (name: string, order: readonly string[]): Promise<EmulatedInstance> => {
    const { emulated } = instanceForTests({ name });
    const bodies: Record<string, object> = {
      'products/p': { displayName: 'P' },
      'namedValues/n': { displayName: 'n', value: 'v' },
      'apis/a': { path: 'a', format: 'openapi+json', value },
    };
    for (const path of order) await emulated.put(path, { properties: bodies[path] });
    return emulated;
  };

  it('is the same for equal instances, whatever their names, invented ids and history', async () => {
    const one = await filled('contoso', ['products/p', 'namedValues/n', 'apis/a']);
    const other = await filled('fabrikam', ['apis/a', 'namedValues/n', 'products/p', 'apis/a']);
    assert.deepEqual(other.dump(), one.dump());
    assert.deepEqual(Object.keys(other.dump() as object), Object.keys(one.dump() as object));
  });

  it('differs when anything differs', async () => {
    const one = await filled('contoso', ['products/p', 'apis/a']);
    const before = one.dump();
    await one.put('apis/a/operations/post-a', {
      properties: { displayName: 'Changed', method: 'POST', urlTemplate: '/a' },
    });
    assert.notDeepEqual(one.dump(), before);
  });

  it('is what it was when what was kept is brought back, as often as that is asked for', async () => {
    const one = await filled('contoso', ['products/p', 'apis/a']);
    const [before, restore] = [one.dump(), one.kept()];
    for (const description of ['first', 'second']) {
      await one.put('products/p', { properties: { displayName: 'P', description } });
      await one.put('apis/a;rev=2', { properties: { path: 'a', apiRevision: '2', sourceApiId: '/apis/a' } });
      await one.put('apis/a/releases/r', { properties: { apiId: '/apis/a;rev=2' } });
      await one.delete('apis/a;rev=1');
      assert.notDeepEqual(one.dump(), before);
      restore();
      assert.deepEqual(one.dump(), before);
    }
  });
});
