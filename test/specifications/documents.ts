import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../services/world-files.ts';

const folder = join(import.meta.dirname, '../fixtures/specifications');

/** What people write, one trait to a document: text by file name. */
export const documents: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .sort()
    .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
);

/** A repository with an API for each of the documents. */
export function repositoryOf(chosen: ReadonlyMap<string, string>): Files {
  const apis = [...chosen].flatMap(([file, text]) => {
    const name = apiName(file);
    const information = {
      properties: {
        displayName: name,
        path: name,
        protocols: ['https'],
        ...(file === 'required-query-parameters.yaml' ? { translateRequiredQueryParameters: 'query' } : {}),
      },
    };
    return [
      [`apis/${name}/apiInformation.json`, `${JSON.stringify(information, null, 2)}\n`],
      [`apis/${name}/specification.${file.endsWith('.json') ? 'json' : 'yaml'}`, text],
    ] as const;
  });
  return Object.fromEntries(apis);
}

export function apiName(file: string): string {
  return file.replace(/\.\w+$/, '').replaceAll('.', '-');
}

/** The same document with one operation more, in the words of its own syntax. */
export function withAnotherOperation([file, text]: readonly [string, string]): [string, string] {
  const operation =
    '{ "get": { "operationId": "oneMore", "responses": { "200": { "description": "More" } } } }';
  const isJson = /^\uFEFF?\s*\{/.test(text);
  const first = /"paths": \{(?!\s*\})/.test(text);
  const after = isJson
    ? text.replace('"paths": {', () => `"paths": { "/one-more": ${operation}${first ? ',' : ''}`)
    : text.replace(/^paths:(?: \{\})?(\r?\n)( *)/m, (_, end: string, indentation: string) => {
        const margin = indentation === '' ? '  ' : indentation;
        return `paths:${end}${margin}/one-more: ${operation}${end}${indentation}`;
      });
  assert.notEqual(after, text, file);
  return [file, after];
}
