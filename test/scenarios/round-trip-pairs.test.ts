import assert from 'node:assert/strict';
import { assertPublished } from '../services/world-expectations.ts';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import { kindNames, kindOf, type KindName } from '../../shared/apim/kinds/table.ts';
import { readArtifacts } from '../../shared/artifacts/read-artifacts.ts';
import type { Publication } from '../../shared/publish/publish.ts';
import {
  fillAsPeopleDo,
  fillWithRevisions,
  fillWithTypes,
  fillWithVersions,
} from '../services/types-of-api.ts';
import { startWorldInProcess } from '../services/world-in-process.ts';
import type { Files } from '../services/world-files.ts';
import { opposite, pairwise } from '../services/world-switches.ts';

const signInWithEntra = { clientId: 'portal', clientSecret: 's', allowedTenants: ['contoso.example'] };

/** In process: the bundle is proven by round-trip.test.ts, here many services are. */
describe('Round trip over all pairs of what Azure may do', () => {
  for (const switches of [{}, opposite, ...pairwise()]) {
    it(`is identical, and a change arrives once: ${Object.values(switches).map(String).join(' ')}`, async () => {
      const world = await startWorldInProcess(switches, { withWorkspace: true, everyKind: true });
      const { arm, extract, publish, stop } = world;
      try {
        await fillAsPeopleDo(arm, async () => {
          await fillWithMore(world.dev);
          // Extracted for review and never published: in both instances, so that both give the same files.
          for (const instance of [world.dev, world.prod])
            await instance.put('identityProviders/aad', { properties: signInWithEntra });
        });
        const dev = await extract('contoso-dev');
        assert.deepEqual(kindsWithoutFile(dev), []);
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

/** APIs of every type, with all their revisions and versions, and more of one kind than two pages hold. */
async function fillWithMore(dev: EmulatedInstance): Promise<void> {
  await fillWithTypes(dev);
  await fillWithRevisions(dev);
  await fillWithVersions(dev);
  for (let at = 0; at < 250; at += 1)
    await dev.put(`groups/team-${at}`, { properties: { displayName: `Team ${at}` } });
}

/** Kinds that are published, and that the files of the seed have nothing of. */
function kindsWithoutFile(files: Files): readonly KindName[] {
  const { documents } = readArtifacts(
    new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])),
  );
  const held = new Set(documents.map(({ id }) => id.kind));
  return kindNames.filter((kind) => {
    const { files: forms, onlyForReview } = kindOf(kind);
    return forms !== undefined && onlyForReview === undefined && !held.has(kind);
  });
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
