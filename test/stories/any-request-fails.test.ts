import assert from 'node:assert/strict';
import { lastingFaults, type NamedFault, passingFaults } from '../../emulator/arm/faults.ts';
import { TaskError } from '../../shared/errors/task-error.ts';
import { expectedError, fromThenOn, fromTimeToTime, tells } from '../services/lasting-fault.ts';
import { tellStory, type ToldStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, documentOf, information, policyOf } from './files.ts';

const backend = (name: string): Files => ({
  [`backends/${name}/backendInformation.json`]: information({
    url: `https://${name}.example`,
    protocol: 'http',
  }),
});
const product = (name: string, description: string, ...apis: readonly string[]): Files => ({
  [`products/${name}/productInformation.json`]: information({ displayName: name, description }),
  ...Object.fromEntries(apis.map((one) => [`products/${name}/apis/${one}/productApiInformation.json`, '{}'])),
});
const servedBy = (name: string): Files => ({
  'policy.xml': `<policies><inbound><set-backend-service backend-id="${name}" /></inbound><backend><forward-request /></backend><outbound /><on-error /></policies>`,
});
const shop = { displayName: 'Shop', path: 'shop' };

/** What was published, and what is published now: something new, something else, an import, a promotion, a link, deletes. */
const old: Files = {
  ...{ ...backend('old'), ...servedBy('old'), ...product('all', 'old'), ...product('retired', '') },
  ...api('shop', { ...shop, apiRevision: '1' }),
  'apis/shop/operations/get-second/policy.xml': policyOf('x-second'),
};
const wanted: Files = {
  ...{ ...backend('new'), ...servedBy('new'), ...product('all', 'new', 'shop') },
  ...api('shop', { ...shop, apiRevision: '2' }, documentOf('Shop', '/first', '/third')),
  ...api('shop;rev=1', shop),
  'apis/shop/operations/get-third/policy.xml': policyOf('x-third'),
};
const ofOthers = {
  'backends/of-others': { url: 'https://others.example', protocol: 'http' },
  'products/of-others': { displayName: 'Theirs' },
};

describe('Whichever request of a publication with deletes and a promotion (stories 44 and 45)', () => {
  const world = worldForTests({ longRunning: 'imports' }, { withoutContent: true });
  let story: ToldStory;
  let restore: () => void;
  let expected: Dump;
  let requests: number;

  before(async () => {
    story = await tellStory(world, ofOthers);
    assert.deepEqual((await story.publish(old)).errors, []);
    restore = story.instance.kept();
    assert.deepEqual((await publish()).errors.map(String), []);
    requests = world.arm.requests.entries.length;
    expected = whole(story);
    const writes = story.writes().map((one) => one.replace(/published-.*/, ''));
    assert.deepEqual([...writes].sort(), [
      'DELETE apis/shop;rev=1/operations/get-second/policies/policy',
      ...['DELETE backends/old', 'DELETE products/retired'],
      ...['PUT apis/shop', 'PUT apis/shop/releases/', 'PUT apis/shop;rev=2'],
      'PUT apis/shop;rev=2/operations/get-third/policies/policy',
      ...['PUT backends/new', 'PUT policies/policy', 'PUT products/all', 'PUT products/all/apis/shop'],
    ]);
  });

  const publish = () =>
    story.publish(wanted, {
      ...{ commit: 'the-new-one', scope: 'changes' },
      deletes: { allowDeleteOf: ['subscriptions'] },
    });
  const each = (total: number) => Array.from({ length: total }, (_, at) => at + 1);

  for (const [words, fault] of Object.entries<NamedFault>(passingFaults))
    it(`meets ${words}: it is done all the same, and the next one has nothing to do`, async () => {
      for (const first of each(apart)) {
        restore();
        const at = `request ${String(first)} of ${String(requests)} and every ${String(apart)}th from there`;
        world.arm.faults.push(...fromTimeToTime(first, requests, apart, fault));
        const { errors } = await publish();
        world.arm.faults.length = 0;
        assert.deepEqual(errors.map(String), [], at);
        assert.deepEqual(whole(story), expected, at);
        assert.deepEqual((await publish()).errors.map(String), [], at);
        assert.deepEqual(story.writes(), [], at);
      }
    });

  for (const [words, fault] of Object.entries<NamedFault>(lastingFaults))
    it(`meets ${words}: it says what is not done, and the next one does that and nothing else`, async () => {
      for (const nth of each(requests)) {
        restore();
        const lasting = fromThenOn(nth, fault);
        world.arm.faults.push(lasting);
        const first = await publish().catch(expectedError);
        world.arm.faults.length = 0;
        const at = `request ${String(nth)} of ${String(requests)}: ${lasting.struck()}`;
        const before = whole(story);
        const errors = first instanceof TaskError ? [first] : first.errors;
        if (errors.length === 0) assert.deepEqual(before, expected, at);
        else
          assert.ok(
            errors.some((error) => tells(error, lasting.struck())),
            `${at}: ${errors.join(' ')}`,
          );
        // Where it did not even tell the marker, the next one finds what this one has found.
        if (world.arm.requests.writes.length === 0) continue;
        assert.deepEqual((await publish()).errors.map(String), [], at);
        assert.deepEqual(whole(story), expected, at);
        const needless = story.writes().filter((write) => !isNeeded(write, before, expected));
        assert.deepEqual(needless, [], `${at}: ${errors.map(String).join()}`);
      }
    });
});

/** Each request is met in one of so many runs, which is repeated before the next one is. */
const apart = 8;

/** Whether what is written was other than wanted before, or anything that the same write brings along. */
function isNeeded(write: string, before: Dump, wanted: Dump): boolean {
  const path = write
    .replace(/^\w+ /, '')
    .replace(/^apis\/shop(?=\/(?!releases)|$)/, `apis/shop;rev=${String(before['apis/shop'])}`)
    .replace(/\/releases\/.*/, '');
  const differs = (one: string) => JSON.stringify(before[one]) !== JSON.stringify(wanted[one]);
  return [...new Set([...Object.keys(before), ...Object.keys(wanted)])].some(
    (one) => (one === path || one.startsWith(`${path}/`)) && differs(one),
  );
}

type Dump = Readonly<Record<string, unknown>>;

/** Each revision by its number, and of the API which one is current; without releases, whose names have dates. */
function whole(story: ToldStory): Dump {
  const all = story.dump();
  const { apiRevision: current } = all['apis/shop'] as { apiRevision?: string };
  const named = (path: string) => path.replace(/^apis\/shop(?=\/|$)/, `apis/shop;rev=${String(current)}`);
  return Object.fromEntries([
    ...Object.entries(all)
      .filter(([path]) => !path.includes('/releases/'))
      .map(([path, properties]) => [named(path), properties] as const),
    ['apis/shop', current],
  ]);
}
