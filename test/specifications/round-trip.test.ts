import assert from 'node:assert/strict';
import { assertPublished } from '../services/world-expectations.ts';
import type { Switches } from '../../emulator/arm/switches.ts';
import type { Files } from '../services/world-files.ts';
import { startWorldInProcess } from '../services/world-in-process.ts';
import { opposite, pairwise } from '../services/world-switches.ts';
import { apiName, documents, repositoryOf, withAnotherOperation } from './documents.ts';

/** Documents that say what no service keeps for certain, with the reason: a second run keeps them without knowing. */
const unknowable: Readonly<Record<string, string>> = {
  'openapi-3.1-conditions.yaml': 'an export is 3.0.1, which has no if, then and else',
  'openapi-3.1-content-encoding.yaml': 'an export is 3.0.1, which has no contentEncoding',
  'openapi-3.1-pattern-properties.yaml': 'an export is 3.0.1, which has no patternProperties',
  'openapi-3.1-tuples.yaml': 'an export is 3.0.1, which has no prefixItems',
};

/** What the instance has besides: the overrides of the world fill in the value of partner-key. */
const besides: Files = {
  'named values/partner-key/namedValueInformation.json':
    '{ "properties": { "displayName": "partner-key", "secret": true } }\n',
};

describe('Documents as people write them', () => {
  it('are a hundred and more', () => {
    assert.ok(documents.size >= 100);
  });

  it('arrive once, come back as they were, and each change of them arrives: Azure as it is believed to be', async () => {
    const unknown = await roundTrip({}, documents);
    assert.deepEqual(
      unknown,
      Object.keys(unknowable).map((file) => `API ${apiName(file)}`),
    );
  });

  it('do so when Azure does everything in the other way', async () => {
    await roundTrip(opposite, documents);
  });

  const all = [...documents];
  // The first rows meet the most pairs; round-trip-pairs.test.ts goes through all of them with fewer documents.
  const rows = pairwise().slice(0, 8);
  for (const [row, switches] of rows.entries())
    it(`do so when Azure does some things in the other way, a few documents each: ${Object.values(switches).map(String).join(' ')}`, async () => {
      const few = all.filter((_, at) => at % rows.length === row % all.length);
      await roundTrip(switches, new Map(few));
    });
});

/** Gives what a second run keeps without being able to tell. */
async function roundTrip(
  switches: Partial<Switches>,
  chosen: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const { arm, extract, publish, stop } = await startWorldInProcess(switches);
  try {
    const written = { ...(await extract('contoso-prod')), ...besides, ...repositoryOf(chosen) };
    assertPublished(await publish('contoso-prod', written));
    arm.requests.clear();
    const again = await publish('contoso-prod', written);
    assert.equal(again.hasChanges, false, again.summary);
    assert.deepEqual(arm.requests.writes, []);
    assert.deepEqual(await extract('contoso-prod', written), written);

    const changed = { ...written, ...repositoryOf(new Map([...chosen].map(withAnotherOperation))) };
    const publication = await publish('contoso-prod', changed);
    assertPublished(publication);
    assert.equal(publication.updated, chosen.size, publication.summary);
    assert.equal((await publish('contoso-prod', changed)).hasChanges, false);
    return [...again.summary.matchAll(/^\| keep \| (.*?) \| service wording \|$/gm)].map(
      ([, name = '']) => name,
    );
  } finally {
    await stop();
  }
}
