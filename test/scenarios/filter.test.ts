import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { EmulatedPullRequest } from '../../emulator/azure-devops/pull-request.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { textsOf, writeFileAt } from '../services/world-files.ts';

/** The folder of the main branch holds everything; each test extracts with a filter on top of it. */
describe('A filter is a scope', () => {
  const world = bundledWorldForTests();
  const extract = async (filter: string) => {
    await writeFileAt(join(world.folder, 'filter.yaml'), filter);
    return world.extract({ filterFile: 'filter.yaml' });
  };

  before(async () => {
    assertGreen(await world.extract());
    await world.repository.complete(world.repository.pullRequests[0]?.pullRequestId ?? 0);
    // Everything changes, so that a run that looks further than its filter is seen.
    const policy = '<policies><inbound><base /></inbound></policies>';
    await world.dev.put('apis/petstore/policies/policy', { properties: { format: 'rawxml', value: policy } });
    await world.dev.delete('apis/trains?deleteRevisions=true');
    await world.dev.delete('products/pets/apis/petstore');
    await world.dev.put('tags/public', { properties: { displayName: 'Open to all' } });
    await world.dev.put('apis/uspto', {
      properties: {
        displayName: 'USPTO Data Set API',
        path: 'patents',
        serviceUrl: 'https://patents-new.example.com',
        protocols: ['https'],
      },
    });
  });
  beforeEach(() => {
    for (const pullRequest of world.repository.pullRequests)
      if (pullRequest.status === 'active') pullRequest.status = 'abandoned';
  });

  it('takes what it names, and removes nothing outside, though it was wider before (story 20)', async () => {
    const run = await extract('apis: [USPTO]\nproducts: []\ntags: []\n');
    assertGreen(run);
    assert.equal(run.outputs['removedCount'], '0', seen(run));
    const { changed, removed } = await changes();
    assert.deepEqual(changed, ['apis/uspto/apiInformation.json'], seen(run));
    assert.deepEqual(removed, []);
  });

  it('removes what it names and what is gone', async () => {
    const run = await extract('apis: [trains]\nproducts: []\ntags: []\n');
    assertGreen(run);
    const { changed, removed } = await changes();
    assert.deepEqual(changed, []);
    assert.deepEqual(
      removed,
      [
        'apis/trains/apiInformation.json',
        'apis/trains/operations/get-stations/policy.xml',
        'apis/trains/specification.yaml',
      ],
      seen(run),
    );
  });

  it('leaves links alone that lead out of it', async () => {
    const run = await extract('apis: [uspto]\nproducts: [pets]\ntags: [public]\n');
    assertGreen(run);
    const { changed, removed } = await changes();
    assert.deepEqual(removed, [], seen(run));
    assert.deepEqual(changed, ['apis/uspto/apiInformation.json', 'tags/public/tagInformation.json']);
  });

  it('removes a link that lies inside it and is gone', async () => {
    const run = await extract('apis: [petstore]\nproducts: [pets]\ntags: []\n');
    assertGreen(run);
    const { removed } = await changes();
    assert.deepEqual(removed, ['products/pets/apis/petstore/productApiInformation.json'], seen(run));
  });

  it('asks Azure for nothing outside', async () => {
    world.emulators.arm.requests.clear();
    const run = await extract('apis: [uspto]\nproducts: []\ntags: []\nbackends: []\nnamedValues: []\n');
    assertGreen(run);
    const asked = world.emulators.arm.requests.entries.map(({ path }) => path);
    assert.deepEqual(
      asked.filter(
        (path) =>
          // Tags are asked which operations carry them: no list of operations says it (facts: apim-rest 1.0).
          /\/(products|backends|namedValues|apis\/petstore)(\/|$)/.test(path) &&
          !path.includes('/apis/uspto/'),
      ),
      [],
      seen(run),
    );
  });

  for (const [words, filter, code, ...says] of [
    [
      'an entry that matches nothing',
      'apis:\n  - uspto\n  - petsore\n',
      'UNMATCHED_FILTER',
      /filter\.yaml, line 3/,
      /petsore/,
      /petstore/,
    ],
    [
      'a section that is unknown',
      'apis: []\napi: [uspto]\n',
      'INVALID_FILE',
      /filter\.yaml, line 2/,
      /"api"/,
      /apis/,
    ],
    [
      'an entry that is no name',
      'apis:\n  - name: uspto\n',
      'INVALID_FILE',
      /filter\.yaml, line 2/,
      /not a name/,
    ],
    ['broken YAML', 'apis: [uspto\n', 'INVALID_FILE', /filter\.yaml \(\d+:\d+\)/],
  ] as const)
    it(`refuses ${words}, and nothing is changed`, async () => {
      const before = world.repository.pullRequests.length;
      const run = await extract(filter);
      assertRed(run, code, ...says);
      const [issue] = run.issues;
      assert.match(issue?.file ?? '', /filter\.yaml$/);
      assert.ok(issue?.line !== undefined, seen(run));
      assert.equal(world.repository.pullRequests.length, before);
    });

  it('that is missing is named', async () => {
    const run = await world.extract({ filterFile: 'filters/none.yaml' });
    assertRed(run, 'INVALID_INPUT', /"filterFile"/, /filters\/none\.yaml/);
  });

  /** What the active pull request changes in the folder. */
  async function changes(): Promise<{ changed: readonly string[]; removed: readonly string[] }> {
    const pullRequest = world.repository.pullRequests.find(({ status }) => status === 'active');
    assert.ok(pullRequest !== undefined, 'There is a pull request.');
    const [before, after] = [await filesOf('main'), await filesOf(sourceOf(pullRequest))];
    return {
      // What the folder says of itself has tests of its own: coverage.test.ts.
      changed: Object.keys(after).filter(
        (path) => path !== 'apim-coverage.json' && after[path] !== before[path],
      ),
      removed: Object.keys(before).filter((path) => after[path] === undefined),
    };
  }

  async function filesOf(branch: string) {
    return textsOf(await world.repository.files(branch), 'apim-artifacts');
  }

  function sourceOf({ sourceRefName }: EmulatedPullRequest): string {
    return sourceRefName.replace('refs/heads/', '');
  }
});
