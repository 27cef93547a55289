import assert from 'node:assert/strict';
import { lastingFaults } from '../../emulator/arm/faults.ts';
import { TaskError } from '../../shared/errors/task-error.ts';
import { codesOf, tellStory } from '../services/told-story.ts';
import { refusal } from '../services/world-lies.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { startWorldInProcess } from '../services/world-in-process.ts';

const tag = (name: string): Files => ({
  [`workspaces/sales/tags/${name}/tagInformation.json`]: `{"properties": {"displayName": "${name}"}}`,
});
const sales: Files = {
  'workspaces/sales/workspaceInformation.json': '{"properties": {"displayName": "Sales"}}',
};
const ofOthers = 'workspaces/sales/namedValues/apim-gitops-0123456789abcdef';
const marker = { displayName: 'apim-gitops-0123456789abcdef', value: '{"format":1}' };

describe('The marker of a workspace', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true, sku: 'Premium' });

  /** Below the instance, with the markers that `writes` of a story leaves out. */
  const asked = (methods: RegExp) =>
    world.arm.requests.entries
      .filter(({ method }) => methods.test(method))
      .map(({ method, path }) =>
        `${method} ${path.replace(/.*\/service\/[^/]+\/?/, '')}`.replace(/apim-gitops-\w+/, '{marker}'),
      );

  it('is written as soon as its workspace is there, and before anything else', async () => {
    const story = await tellStory(world);
    assert.deepEqual(codesOf(await story.publish({ ...sales, ...tag('a') })), []);
    assert.deepEqual(asked(/PUT|DELETE/), [
      'PUT workspaces/sales',
      'PUT workspaces/sales/namedValues/{marker}',
      'PUT workspaces/sales/tags/a',
      'PUT workspaces/sales/namedValues/{marker}',
    ]);
    const commit = 'commit-1';
    assert.deepEqual(codesOf(await story.publish({ ...sales, ...tag('a') }, { commit })), []);
    assert.deepEqual(asked(/PUT|DELETE/), []);
    assert.deepEqual(
      asked(/GET/).filter((one) => one.includes('{marker}')),
      ['GET workspaces/sales/namedValues/{marker}'],
    );
  });

  it('that was not written after its workspace leaves nothing but that: the next run is the first', async () => {
    const story = await tellStory(world);
    const path = /\/workspaces\/sales\/namedValues\/apim-gitops-/;
    world.arm.faults.push({ method: 'PUT', path, answer: refusal(400, 'ValidationError', 'No.') });
    const broken = await story.publish({ ...sales, ...tag('a') });
    assert.deepEqual(codesOf(broken), ['AZURE_REFUSED', 'NOT_ATTEMPTED']);
    assert.deepEqual(story.writes(), ['PUT workspaces/sales']);
    world.arm.faults.length = 0;
    assert.deepEqual(codesOf(await story.publish({ ...sales, ...tag('a') }, { firstRun: 'plan' })), [
      'FIRST_RUN',
    ]);
    assert.deepEqual(asked(/PUT|DELETE/), []);
    assert.deepEqual(codesOf(await story.publish({ ...sales, ...tag('a') })), []);
    assert.deepEqual(story.writes(), ['PUT workspaces/sales/tags/a']);
  });

  it('is nobody’s: not deleted with deleteMode all, not extracted, not referred to', async () => {
    const story = await tellStory(world, {
      'workspaces/sales': { displayName: 'Sales' },
      [ofOthers]: marker,
    });
    const deletes = { deleteMode: 'all', maxDeletes: 99 } as const;
    await story.instance.put('workspaces/sales/tags/strange', { properties: { displayName: 'Strange' } });
    assert.deepEqual(codesOf(await story.publish({ ...sales, ...tag('a') }, { deletes })), []);
    assert.ok(story.writes().includes('DELETE workspaces/sales/tags/strange'));
    assert.notEqual(await story.instance.get(ofOthers), undefined);
    const files = await world.extract(story.instance.resourceId.split('/').at(-1) ?? '');
    assert.ok('workspaces/sales/tags/a/tagInformation.json' in files);
    assert.doesNotMatch(JSON.stringify(files), /apim-gitops-/);
    const policy = `<policies><inbound>{{${marker.displayName}}}</inbound></policies>`;
    await assert.rejects(story.publish({ ...sales, 'workspaces/sales/policy.xml': policy }), {
      code: 'MISSING_REFERENCE',
    });
  });

  it('is not taken for absent because something between answers 404; a tier without workspaces has none', async () => {
    const story = await tellStory(world);
    const files = { ...sales, ...tag('a') };
    assert.deepEqual(codesOf(await story.publish(files)), []);
    const path = /\/workspaces\/sales\/namedValues\/apim-gitops-/;
    world.arm.faults.push({ ...lastingFaults["a page that is not the service's (404)"], path });
    await assert.rejects(story.publish({ ...sales, ...tag('b') }), TaskError);
    assert.deepEqual(story.writes(), []);
    world.arm.faults.length = 0;
    for (const notOffered of ['pricingTier', 'internalError', 'notFound'] as const) {
      const other = await startWorldInProcess({ notOffered }, { withoutContent: true, sku: 'Developer' });
      const { errors, incomplete } = await (await tellStory(other)).publish(files);
      assert.deepEqual([errors, incomplete], [[], true]);
      await other.stop();
    }
  });

  it('goes with its workspace, which a folder that outgrew it deletes', async () => {
    const story = await tellStory(world);
    await story.publish({ ...sales, ...tag('a') });
    const tags = { 'tags/b/tagInformation.json': '{"properties": {"displayName": "B"}}' };
    await story.publish({ ...sales, ...tag('a'), ...tags });
    assert.deepEqual(story.writes(), ['PUT tags/b']);
    await story.publish(tags);
    assert.deepEqual(story.writes(), ['DELETE workspaces/sales']);
    assert.deepEqual(codesOf(await story.publish({ ...sales, ...tag('a') }, { scope: 'changes' })), []);
    assert.deepEqual(story.writes(), [
      'PUT workspaces/sales',
      'PUT workspaces/sales/tags/a',
      'DELETE tags/b',
    ]);
  });
});
