import assert from 'node:assert/strict';
import { join } from 'node:path';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { isMarker } from '../services/world.ts';
import { assertGreen, seen } from '../services/world-expectations.ts';
import { editFile } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

interface Sent {
  readonly properties: Readonly<Record<string, unknown>>;
}

describe('Publishing again', () => {
  const world = bundledWorldForTests({ switches: quick });
  let created: number;
  const edit = (file: string, change: (text: string) => string) =>
    editFile(join(world.folder, 'files', file), change);
  const publish = () => world.publish({ artifactsFolder: 'files' });

  before(async () => {
    assertGreen(await world.extract({ createPullRequest: 'false', artifactsFolder: 'files' }));
    const run = await publish();
    assertGreen(run);
    created = Number(run.outputs['createdCount']);
    assert.ok(created > 20, seen(run));
    assert.deepEqual(run.outputs, {
      hasChanges: 'true',
      createdCount: String(created),
      updatedCount: '1',
      deletedCount: '0',
      unchangedCount: '0',
      failedCount: '0',
      planFile: '',
    });
  });
  beforeEach(() => {
    world.emulators.arm.requests.clear();
  });

  it('writes nothing when nothing changed', async () => {
    const run = await publish();
    assertGreen(run);
    assert.deepEqual(world.allWrites(), [], seen(run));
    assert.deepEqual(run.outputs, {
      hasChanges: 'false',
      createdCount: '0',
      updatedCount: '0',
      deletedCount: '0',
      unchangedCount: String(created + 1),
      failedCount: '0',
      planFile: '',
    });
  });

  it('writes one operation policy when that is what changed', async () => {
    const file = 'apis/petstore/operations/getPetById/policy.xml';
    await edit(file, (text) => text.replace('override', 'append'));
    const run = await publish();
    assertGreen(run);
    assert.equal(run.outputs['updatedCount'], '1', seen(run));
    assert.deepEqual(world.writes(), ['PUT apis/petstore/operations/getPetById/policies/policy'], seen(run));
  });

  it('writes the API once when its specification changed, with its service URL', async () => {
    await edit('apis/trains/specification.yaml', (text) =>
      text.replace(/summary: .*/, 'summary: Where trains stop'),
    );
    const run = await publish();
    assertGreen(run);
    const sent = bodies();
    assert.deepEqual(world.writes(), ['PUT apis/trains'], seen(run));
    assert.equal(sent[0]?.properties['serviceUrl'], 'https://trains-dev.example.com');
    assert.equal(sent[0].properties['translateRequiredQueryParameters'], 'query');
    assert.match(String(sent[0].properties['value']), /Where trains stop/);
  });

  it('imports nothing when only metadata of an API changed', async () => {
    await edit('apis/uspto/apiInformation.json', (text) => text.replace('patents-dev', 'patents-new'));
    const run = await publish();
    assertGreen(run);
    const sent = bodies();
    assert.deepEqual(world.writes(), ['PUT apis/uspto'], seen(run));
    assert.deepEqual(
      Object.keys(sent[0]?.properties ?? {}).filter((name) => ['value', 'format'].includes(name)),
      [],
    );
    const live = (await world.prod.get('apis/uspto')) as Sent;
    assert.equal(live.properties['serviceUrl'], 'https://patents-new.example.com');
  });

  it('repairs what somebody changed in the portal', async () => {
    await world.prod.put('backends/shop', {
      properties: {
        url: 'https://wrong.example.com',
        protocol: 'http',
        credentials: { header: { 'x-partner-key': ['{{partner-key}}'] } },
      },
    });
    const run = await publish();
    assertGreen(run);
    assert.deepEqual(world.writes(), ['PUT backends/shop'], seen(run));
  });

  it('leaves alone what only the instance has', async () => {
    await world.prod.put('tags/of-somebody', { properties: { displayName: 'Of somebody' } });
    const run = await publish();
    assertGreen(run);
    assert.deepEqual(world.writes(), [], seen(run));
  });

  function bodies(): readonly Sent[] {
    const { writes } = world.emulators.arm.requests;
    return writes.filter(({ path }) => !isMarker(path)).map(({ body }) => JSON.parse(body) as Sent);
  }
});

describe('A plan', () => {
  const world = bundledWorldForTests({ switches: quick });
  const plan = () => world.publish({ action: 'plan', artifactsFolder: 'files' });
  before(async () => {
    assertGreen(await world.extract({ createPullRequest: 'false', artifactsFolder: 'files' }));
  });
  beforeEach(() => {
    world.emulators.arm.requests.clear();
  });

  it('of an empty instance writes nothing and lists exactly what publishing then does', async () => {
    const planned = await plan();
    assertGreen(planned);
    assert.deepEqual(world.writes(), [], seen(planned));
    const published = await world.publish({ artifactsFolder: 'files' });
    assertGreen(published);
    assert.ok(changesIn(planned.log).length > 20, seen(planned));
    assert.deepEqual(changesIn(planned.log), changesIn(published.log));
    assert.deepEqual({ ...planned.outputs }, { ...published.outputs });
    assert.equal(planned.outputs['hasChanges'], 'true');
  });

  it('of an instance that is as the files want it says so (story 47)', async () => {
    const planned = await plan();
    assertGreen(planned);
    assert.deepEqual(world.writes(), [], seen(planned));
    assert.equal(planned.outputs['hasChanges'], 'false');
    assert.deepEqual(changesIn(planned.log), []);
  });

  it('of one change shows it, in the log and on the page of the run', async () => {
    await editFile(join(world.folder, 'files/backends/shop/backendInformation.json'), (text) =>
      text.replace('shop-dev', 'shop-next'),
    );
    const planned = await plan();
    assertGreen(planned);
    assert.deepEqual(world.writes(), [], seen(planned));
    assert.deepEqual(changesIn(planned.log).length, 1, seen(planned));
    assert.match(planned.log.join('\n'), /update\s+backend shop .*shop-dev.*shop-next/);
    assert.match(planned.summary ?? '', /backend shop.*shop-next/);
    assert.equal(planned.outputs['updatedCount'], '1');
  });

  it('needs no right to write', async () => {
    world.emulators.arm.denied.push(/^(PUT|PATCH|DELETE|POST) /);
    try {
      assertGreen(await plan());
    } finally {
      world.emulators.arm.denied.length = 0;
    }
  });
});

/** Lines of the log that tell of changes, in alphabetical order: publishing tells them as they are done. */
function changesIn(log: readonly string[]): readonly string[] {
  return log.filter((line) => /^(create|update|delete) /.test(line)).sort();
}
