import assert from 'node:assert/strict';
import { readFilter } from '../../shared/configuration/filter.ts';
import { extract } from '../../shared/extract/extract.ts';
import { silent } from '../../shared/log/log.ts';
import { namesAt, tellStory, type ToldStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { bytesOf } from '../services/world-in-process.ts';
import { api, documentOf, information, policyOf } from './files.ts';

interface Run {
  readonly revisions: 'all' | 'current';
  readonly filter?: string;
}
const whole: Files = {
  ...api('cars'),
  ...twoRevisions('trips'),
  ...twoRevisions('pets'),
};

/** Revision 2 is current, and 1 is beside it with a policy. */
function twoRevisions(name: string): Files {
  const old = `apis/${name};rev=1`;
  const about = {
    displayName: name,
    path: name,
    protocols: ['https'],
    serviceUrl: `https://${name}.example`,
  };
  return {
    ...api(name, { apiRevision: '2' }),
    [`${old}/apiInformation.json`]: information({ ...about, apiRevision: '1', isCurrent: false }),
    [`${old}/specification.json`]: documentOf(name, '/first'),
    [`${old}/policy.xml`]: policyOf('x-old'),
  };
}

describe('Revisions that an extraction leaves out', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });
  let story: ToldStory;
  before(async () => {
    story = await tellStory(world);
    assert.deepEqual((await story.publish(whole)).errors, []);
  });

  const extracted = async ({ revisions, filter }: Run, existing: Files = {}): Promise<Files> => {
    const before = bytesOf(existing);
    const { files, gaps } = await extract({
      instance: await world.connect(story.instance.resourceId.split('/').at(-1) ?? ''),
      ...{ existing: before, revisions, log: silent },
      ...(filter === undefined ? {} : { filter: readFilter(filter, 'filter.yaml') }),
    });
    assert.equal(
      gaps.some(({ why }) => why === 'incomplete'),
      false,
    );
    for (const change of files)
      if (change.kind === 'delete') before.delete(change.path);
      else before.set(change.path, change.content);
    return Object.fromEntries([...before].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
  };
  const leftOut = (files: Files) => {
    const { missing } = JSON.parse(files['apim-coverage.json'] ?? '') as {
      missing: readonly { of: string; why: string }[];
    };
    return missing.filter(({ why }) => why === 'not current').map(({ of }) => of);
  };
  const current: Run = { revisions: 'current' };
  const all: Run = { revisions: 'all' };

  it('are listed in the coverage file', async () => {
    const files = await extracted(current);
    assert.deepEqual(leftOut(files), ['api/pets/apiRevision/1', 'api/trips/apiRevision/1']);
    assert.deepEqual(await extracted(current, files), files);
    assert.deepEqual(leftOut(await extracted(all)), []);
  });

  it('are not listed where another run has written them: two pipelines do not flip the file', async () => {
    const trips: Run = { revisions: 'all', filter: 'apis: [trips]' };
    const files = await extracted(trips, await extracted(current));
    assert.deepEqual(leftOut(files), ['api/pets/apiRevision/1']);
    for (const run of [current, trips, trips, current, { ...current, filter: 'apis: [pets]' }])
      assert.deepEqual(await extracted(run, files), files);
    // The other way round it is the same file.
    const other = await extracted(current, await extracted(trips));
    assert.deepEqual(leftOut(other), leftOut(files));
    assert.deepEqual(leftOut(await extracted(all, files)), []);
  });

  it('are not listed by a filter that leaves out their API', async () => {
    assert.deepEqual(leftOut(await extracted({ ...current, filter: 'apis: [cars]' })), []);
  });

  it('are not deleted, nor what is in them, by whoever publishes the folder and deletes all else', async () => {
    const files = await extracted(current);
    const before = story.dump();
    for (const one of [files, without(files, 'apim-coverage.json')]) {
      const run = await story.publish(one, { deletes: { deleteMode: 'all', maxDeletes: 99 } });
      assert.deepEqual([run.errors, run.deleted], [[], 0]);
      assert.deepEqual(story.dump(), before);
    }
    assert.deepEqual(await namesAt(story.instance, 'apis'), [
      'cars',
      'pets',
      'pets;rev=1',
      'trips',
      'trips;rev=1',
    ]);
  });
});

function without(files: Files, path: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([one]) => one !== path));
}
