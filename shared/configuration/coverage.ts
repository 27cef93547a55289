import { describe } from '../apim/resource-id.ts';
import type { Hit } from './overrides.ts';

/** More than this nobody reads in a line. */
const mostPaths = 8;

/** "override backend shop (url, credentials (removed))  overrides.prod.yaml, line 4": no values. */
export function hitInWords({ id, file, line, paths }: Hit): string {
  const shown = paths.slice(0, mostPaths).join(', ') + (paths.length > mostPaths ? ', ...' : '');
  return `override ${describe(id)} (${shown})  ${file}, line ${String(line)}`;
}
