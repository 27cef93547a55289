import assert from 'node:assert/strict';
import { fillManyApis } from '../services/many-apis.ts';
import type { Files } from '../services/world-files.ts';
import { refusal } from '../services/world-lies.ts';
import { toldExtractions } from './told-extractions.ts';

const size = { apis: 25, operations: 2, operationPolicies: 0, products: 2, tags: 16 };
const [leastApis, leastTags] = [20, 10];

describe('The view of all that has a tag', function () {
  this.timeout(60_000);
  const { world, told, extract, asked } = toldExtractions({}, { tagViews: 'all' });
  let whole: Files;
  const askedApis = () => asked(/\/apis\/[^/]+\/tags$/).length;
  const askedTags = () => asked(/\/tags\/[^/]+\/operationLinks$/).length;

  before(async () => {
    await fillManyApis(world.dev, size);
    for (const api of [1, 2, 25])
      await world.dev.put(`apis/api-${api}/operations/operation-1/tags/tag-${api % 16}`, {});
    whole = await extract();
  });

  it('takes the place of lists for each API and each tag, when a sample of them says the same', async () => {
    assert.deepEqual(await extract(), whole);
    assert.deepEqual([askedApis(), askedTags(), asked(/\/tagResources$/).length], [leastApis, leastTags, 1]);
    const tagged = Object.keys(whole).filter((path) => /tags\/.*\/apis\//.test(path));
    assert.equal(tagged.length, size.apis * 2);
    assert.equal(Object.keys(whole).filter((path) => path.endsWith('operationTags.json')).length, 3);
  });

  for (const tagViews of ['withoutOperations', 'withoutApis', 'some'] as const)
    it(`is not believed when it lies (${tagViews}): lists are asked, and it is said`, async () => {
      assert.deepEqual(await extract({ tagViews }), whole);
      assert.equal(askedApis(), tagViews === 'withoutOperations' ? leastApis : size.apis);
      assert.equal(askedTags(), tagViews === 'withoutApis' ? leastTags : size.tags);
      assert.match(
        told.join('\n'),
        / has other tags than the list tagResources | is on other operations than the list tagResources /,
      );
    });

  for (const status of [403, 404, 500])
    it(`is done without where Azure answers ${status}`, async () => {
      const code = status === 403 ? 'AuthorizationFailed' : 'InternalServerError';
      const answer = refusal(status, code, 'Request processing failed due to internal error.');
      world.arm.faults.push({ method: 'GET', path: /\/tagResources$/, times: 100, answer });
      assert.deepEqual(await extract(), whole);
      assert.deepEqual(
        [askedApis(), askedTags(), asked(/\/tagResources$/).length],
        [size.apis, size.tags, 1],
      );
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

describe('The tags of revisions that are not current', function () {
  this.timeout(60_000);
  const small = { apis: 25, operations: 1, operationPolicies: 0, products: 1, tags: 16 };
  const revisions = 24;
  const { world, told, extract, asked } = toldExtractions({}, { tagViews: 'all', tagLinks: 'all' });
  let whole: Files;
  const askedOthers = (list: string) => asked(new RegExp(`;rev=2/${list}$`)).length;
  const disproofs = () => told.filter((line) => line.includes(' has other '));

  before(async () => {
    await fillManyApis(world.dev, small);
    for (let at = 1; at <= revisions; at += 1) {
      const properties = { sourceApiId: `/apis/api-${at}`, path: `api-${at}`, apiRevision: '2' };
      await world.dev.put(`apis/api-${at};rev=2`, { properties });
      await world.dev.put(`apis/api-${at};rev=2/tags/tag-9`, {});
      await world.dev.put(`apis/api-${at}/operations/operation-1/tags/tag-8`, {});
      await world.dev.put(`apis/api-${at};rev=2/operations/operation-1/tags/tag-9`, {});
    }
    whole = await extract({ tagViews: 'none', tagLinks: 'currentRevisions' });
    const paths = Object.keys(whole);
    assert.equal(paths.filter((path) => /^apis.*;rev=2\/operationTags.json$/.test(path)).length, revisions);
    assert.equal(paths.filter((path) => /tag-9\/apis\/.*;rev=2\//.test(path)).length, revisions);
  });

  it('are those of the view, when a sample of such revisions says the same', async () => {
    for (const tagLinks of ['all', 'currentRevisions'] as const) {
      assert.deepEqual(await extract({ tagLinks }), whole);
      assert.deepEqual([askedOthers('tags'), askedOthers('operationsByTags')], [leastApis, leastApis]);
      assert.deepEqual(disproofs(), []);
    }
  });

  it('are those of the revision that was asked, though its own view names the API alone', async () => {
    const operation = { id: '/apis/api-1/operations/operation-1' };
    const value = [{ tag: { id: '/tags/tag-9' }, operation }];
    const path = /\/api-1;rev=2\/operationsByTags$/;
    world.arm.faults.push({
      method: 'GET',
      path,
      times: 9,
      answer: { status: 200, body: { value, count: 1 } },
    });
    assert.deepEqual(await extract({ tagViews: 'currentRevisions' }), whole);
  });

  it('are asked for one by one, and it is said, when the view has no such revisions: the others are believed', async () => {
    assert.deepEqual(await extract({ tagViews: 'currentRevisions' }), whole);
    assert.deepEqual([askedOthers('tags'), askedOthers('operationsByTags')], [revisions, revisions]);
    assert.equal(asked(/\/apis\/[^;/]+\/tags$/).length, leastApis);
    assert.match(told.join('\n'), /API api-\d+;rev=2 has other tags than the list tagResources /);
    assert.match(
      told.join('\n'),
      /has other operation tags than lists of the whole instance say: each of 4 /,
    );
  });
});
