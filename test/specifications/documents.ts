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
