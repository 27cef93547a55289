import { createHash } from 'node:crypto';
import { fileName, shortEnd } from './file-name.ts';

/** Characters that a shortened name begins with as the name does. */
const readable = 24;

/** A name and what stands for it in paths, both without the number of a revision. */
export interface Shortened {
  readonly short: string;
  readonly name: string;
}

/**
 * What stands for a name where a path would be too long: how the name begins, `%~`, and the first 12 digits of its
 * SHA-256. The digits tell names apart that differ at the end only, or in upper and lower case. No name is written so
 * by `fileName`, and three of these fit into every path of the layout.
 */
export function shortened(name: string): Shortened {
  const { stem } = apart(name);
  return { short: `${beginningOf(fileName(stem) ?? '')}%~${digest(stem)}`, name: stem };
}

/** Whether one can stand for the other: the beginning is for people. */
export function standsFor({ short, name }: Shortened): boolean {
  return fileName(name) !== undefined && short.toLowerCase().endsWith(`%~${digest(name)}`);
}

/** A step of a path as a shortened name, and the revision that it is of; undefined: it is none. */
export function shortIn(step: string): { readonly stem: string; readonly revision: string } | undefined {
  return shortEnd.test(step) ? apart(step) : undefined;
}

/** "orders;rev=2" -> "orders" and ";rev=2": all revisions of an API share one shortened name. */
export function apart(name: string): { readonly stem: string; readonly revision: string } {
  const [revision = ''] = /(?<=.);rev=\d{1,9}$/i.exec(name) ?? [];
  return { stem: name.slice(0, name.length - revision.length), revision };
}

/** Neither a letter nor an escape is cut in two. */
function beginningOf(file: string): string {
  let beginning = '';
  for (const letter of file) {
    if (beginning.length + letter.length > readable) break;
    beginning += letter;
  }
  return beginning.replace(/%[0-9A-F]?$/, '');
}

function digest(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 12);
}
