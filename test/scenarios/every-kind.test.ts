import assert from 'node:assert/strict';
import { assertPublished } from '../services/world-expectations.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import type { WorldInProcess } from '../services/world-in-process.ts';
import { planted } from '../services/world-identity.ts';
import type { Files } from '../services/world-files.ts';
import { opposite } from '../services/world-switches.ts';

describe('Every kind', () => {
  for (const [words, switches] of [
    ['as the facts have it', {}],
    ['where Azure does the opposite', opposite],
  ] as const)
    describe(words, () => {
      const world = worldForTests(switches, { everyKind: true });
      let dev: Awaited<ReturnType<WorldInProcess['extract']>>;
      before(async () => {
        dev = await world.extract('contoso-dev');
      });

      it('comes out of an instance into which it was published as it went in', async () => {
        assertPublished(await world.publish('contoso-prod', dev));
        assertSameFiles(await world.extract('contoso-prod'), dev);
      });

      it('is not written a second time', async () => {
        world.arm.requests.clear();
        const again = await world.publish('contoso-prod', dev);
        assertPublished(again);
        assert.deepEqual(
          world.arm.requests.writes.map(({ method, path }) => `${method} ${path}`),
          [],
        );
        assert.equal(again.hasChanges, false, again.summary);
      });

      it('keeps its bytes when it is extracted again', async () => {
        assertSameFiles(await world.extract('contoso-dev', dev), dev);
      });

      it('tells no secret, and no reference that only one instance knows', () => {
        for (const [path, text] of Object.entries(dev)) {
          for (const secret of Object.values(planted)) assert.ok(!text.includes(secret), path);
          assert.doesNotMatch(text, /\{\{(?:Logger-Credentials--)?[0-9a-f]{24}\}\}/, path);
        }
      });
    });
});

/** One file after the other: a difference between folders is too long to be read. */
function assertSameFiles(one: Files, other: Files): void {
  assert.deepEqual(Object.keys(one).sort(), Object.keys(other).sort());
  for (const [path, text] of Object.entries(one)) assert.equal(text, other[path], path);
}
