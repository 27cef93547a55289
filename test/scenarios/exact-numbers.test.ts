import assert from 'node:assert/strict';
import { newSpecification, newSpecifications } from '../../shared/artifacts/merge-formats.ts';
import { mergedSpecification } from '../../shared/artifacts/merge-specification.ts';
import { openApiImport } from '../../shared/azure/instance/import-open-api.ts';
import { textAt } from '../../shared/apim/json.ts';
import { resourceId } from '../../shared/apim/resource-id.ts';

const ofLong = '9223372036854775807';
const ofDecimal = '-79228162514264337593543950335';
/** A document with numbers that a double cannot hold, and texts that only look like some. */
const document = (description = 'OK') =>
  `{"openapi":"3.0.1","info":{"title":"Orders","version":"1"},"paths":{"/":{"get":{"operationId":"list","parameters":[
  {"name":"a","in":"query","schema":{"type":"integer","minimum":${ofDecimal},"maximum":${ofLong},"multipleOf":1,
  "enum":[${ofLong},12]}},
  {"name":"b","in":"query","schema":{"type":"string","default":"${ofLong}"}}],
  "responses":{"200":{"description":"${description} \\"${ofLong}\\""}}}}}}`;
const swagger = (text: string) =>
  text.replace('"openapi":"3.0.1"', '"swagger":"2.0"').replace(/"schema":\{([^{}]*)\}/g, '$1');

/** How often the numbers are in a text as numbers, and as texts. */
function countsIn(text: string) {
  const count = (pattern: RegExp) => [...text.matchAll(pattern)].length;
  return {
    long: count(/[ :[,-] ?9223372036854775807\s*(?=[,\]}\n])/g),
    decimal: count(/: ?-79228162514264337593543950335\s*(?=[,\]}\n])/g),
    texts: count(/["']9223372036854775807\\*["']/g),
  };
}
const all = { long: 2, decimal: 1, texts: 2 };

describe('Numbers of a specification that no double can hold', () => {
  const loaded = (text: string) => ({ format: 'openapi' as const, load: () => Promise.resolve(text) });

  for (const form of newSpecifications)
    it(`are in a new file as they are exported: ${form}`, async () => {
      const live = { ...loaded(document()), in: () => loaded(swagger(document())) };
      assert.deepEqual(countsIn(await newSpecification(live, form)), all);
    });

  it('are in what comes to a file that is there, and stay in the rest of it', async () => {
    for (const form of ['openapi-yaml', 'openapi-json'] as const) {
      const path = `specification.${form.slice(8)}`;
      const before = await newSpecification(loaded(document()), form);
      const more = document('Changed').replace(
        '"paths":{',
        '"paths":{"/new":{"get":{"operationId":"n","responses":{"200":{"description":"N","content":{"application/json":{"schema":{"type":"integer","maximum":9223372036854775807}}}}}}},',
      );
      const { text, replacedBecause } = await mergedSpecification({ openApi: more }, before, path);
      assert.equal(replacedBecause, undefined);
      assert.deepEqual(countsIn(text), { ...all, long: 3 });
      assert.match(text, /Changed/);
    }
  });

  it('are compared as the nearest ones, since services word them in several ways', async () => {
    const before = await newSpecification(loaded(document()), 'openapi-yaml');
    const openApi = document().replaceAll(`:${ofLong}`, ':9.223372036854775807E+18');
    assert.deepEqual(await mergedSpecification({ openApi }, before, 'specification.yaml'), { text: before });
  });

  it('are sent as they are written', async () => {
    const api = { id: resourceId('api', 'orders'), properties: {}, current: true };
    const yaml = await newSpecification(loaded(document()), 'openapi-yaml');
    for (const text of [document(), swagger(document()), yaml])
      assert.deepEqual(countsIn(textAt(openApiImport(text, api), 'value') ?? ''), all);
  });
});
