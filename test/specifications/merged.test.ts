import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../shared/apim/json.ts';
import { compareOpenApi } from '../../shared/apim/specification/compare-open-api.ts';
import { parseOpenApi } from '../../shared/apim/specification/open-api.ts';
import { inOpenApi3 } from '../../shared/apim/specification/swagger-2.ts';
import { mergedSpecification } from '../../shared/artifacts/merge-specification.ts';
import type { Switches } from '../../emulator/arm/switches.ts';
import { assertPublished } from '../services/world-expectations.ts';
import { startWorldInProcess } from '../services/world-in-process.ts';
import { opposite } from '../services/world-switches.ts';
import { documents, repositoryOf, withAnotherOperation } from './documents.ts';

describe('Documents as people write them, when the service has an operation more', () => {
  it('get that operation and lose no line: Azure as it is believed to be', () => merged({}));
  it('get that operation and lose no line: Azure in the other way', () => merged(opposite));
});

describe('A document as people write it, when the service says what any other one says', () => {
  const parsed = [...documents].map(([file, text]) => {
    const { document, dialect } = parseOpenApi(text, file);
    const swagger = () => Promise.resolve(JSON.stringify(document));
    const openApi = JSON.stringify(inOpenApi3(document));
    return { file, text, exported: dialect === 'Swagger 2' ? { openApi, swagger } : { openApi } };
  });

  it('says that too, in its own words where it can, and is done with that', async () => {
    const any = fc.constantFrom(...parsed);
    let inPlace = 0;
    await fc.assert(
      fc.asyncProperty(any, any, async ({ file, text: before }, { exported }) => {
        const { text, replacedBecause } = await mergedSpecification(exported, before, file);
        if (replacedBecause === undefined) inPlace += 1;
        const live = JSON.parse(exported.openApi) as JsonObject;
        assert.notEqual(compareOpenApi(parseOpenApi(text, file).document, live).verdict, 'different');
        assert.deepEqual(await mergedSpecification(exported, text, file), { text });
      }),
      { numRuns: 400 },
    );
    assert.ok(inPlace > 250, `only ${String(inPlace)} of 400 in place`);
  });
});

/** Somebody adds an operation to each API in the portal; it is extracted into what people wrote. */
async function merged(switches: Partial<Switches>): Promise<void> {
  const { extract, publish, stop } = await startWorldInProcess(switches, { withoutContent: true });
  try {
    const written = repositoryOf(documents);
    const changed = repositoryOf(new Map([...documents].map(withAnotherOperation)));
    assertPublished(await publish('contoso-prod', changed, 'apis: []'));
    const extracted = await extract('contoso-prod', written);
    const specifications = Object.keys(written).filter((path) => path.includes('/specification.'));
    assert.equal(specifications.length, documents.size);
    for (const path of specifications) {
      const [before, after] = [written[path] ?? '', extracted[path] ?? ''];
      assert.match(after, /\/one-more/, path);
      const lost = linesOf(before).filter((line) => !linesOf(after).includes(line));
      assert.deepEqual(lost, [], `${path}:\n${after}`);
    }
    const again = await publish('contoso-prod', { ...extracted }, 'apis: []');
    assert.equal(again.hasChanges, false, again.summary);
    assert.deepEqual(await extract('contoso-prod', extracted), extracted);
  } finally {
    await stop();
  }
}

/** Without the comma that a neighbour may need; an object that was empty is not the same line any more. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.replace(/,?\r?$/, ''));
  return lines.filter((line) => !/^\s*"?paths"?: \{\}$/.test(line));
}
