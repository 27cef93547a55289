import assert from 'node:assert/strict';
import { assertPublished } from '../services/world-expectations.ts';
import type { Publication } from '../../shared/publish/publish.ts';
import { startWorldInProcess } from '../services/world-in-process.ts';
import type { Files } from '../services/world-files.ts';
import { pairwise } from '../services/world-switches.ts';

/** In process: the bundle is proven by round-trip.test.ts, here many services are. */
describe('Round trip over all pairs of what Azure may do', () => {
  for (const switches of pairwise()) {
    it(`is identical, and a change arrives once: ${Object.values(switches).map(String).join(' ')}`, async () => {
      const { arm, extract, publish, stop } = await startWorldInProcess(switches, {
        withWorkspace: true,
      });
      try {
        const dev = await extract('contoso-dev');
        assertPublished(await publish('contoso-prod', dev));
        assert.deepEqual(await extract('contoso-prod'), dev);
        arm.requests.clear();
        assertNothingToDo(await publish('contoso-prod', dev));
        assert.deepEqual(arm.requests.writes, []);

        const changed = withChanges(dev);
        const publication = await publish('contoso-prod', changed);
        assertPublished(publication);
        assert.ok(publication.updated > 5, publication.summary);
        assertNothingToDo(await publish('contoso-prod', changed));
      } finally {
        await stop();
      }
    });
  }
});

function assertNothingToDo({ hasChanges, summary }: Publication): void {
  assert.equal(hasChanges, false, summary);
}

/** One word changed in each file in which one can be changed without breaking a reference. */
function withChanges(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, changed(path, text)]));
}

function changed(path: string, text: string): string {
  if (path.endsWith('policy.xml')) return text.replace('</inbound>', '<!-- seen --></inbound>');
  if (path.endsWith('productInformation.json')) return text.replace('All about pets', 'All about all pets');
  if (path.endsWith('specification.yaml')) return text.replace(/^( +)summary: (.*)$/m, '$1summary: Changed');
  return text.replace('shop-dev.example.com', 'shop-test.example.com');
}
