import type { Log } from '../log/log.ts';
import type { Memory } from './memory.ts';
import type { DeleteSettings } from './removals.ts';
import type { Source } from './source.ts';

/**
 * Tells that what was published before cannot be shown, so that nothing is deleted because it was in those files. A
 * warning where commits are known by name: what goes unnoticed now is owned by nobody after this run. Returns what the
 * page says of it.
 */
export function tellUnshown(
  memory: Memory | undefined,
  from: { readonly source: Source } | undefined,
  { deleteMode }: DeleteSettings,
  log: Log,
): readonly string[] {
  if (memory === undefined || deleteMode === 'none' || memory.unknown.length === 0) return [];
  const commits = memory.unknown.filter((commit) => !commit.startsWith('content:'));
  const which = commits.length === 0 ? 'before' : `with ${commits.join(', ')}`;
  const words = `Nobody can show what was published ${which}: nothing is deleted because it was in those files.`;
  if (commits.length === 0) {
    log.line(words);
    return [];
  }
  const mended = from?.source.isShallow === true ? ' The checkout is shallow: give it "fetchDepth: 0".' : '';
  log.warning(`${words}${mended}`);
  return [`${words}${mended}`];
}
