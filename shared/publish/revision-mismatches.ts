import type { Change } from '../apim/change.ts';
import { currentRevisionProperty } from '../apim/documents.ts';
import { describe } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';

/**
 * APIs whose current revision has another number in the instance than in the files. Publishing would put one
 * revision's content into another, or switch what is live: this version does neither (REVISION_MISMATCH).
 */
export function revisionMismatches(changes: readonly Change[]): readonly TaskError[] {
  return changes.flatMap((change) => {
    if (change.kind !== 'update') return [];
    const found = change.differences.find(({ steps }) => steps[0] === currentRevisionProperty);
    if (found === undefined) return [];
    const [live, wanted] = [found.before ?? '1', found.after ?? '1'].map(String);
    return [
      new TaskError('REVISION_MISMATCH', {
        message: `${describe(change.resource.id)}: revision ${live ?? ''} is current in the instance, revision ${wanted ?? ''} in the files.`,
        remedy:
          'Make the same revision current on both sides. Switching revisions is not part of this version.',
        where: { resource: describe(change.resource.id) },
      }),
    ];
  });
}
