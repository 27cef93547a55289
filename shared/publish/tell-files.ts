import { firstFew } from '../apim/first-few.ts';
import { counted } from '../apim/counted.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe } from '../apim/resource-id.ts';
import { unreadInWords } from '../artifacts/unread.ts';
import type { Hit } from '../configuration/overrides.ts';
import type { Log } from '../log/log.ts';
import type { Desired } from './desired.ts';

/** More than this nobody reads in a line. */
const mostPaths = 8;

/** What the files hold, and what of it is not published, and why; gives the lines that the summary has too. */
export function tellFiles(
  { documents, overrides, notes, unread, forReview }: Desired,
  log: Log,
): readonly string[] {
  log.line(
    `${counted(documents.length, 'resource')} in the files, ${counted(overrides.length, 'entry', 'entries')} of overrides.`,
  );
  for (const hit of overrides) log.line(hitInWords(hit));
  for (const note of notes) log.warning(note);
  for (const line of unreadInWords(unread)) log.warning(line);
  if (unread.builtIn.length > 0)
    log.line(`Not published, since every instance has its own: ${firstFew(unread.builtIn, 5)}`);
  const reviewed = [...new Set(forReview.map((id) => id.kind))].map((kind) => {
    const own = forReview.filter((id) => id.kind === kind);
    const { onlyForReview } = kindOf(kind);
    return `Not published, for review only: ${firstFew(own.map(describe), 5)} (${onlyForReview ?? ''})`;
  });
  for (const line of reviewed) log.line(line);
  return reviewed;
}

/** "override backend shop (url, credentials (removed))  overrides.prod.yaml, line 4": no values. */
function hitInWords({ id, file, line, paths }: Hit): string {
  return `override ${describe(id)} (${firstFew(paths, mostPaths)})  ${file}, line ${String(line)}`;
}
