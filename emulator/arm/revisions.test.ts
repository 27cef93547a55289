import assert from 'node:assert/strict';
import { objectsOf, textOf } from './json.ts';
import { TestClient } from './test-client.ts';

describe('Revisions of emulated APIs', () => {
  it('make the first one answer under its number too, encoded or not', async () => {
    const client = await TestClient.start();
    try {
      await client.put('apis/Pets', { displayName: 'Pets', path: 'pets' });
      for (const name of ['pets', 'pets;rev=1', 'PETS%3Brev%3D1']) {
        const { json, status } = await client.ask('GET', `apis/${name}`);
        assert.deepEqual([status, textOf(json, 'name')], [200, 'Pets']);
      }
      assert.equal((await client.ask('GET', 'apis/pets;rev=2')).status, 404);
      const revisions = objectsOf((await client.ask('GET', 'apis/pets/revisions')).json, 'value');
      assert.deepEqual(
        revisions.map(({ apiId }) => apiId),
        ['/apis/Pets;rev=1'],
      );
    } finally {
      await client.stop();
    }
  });
});
