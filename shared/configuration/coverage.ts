import { firstFew } from '../apim/first-few.ts';
import { describe } from '../apim/resource-id.ts';
import type { Hit } from './overrides.ts';

/** More than this nobody reads in a line. */
const mostPaths = 8;

/** "override backend shop (url, credentials (removed))  overrides.prod.yaml, line 4": no values. */
export function hitInWords({ id, file, line, paths }: Hit): string {
  return `override ${describe(id)} (${firstFew(paths, mostPaths)})  ${file}, line ${String(line)}`;
}
