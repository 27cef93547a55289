import assert from 'node:assert/strict';
import type { Switches } from '../../emulator/arm/switches.ts';
import { type Log, silent } from '../../shared/log/log.ts';
import { fillManyApis } from '../services/many-apis.ts';
import type { Files } from '../services/world-files.ts';
import { refusal } from '../services/world-lies.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';

const size = { apis: 25, operations: 2, operationPolicies: 0, products: 2, tags: 16 };
const [leastApis, leastTags] = [20, 10];

describe('The view of all that has a tag', function () {
  this.timeout(60_000);
  const told: string[] = [];
  const log: Log = { ...silent, line: (text) => told.push(text) };
  let world: WorldInProcess;
  let whole: Files;

  const extract = async (switches: Partial<Switches> = {}, existing: Files = {}): Promise<Files> => {
    Object.assign(world.arm.switches, { tagViews: 'all', ...switches });
    world.arm.requests.clear();
    told.length = 0;
    return await world.extract('contoso-dev', existing);
  };
  const asked = (pattern: RegExp) =>
    world.arm.requests.entries.filter(({ method, path }) => method === 'GET' && pattern.test(path)).length;
  const askedApis = () => asked(/\/apis\/[^/]+\/tags$/);
  const askedTags = () => asked(/\/tags\/[^/]+\/operationLinks$/);

  before(async () => {
    world = await startWorldInProcess({ longRunning: 'none' }, { withoutContent: true, log });
    await fillManyApis(world.dev, size);
    for (const api of [1, 2, 25])
      await world.dev.put(`apis/api-${api}/operations/operation-1/tags/tag-${api % 16}`, {});
    whole = await extract();
  });
  after(() => world.stop());
  afterEach(() => {
    world.arm.faults.length = 0;
  });

  it('takes the place of lists for each API and each tag, when a sample of them says the same', async () => {
    assert.deepEqual(await extract(), whole);
    assert.deepEqual([askedApis(), askedTags(), asked(/\/tagResources$/)], [leastApis, leastTags, 1]);
    const tagged = Object.keys(whole).filter((path) => /tags\/.*\/apis\//.test(path));
    assert.equal(tagged.length, size.apis * 2);
    assert.equal(Object.keys(whole).filter((path) => path.endsWith('operationTags.json')).length, 3);
  });

  it('is not made for revisions that are not current: these are asked', async () => {
    const revision = { sourceApiId: '/apis/api-1', path: 'api-1', apiRevision: '2' };
    await world.dev.put('apis/api-1;rev=2', { properties: revision });
    await world.dev.put('apis/api-1;rev=2/tags/tag-9', {});
    await world.dev.put('apis/api-1;rev=2/operations/operation-2/tags/tag-9', {});
    const files = await extract();
    const own = Object.keys(files).filter((path) => path.includes('api-1;rev=2'));
    assert.ok(own.includes('tags/tag-9/apis/api-1;rev=2/tagApiInformation.json'), own.join('\n'));
    assert.match(files['apis/api-1;rev=2/operationTags.json'] ?? '', /operation-2[^]*tag-9/);
    assert.deepEqual([askedApis(), askedTags()], [leastApis + 1, leastTags]);
    await world.dev.delete('apis/api-1;rev=2');
  });

  for (const tagViews of ['withoutOperations', 'withoutApis', 'some'] as const)
    it(`is not believed when it lies (${tagViews}): lists are asked, and it is said`, async () => {
      assert.deepEqual(await extract({ tagViews }), whole);
      assert.equal(askedApis(), tagViews === 'withoutOperations' ? leastApis : size.apis);
      assert.equal(askedTags(), tagViews === 'withoutApis' ? leastTags : size.tags);
      assert.match(told.join('\n'), /than the view of all tags says|other tags than the view of all tags/);
    });

  for (const status of [403, 404, 500])
    it(`is done without where Azure answers ${status}`, async () => {
      const code = status === 403 ? 'AuthorizationFailed' : 'InternalServerError';
      const answer = refusal(status, code, 'Request processing failed due to internal error.');
      world.arm.faults.push({ method: 'GET', path: /\/tagResources$/, times: 100, answer });
      assert.deepEqual(await extract(), whole);
      assert.deepEqual([askedApis(), askedTags(), asked(/\/tagResources$/)], [size.apis, size.tags, 1]);
      assert.match(told.join('\n'), /The list tagResources cannot be used/);
    });

  it('takes no file away, however little it lists: what files have is asked for by itself', async () => {
    for (const tagViews of ['withoutOperations', 'withoutApis', 'some', 'none'] as const)
      assert.deepEqual(await extract({ tagViews }, whole), whole);
    await world.dev.delete('apis/api-2/tags/tag-3');
    await world.dev.delete('apis/api-2/operations/operation-1/tags/tag-2');
    const files = await extract({}, whole);
    const gone = Object.keys(whole).filter((path) => !(path in files));
    assert.deepEqual(gone, ['apis/api-2/operationTags.json', 'tags/tag-3/apis/api-2/tagApiInformation.json']);
    const heads = world.arm.requests.entries.filter(({ method }) => method === 'HEAD');
    assert.deepEqual(new Set(heads.map(({ status }) => status)), new Set([404]));
  });
});
