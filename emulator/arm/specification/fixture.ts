import { readFileSync } from 'node:fs';

/** A small document as somebody would have written it, for the tests of one notation. */
export function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
}
