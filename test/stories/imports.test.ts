import assert from 'node:assert/strict';
import { importLies } from '../../emulator/arm/import-lies.ts';
import { codesOf, propertiesAt, tellStory, type ToldStory } from '../services/told-story.ts';
import { afterImport } from '../services/world-lies.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, documentOf, policyOf } from './files.ts';

const names = { header: 'X-Shop-Key', query: 'shop-key' };
const old = {
  ...api('shop', { subscriptionKeyParameterNames: names, description: 'Sells' }),
  'apis/shop/operations/get-first/policy.xml': policyOf('x-first'),
};
const wanted = {
  ...old,
  'apis/shop/specification.json': documentOf('Shop, says the document', '/first', '/second', '/third'),
  'apis/shop/operations/get-third/policy.xml': policyOf('x-third'),
};

describe('An import that (stories 6, 8 and 17)', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });
  let honest: unknown;
  before(async () => {
    const story = await liveBefore();
    const plan = await story.plan(wanted);
    assert.deepEqual([plan.created, plan.updated], [1, 1]);
    assert.deepEqual(codesOf(await story.publish(wanted)), []);
    honest = story.dump();
    assert.deepEqual(story.writes(), ['PUT apis/shop', 'PUT apis/shop/operations/get-third/policies/policy']);
  });

  async function liveBefore(): Promise<ToldStory> {
    const story = await tellStory(world);
    assert.deepEqual(codesOf(await story.publish(old)), []);
    return story;
  }

  for (const [words, lie] of Object.entries(importLies)) {
    it(`${words} is repaired once, and what it kept from being written is written then`, async () => {
      const story = await liveBefore();
      world.arm.faults.push(afterImport(lie, 'shop', story.instance));
      const run = await story.publish(wanted);
      assert.deepEqual(codesOf(run), [], story.log.join('\n'));
      assert.deepEqual(story.dump(), honest);
      assert.deepEqual([run.created, run.updated], [1, 1]);
      assert.equal(story.writes().filter((one) => one === 'PUT apis/shop').length, 2);
      assert.match(run.summary, /written once more: API shop/);
      assert.deepEqual(codesOf(await story.publish(wanted)), []);
      assert.deepEqual(story.writes(), [], 'the next run has nothing to do');
    });

    it(`${words} each time fails the run, and the next one repairs it`, async () => {
      const story = await liveBefore();
      world.arm.faults.push(afterImport(lie, 'shop', story.instance, 'always'));
      const run = await story.publish(wanted);
      const code = words.includes('operation') ? 'OPERATIONS_MISMATCH' : 'READ_BACK_MISMATCH';
      assert.ok(codesOf(run).includes(code), codesOf(run).join());
      assert.ok(run.errors.some(({ message }) => message.includes('API shop')));
      assert.equal(story.writes().filter((one) => one === 'PUT apis/shop').length, 2, 'one repair, not more');
      world.arm.faults.length = 0;
      assert.deepEqual(codesOf(await story.publish(wanted)), []);
      assert.deepEqual(story.dump(), honest);
    });
  }

  it('brings the default names of keys back is followed by a write that does not import', async () => {
    const story = await liveBefore();
    world.arm.switches.importedKeyNames = 'defaults';
    try {
      assert.deepEqual(codesOf(await story.publish(wanted)), []);
    } finally {
      world.arm.switches.importedKeyNames = 'request';
    }
    assert.deepEqual(
      (await propertiesAt(story.instance, 'apis/shop'))['subscriptionKeyParameterNames'],
      names,
    );
    assert.deepEqual(story.dump(), honest);
  });

  it('failed is not looked at again: what came before it stays as it was', async () => {
    const story = await liveBefore();
    world.arm.denied.push(/^PUT .*\/apis\/shop$/);
    try {
      const run = await story.publish(wanted);
      assert.deepEqual(codesOf(run), ['MISSING_RIGHTS', 'NOT_ATTEMPTED']);
      assert.deepEqual(story.writes(), ['PUT apis/shop']);
    } finally {
      world.arm.denied.length = 0;
    }
  });
});
