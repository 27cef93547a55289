import assert from 'node:assert/strict';
import { importLies } from '../../emulator/arm/import-lies.ts';
import {
  codesOf,
  namesAt,
  propertiesAt,
  type Telling,
  tellStory,
  type ToldStory,
} from '../services/told-story.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { acceptedButNotStored, afterImport, storedAndThen } from '../services/world-lies.ts';
import { api, information } from './files.ts';

const shop = { displayName: 'Shop', path: 'shop', serviceUrl: 'https://shop.example' };
const second = { ...api('shop;rev=3', shop), ...api('shop', { ...shop, apiRevision: '2' }) };
const third = { ...api('shop;rev=2', shop), ...api('shop', { ...shop, apiRevision: '3' }) };
const fourth = { ...third, ...api('shop;rev=3', shop), ...api('shop', { ...shop, apiRevision: '4' }) };

/** Only a release switches which revision is current (facts: apim-rest 3), and Azure may take one and not switch. */
describe('A release', () => {
  const world = worldForTests({}, { withoutContent: true });
  let story: ToldStory;
  beforeEach(async () => {
    story = await tellStory(world);
    await story.publish(third);
  });

  const currentOf = async () => (await propertiesAt(story.instance, 'apis/shop'))['apiRevision'];
  const releases = () => [...new Set(story.writes().filter((one) => one.includes('/releases/')))];
  const byHand = (number: string) =>
    story.instance.put(`apis/shop/releases/by-hand-${number}`, {
      properties: { apiId: `/apis/shop;rev=${number}`, notes: 'By hand' },
    });
  const notStored = () => world.arm.faults.push(acceptedButNotStored('PUT', /\/releases\//, 'always'));
  const storedWithoutEffect = () =>
    world.arm.faults.push(storedAndThen('PUT', /\/releases\//, () => byHand('3'), 'always'));

  it('that does not switch is made once more, and the run is green when that one does', async () => {
    world.arm.faults.push(storedAndThen('PUT', /\/releases\//, () => byHand('3')));
    assert.deepEqual(codesOf(await story.publish(second)), []);
    assert.deepEqual([releases().length, await currentOf()], [2, '2']);
  });

  for (const [what, lie] of [
    ['is not stored', notStored],
    ['is stored and switches nothing', storedWithoutEffect],
  ] as const)
    for (const telling of [{ scope: 'all' }, { scope: 'changes' }] as const satisfies readonly Telling[])
      it(`that ${what}, twice, fails the run by the name of the revision; the next run of ${telling.scope} makes it`, async () => {
        lie();
        const failed = await story.publish(second, telling);
        assert.deepEqual(codesOf(failed), ['READ_BACK_MISMATCH']);
        assert.match(String(failed.errors[0]), /release of API shop;rev=2 twice, .* revision 3 is still/);
        assert.deepEqual([releases().length, await currentOf()], [2, '3']);
        world.arm.faults.splice(0);

        // Nothing was committed since: what was declared is still to be done.
        const commit = story.source.commit ?? assert.fail();
        assert.deepEqual(codesOf(await story.publish(second, { ...telling, commit })), []);
        assert.deepEqual(
          [story.writes().filter((one) => !one.includes('/releases/')), releases().length],
          [[], 1],
        );
        assert.equal(await currentOf(), '2');
        const named = await namesAt(story.instance, 'apis/shop/releases');
        assert.equal(
          named.some((name) => name.startsWith('published-rev-2-')),
          true,
          named.join(),
        );

        await story.publish(second, { ...telling, commit });
        assert.deepEqual(story.writes(), []);
      });

  it('of a revision that was published without is made once promoteRevision says so, under changes too', async () => {
    const telling = { scope: 'changes', promoteRevision: 'never' } as const;
    assert.deepEqual(codesOf(await story.publish(second, telling)), []);
    assert.equal(await currentOf(), '3');
    const commit = story.source.commit ?? assert.fail();
    await story.publish(second, { ...telling, commit, promoteRevision: 'always' });
    assert.equal(await currentOf(), '2');
  });

  it('that did not switch is not made by a run whose files say again what is live', async () => {
    notStored();
    await story.publish(second);
    world.arm.faults.splice(0);
    assert.deepEqual(codesOf(await story.publish(third)), []);
    assert.deepEqual([releases(), await currentOf()], [[], '3']);
  });
});

describe('A revision that becomes current', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });
  let story: ToldStory;
  const lie = importLies['stores no operation'];
  beforeEach(async () => {
    story = await tellStory(world);
    await story.publish(third);
  });
  const writes = () => story.writes().map((one) => one.replace(/-\d{14}$/, ''));

  it('does so after it was read back: what an import lost is there again before callers meet it', async () => {
    world.arm.faults.push(afterImport(lie, 'shop;rev=4', story.instance));
    assert.deepEqual(codesOf(await story.publish(fourth)), []);
    const release = 'PUT apis/shop/releases/published-rev-4';
    assert.deepEqual(writes(), ['PUT apis/shop;rev=4', 'PUT apis/shop;rev=4', release]);
  });

  it('gets its entry in the change log in the same run, after it is current', async () => {
    const entry = { apiId: '/apis/shop;rev=4', notes: 'Fourth' };
    const noted = { ...fourth, 'apis/shop/releases/fourth/apiReleaseInformation.json': information(entry) };
    assert.deepEqual(codesOf(await story.publish(noted, { scope: 'changes' })), []);
    const releases = ['published-rev-4', 'fourth'].map((name) => `PUT apis/shop/releases/${name}`);
    assert.deepEqual(writes(), ['PUT apis/shop;rev=4', ...releases]);
    await story.publish(noted);
    assert.deepEqual(writes(), []);
  });

  it('does not when it is not as it was written; the next run mends it, and then it does', async () => {
    world.arm.faults.push(afterImport(lie, 'shop;rev=4', story.instance, 'always'));
    const failed = await story.publish(fourth);
    assert.deepEqual(codesOf(failed), ['OPERATIONS_MISMATCH', 'NOT_ATTEMPTED']);
    assert.match(String(failed.errors[1]?.message), /API shop;rev=4 is not as it was written/);
    assert.deepEqual(writes(), ['PUT apis/shop;rev=4', 'PUT apis/shop;rev=4']);
    world.arm.faults.splice(0);
    assert.deepEqual(codesOf(await story.publish(fourth)), []);
    assert.deepEqual(writes(), ['PUT apis/shop;rev=4', 'PUT apis/shop/releases/published-rev-4']);
    const { apiRevision } = await propertiesAt(story.instance, 'apis/shop');
    assert.equal(apiRevision, '4');
  });
});
