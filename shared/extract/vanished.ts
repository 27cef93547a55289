import type { Document } from '../apim/documents.ts';
import type { Instance } from '../apim/instance.ts';
import { describe, keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import type { Selection } from '../apim/selection.ts';
import { gapAt, resourceAt, type Snapshot } from '../apim/snapshot.ts';
import { TaskError } from '../errors/task-error.ts';

/**
 * Resources that have files and are gone from the instance. A list alone is not believed: the resource, or what it
 * lives in, has to answer 404 by itself (promise 2).
 */
export async function vanishedFrom(
  live: Snapshot,
  documents: readonly Document[],
  selection: Selection,
  instance: Instance,
): Promise<readonly ResourceId[]> {
  const missing = documents
    .map(({ id }) => id)
    .filter(
      (id) => selection.includes(id) && resourceAt(live, id) === undefined && gapAt(live, id) === undefined,
    );
  // What lives in a thing that is gone is gone with it: asking for the outermost is enough.
  const keys = new Set(missing.map(keyOf));
  const outermost = missing.filter(
    (id) => !pathOf(id).some((above) => above !== id && keys.has(keyOf(above))),
  );
  const answers = await Promise.all(outermost.map(async (id) => ({ id, gone: await instance.isGone(id) })));
  const doubtful = answers.find(({ gone }) => !gone);
  if (doubtful !== undefined) throw unlisted(doubtful.id);
  return missing;
}

function unlisted(id: ResourceId) {
  return new TaskError('UNEXPECTED_ANSWER', {
    message: `${describe(id)} was not listed by the instance, yet it answers when asked for by itself.`,
    remedy: 'Run the task again; the instance was probably changing. No file was touched.',
    where: { resource: describe(id) },
  });
}
