import assert from 'node:assert/strict';
import { lastingFaults, passingFaults } from '../../emulator/arm/faults.ts';
import { TaskError } from '../../shared/errors/task-error.ts';
import { expectedError, fromThenOn } from '../services/lasting-fault.ts';
import { tellStory, type ToldStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import { api, documentOf, information, policyOf } from './files.ts';

/**
 * Each class of faults hits every sixteenth request, the next class begins with the next, so that all together hit each
 * request. With 1 all hit all, which takes minutes.
 */
const stride = 16;

const tag = (name: string): Files => ({
  [`tags/${name}/tagInformation.json`]: information({ displayName: name }),
});
const backend = (name: string): Files => ({
  [`backends/${name}/backendInformation.json`]: information({
    url: `https://${name}.example`,
    protocol: 'http',
  }),
});
const fragment = (name: string): Files => ({
  [`policy fragments/${name}/policyFragmentInformation.json`]: information({}),
  [`policy fragments/${name}/policy.xml`]: `<fragment><trace source="${name}">x</trace></fragment>`,
});
const product = (name: string, ...apis: readonly string[]): Files => ({
  [`products/${name}/productInformation.json`]: information({ displayName: name }),
  ...Object.fromEntries(apis.map((one) => [`products/${name}/apis/${one}/productApiInformation.json`, '{}'])),
});
const serviceWith = (fragmentId: string, backendId: string): Files => ({
  'policy.xml': `<policies><inbound><include-fragment fragment-id="${fragmentId}" /><set-backend-service backend-id="${backendId}" /></inbound><backend><forward-request /></backend><outbound /><on-error /></policies>`,
});
const shop = { displayName: 'Shop', path: 'shop' };

/** What was published, and what is published now: something new, something else, a promoted revision, much that goes. */
const old: Files = {
  ...{ ...tag('stays'), ...tag('goes'), ...backend('old'), ...fragment('old'), ...serviceWith('old', 'old') },
  ...{ ...api('shop', { ...shop, apiRevision: '1' }), ...api('retired'), ...product('retired', 'retired') },
  'apis/shop/operations/get-second/policy.xml': policyOf('x-second'),
};
const wanted: Files = {
  ...{ ...tag('stays'), ...tag('new'), ...backend('new'), ...fragment('new'), ...serviceWith('new', 'new') },
  ...api('shop', { ...shop, apiRevision: '2' }, documentOf('Shop', '/first', '/third')),
  ...api('shop;rev=1', shop),
  ...product('all', 'shop'),
  'apis/shop/operations/get-third/policy.xml': policyOf('x-third'),
};
const ofOthers = {
  'tags/of-others': { displayName: 'Of others' },
  'products/of-others': { displayName: 'Theirs' },
};

describe('Whichever request of a publication with deletes and a promotion', () => {
  let world: WorldInProcess;
  let expected: unknown;
  let requests: number;
  before(async () => {
    world = await startWorldInProcess({ longRunning: 'imports' }, { withoutContent: true });
    const story = await published();
    assert.deepEqual((await story.publish(wanted, telling)).errors.map(String), []);
    requests = world.arm.requests.entries.length;
    expected = whole(story);
    const deletes = story.writes().filter((one) => one.startsWith('DELETE'));
    assert.equal(deletes.length, 7, deletes.join());
    assert.ok(story.writes().some((one) => one.includes('/releases/')));
  });
  after(() => world.stop());

  const telling = { commit: 'the-new-one', deletes: { maxDeletes: 20, allowDeleteOf: ['subscriptions'] } };

  async function published(): Promise<ToldStory> {
    world.arm.faults.length = 0;
    const story = await tellStory(world, ofOthers);
    assert.deepEqual((await story.publish(old)).errors, []);
    return story;
  }

  for (const [shift, [words, fault]] of Object.entries({ ...passingFaults, ...lastingFaults }).entries())
    it(`meets ${words}: it is done all the same, or says what is not, and the next one does the rest, nothing twice`, async () => {
      for (let nth = (shift % stride) + 1; nth <= requests; nth += stride) {
        const story = await published();
        const at = `request ${String(nth)} of ${String(requests)}`;
        const isPassing = words in passingFaults;
        world.arm.faults.push(isPassing ? { path: /./, nth, ...fault } : fromThenOn(nth, fault));
        const first = await story.publish(wanted, telling).catch(expectedError);
        const errors = first instanceof TaskError ? [first] : first.errors;
        if (isPassing || errors.length === 0) {
          assert.deepEqual(errors.map(String), [], at);
          assert.deepEqual(whole(story), expected, at);
        }
        const done = new Set(
          world.arm.requests.writes
            .filter(({ status }) => status < 400)
            .map(({ method, path }) => method + path),
        );
        world.arm.faults.length = 0;
        const again = await story.publish(wanted, telling);
        assert.deepEqual(again.errors.map(String), [], at);
        assert.deepEqual(whole(story), expected, at);
        if (first instanceof TaskError) continue;
        const twice = story.writes().filter((one) => isFinished(one, done, story));
        assert.deepEqual(
          errors.length === 0 ? story.writes() : twice,
          [],
          `${at}: ${errors.map(String).join()}`,
        );
      }
    }).timeout(60_000);
});

/** Deleted by one run and by the next. */
function isFinished(write: string, done: ReadonlySet<string>, { instance }: ToldStory): boolean {
  const [method = '', path = ''] = write.split(' ');
  return method === 'DELETE' && done.has(`${method}${instance.resourceId}/${path}`);
}

/** Without the dates that are in the names of releases. */
function whole(story: ToldStory): unknown {
  return Object.entries(story.dump()).filter(([path]) => !path.includes('/releases/'));
}
