import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { isList, isObject, type Json, type JsonObject, sortedKeys } from '../../shared/apim/json.ts';
import { compareOpenApi } from '../../shared/apim/specification/compare-open-api.ts';
import { operationsOf, parseOpenApi } from '../../shared/apim/specification/open-api.ts';
import { documents } from './documents.ts';

const parsed = [...documents].map(([file, text]) => [file, parseOpenApi(text, file).document] as const);

describe('comparing documents as people write them', () => {
  it('finds each the same as itself, in another order too', () => {
    for (const [file, document] of parsed) {
      const other = sortedKeys(structuredClone(document)) as JsonObject;
      assert.deepEqual(compareOpenApi(document, document), { verdict: 'same' }, file);
      assert.deepEqual(compareOpenApi(document, other), { verdict: 'same' }, file);
      assert.deepEqual(compareOpenApi(other, document), { verdict: 'same' }, file);
    }
  });

  it('finds any two the same one way only if the other way too', () => {
    const any = fc.constantFrom(...parsed.map(([, document]) => document));
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [there, back] = [compareOpenApi(a, b), compareOpenApi(b, a)];
        assert.equal(there.verdict === 'same', back.verdict === 'same');
      }),
      { numRuns: 2000 },
    );
  });

  it('finds none the same when a part of it that callers see was changed, one way or the other', () => {
    const places = parsed.flatMap(([file, document]) =>
      mutationsOf(document).map((one) => ({ file, document, ...one })),
    );
    assert.ok(places.length > 500, String(places.length));
    for (const { file, document, what, mutated } of places) {
      assert.equal(compareOpenApi(mutated, document).verdict, 'different', `${file}: ${what}`);
      assert.notEqual(compareOpenApi(document, mutated).verdict, 'same', `${file}: ${what}`);
    }
  });

  it('has read every document of the folder', () => {
    assert.equal(parsed.length, readdirSync(`${import.meta.dirname}/../fixtures/specifications`).length);
  });
});

interface Mutation {
  readonly what: string;
  readonly mutated: JsonObject;
}

/** For each operation the changes that a service keeps; never what it is free to lose. */
function mutationsOf(document: JsonObject): readonly Mutation[] {
  return operationsOf(document).flatMap(({ method, path, operation }) => {
    const at = `${method} ${path}`;
    const place = Object.hasOwn((document['paths'] ?? {}) as JsonObject, path) ? 'paths' : 'x-ms-paths';
    const withOperation = (changed: Json | undefined): JsonObject => {
      const paths = document[place] as JsonObject;
      const { [method]: _, ...others } = paths[path] as JsonObject;
      return {
        ...document,
        [place]: { ...paths, [path]: changed === undefined ? others : { ...others, [method]: changed } },
      };
    };
    const parameters = isList(operation['parameters']) ? operation['parameters'] : [];
    const swagger = document['swagger'] !== undefined;
    const extra = {
      name: 'extra',
      in: 'query',
      ...(swagger ? { type: 'string' } : { schema: { type: 'string' } }),
    };
    const responses = isObject(operation['responses']) ? operation['responses'] : {};
    return [
      { what: `${at} removed`, mutated: withOperation(undefined) },
      { what: `${at} summary`, mutated: withOperation({ ...operation, summary: 'Otherwise' }) },
      { what: `${at} description`, mutated: withOperation({ ...operation, description: 'Otherwise' }) },
      {
        what: `${at} parameter`,
        mutated: withOperation({ ...operation, parameters: [...parameters, extra] }),
      },
      {
        what: `${at} header`,
        mutated: withOperation({
          ...operation,
          parameters: [...parameters, { ...extra, in: 'header', required: true }],
        }),
      },
      {
        what: `${at} response`,
        mutated: withOperation({
          ...operation,
          responses: { ...responses, '418': { description: 'A teapot' } },
        }),
      },
      ...Object.keys(responses)
        .filter((code) => /^\d{3}$/.test(code))
        .map((code) => ({
          what: `${at} response ${code}`,
          mutated: withOperation({
            ...operation,
            responses: { ...responses, [code]: { description: 'Quite another' } },
          }),
        })),
    ];
  });
}
