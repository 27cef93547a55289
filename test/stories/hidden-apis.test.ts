import assert from 'node:assert/strict';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';

const newer = '?api-version=2025-09-01-preview';
const server = {
  properties: { displayName: 'Tools', path: 'tools', apiType: 'mcp', serviceUrl: 'https://tools.example' },
};

describe('An API of a type that is newer than the version of the interface', () => {
  let world: WorldInProcess;
  beforeEach(async () => {
    world = await startWorldInProcess({ longRunning: 'none' }, { withoutContent: true });
    await world.dev.put(`apis/tools${newer}`, server);
    await world.dev.put('tags/t', { properties: { displayName: 'T' } });
  });
  afterEach(() => world.stop());

  for (const agentApis of ['listed', 'unlisted', 'unknown'] as const)
    it(`keeps its files, whether the instance shows it or not (${agentApis})`, async () => {
      const files = await world.extract('contoso-dev');
      assert.ok('apis/tools/apiInformation.json' in files);
      world.arm.switches.agentApis = agentApis;
      assert.deepEqual(await world.extract('contoso-dev', files), files);
    });

  it('is published once, and then there is nothing to do, whether lists show it or not', async () => {
    const files = await world.extract('contoso-dev');
    world.arm.switches.agentApis = 'unlisted';
    const first = await world.publish('contoso-prod', files, '');
    assert.deepEqual([first.errors.map(String), first.created > 0], [[], true]);
    const second = await world.publish('contoso-prod', files, '');
    assert.deepEqual([second.errors.map(String), second.hasChanges], [[], false]);
  });

  it('loses them when it is gone from an instance that shows such APIs', async () => {
    const another = { properties: { ...server.properties, displayName: 'Other', path: 'other' } };
    await world.dev.put('apis/other', another);
    const files = await world.extract('contoso-dev');
    await world.dev.delete('apis/tools');
    const left = Object.keys(await world.extract('contoso-dev', files));
    assert.deepEqual(
      left.filter((path) => path.startsWith('apis/')),
      ['apis/other/apiInformation.json'],
    );
  });
});
