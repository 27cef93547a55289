import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('@readme/oas-examples/package.json'));

/** An OpenAPI document that somebody else wrote and published: "3.1/train-travel". */
export function publishedDocument(name: string): string {
  const [version = '', file = ''] = name.split('/');
  return readFileSync(join(folder, version, 'json', `${file}.json`), 'utf8');
}
