import assert from 'node:assert/strict';
import { objectOf, textOf } from '../json.ts';
import { TestClient } from '../test-client.ts';

describe('Exports at the same time, emulated', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start({ longRunning: 'none', concurrentExports: 'mixed' });
    await client.put('apiVersionSets/s', { displayName: 'S', versioningScheme: 'Segment' });
    for (const version of ['v1', 'v2'])
      await client.put(`apis/${version}`, {
        ...{
          displayName: version,
          path: 'shared',
          apiVersion: version,
          apiVersionSetId: '/apiVersionSets/s',
        },
      });
    await client.put('apis/alone', { displayName: 'alone', path: 'alone' });
    await client.put('apis/alone;rev=2', { path: 'alone', sourceApiId: '/apis/alone', apiRevision: '2' });
    await client.put('apis/alone;rev=2/operations/new', {
      ...{ displayName: 'new', method: 'GET', urlTemplate: '/new' },
    });
  });
  afterEach(() => client.stop());

  const exported = async (api: string): Promise<string> => {
    const { json } = await client.ask('GET', `apis/${api}?export=true&format=openapi%2Bjson-link`);
    const link = textOf(objectOf(json, 'value') ?? {}, 'link') ?? '';
    return (await client.fetch('GET', link)).text;
  };
  /** Whether the exports of two APIs, started together, ever gave each other's document. */
  const mixed = async (one: string, other: string): Promise<boolean> => {
    const alone = [await exported(one), await exported(other)];
    assert.notEqual(alone[0], alone[1]);
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const together = await Promise.all([exported(one), exported(other)]);
      if (together[0] === alone[1] && together[1] === alone[0]) return true;
      assert.deepEqual(together, alone);
    }
    return false;
  };

  it("give each other's document within a version set", async () => {
    assert.equal(await mixed('v1', 'v2'), true);
  });

  it("give each other's document among the revisions of an API", async () => {
    assert.equal(await mixed('alone', 'alone;rev=2'), true);
  });

  it('give their own when they have nothing in common, or run one after the other', async () => {
    const own = await exported('alone');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const [alone, v1] = await Promise.all([exported('alone'), exported('v1')]);
      assert.equal(alone, own);
      assert.match(v1, /"title": "v1"/);
    }
  });

  it('give their own unless the switch is on', async () => {
    client.emulators.arm.switches.concurrentExports = 'own';
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const [v1, v2] = await Promise.all([exported('v1'), exported('v2')]);
      assert.match(v1, /"title": "v1"/);
      assert.match(v2, /"title": "v2"/);
    }
  });
});
