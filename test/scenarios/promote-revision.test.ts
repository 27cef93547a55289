import assert from 'node:assert/strict';
import { assertGreen, seen } from '../services/world-expectations.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import type { Inputs } from '../services/world.ts';
import { quick } from '../services/world-switches.ts';
import { api } from '../stories/files.ts';

const shop = { displayName: 'Shop', path: 'shop', serviceUrl: 'https://shop.example' };

/** Three revisions, and which of them the files say is current. */
function filesWithCurrent(number: string): Readonly<Record<string, string>> {
  const others = ['1', '2', '3'].filter((one) => one !== number);
  const all = [
    api('shop', { ...shop, apiRevision: number }),
    ...others.map((one) => api(`shop;rev=${one}`, shop)),
  ];
  const files = Object.assign({}, ...all) as Readonly<Record<string, string>>;
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`apim-artifacts/${path}`, text]));
}

describe('The current revision, by the input promoteRevision', () => {
  const world = bundledWorldForTests({ switches: quick, withoutContent: true });
  let committed: readonly string[] = [];

  const publish = async (number: string, inputs: Inputs = {}) => {
    const files = filesWithCurrent(number);
    const gone = committed.filter((path) => !(path in files)).map((path) => [path, null] as const);
    committed = Object.keys(files);
    const commit = await world.repository.commit('main', { ...files, ...Object.fromEntries(gone) }, number);
    await world.checkout();
    world.emulators.arm.requests.clear();
    const run = await world.publish(
      { artifactsFolder: 'apim-artifacts', overridesFile: '', ...inputs },
      { variables: { 'Build.SourceVersion': commit, 'Build.SourceBranch': 'refs/heads/main' } },
    );
    assertGreen(run);
    const releases = world.emulators.arm.requests.writes.filter(({ path }) => path.includes('/releases/'));
    const live = (await world.prod.get('apis/shop')) as { properties: { apiRevision: string } };
    return { run, releases, current: live.properties.apiRevision };
  };

  it('is that of the files in an empty instance; another one later stays with never, is released with declared and always', async () => {
    const first = await publish('2');
    assert.equal(first.current, '2', seen(first.run));

    const never = await publish('1', { promoteRevision: 'never' });
    assert.deepEqual([never.current, never.releases], ['2', []], seen(never.run));
    assert.match(never.run.log.join('\n'), /keep +API shop +\(other revision current; .*"2" -> "1"\)/);

    const declared = await publish('3', { promoteRevision: '' });
    assert.equal(declared.current, '3', seen(declared.run));
    assert.match(
      declared.releases[0]?.body ?? '',
      /"notes":"Revision 3 becomes current instead of revision 2/,
    );
    assert.equal(declared.releases.length, 1);

    await world.prod.put('apis/shop/releases/by-hand', { properties: { apiId: '/apis/shop;rev=1' } });
    const always = await publish('3', { promoteRevision: 'always' });
    assert.deepEqual([always.current, always.releases.length], ['3', 1], seen(always.run));
    assert.match(always.releases[0]?.body ?? '', /"notes":"Revision 3 becomes current instead of revision 1/);
  });
});
