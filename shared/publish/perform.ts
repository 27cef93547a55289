import type { Instance } from '../apim/instance.ts';
import { confidential, type Difference } from '../apim/differences.ts';
import type { Document } from '../apim/documents.ts';
import { valueAt } from '../apim/json.ts';
import { vaultReferenceIn } from '../apim/key-vault.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe } from '../apim/resource-id.ts';
import { retold, TaskError } from '../errors/task-error.ts';
import { vaultError } from './vault-faults.ts';
import type { RemovalStep } from './steps-of-removals.ts';
import type { Step } from './steps.ts';

/** Sends the one request of a step. Throws what `Instance.write` and `Instance.release` throw. */
export async function write(step: Step, instance: Instance): Promise<void> {
  const { document, changes, promotion, siblings, unwanted, again } = step;
  if (promotion !== undefined) {
    await instance.release(document.id, promotion);
    return;
  }
  // The live side of the resource itself: when it exists, the request replaces it.
  const own = changes.find(({ resource }) => resource.id === document.id) ?? changes[0];
  const live = changes.some(({ kind }) => kind === 'update') ? 'present' : 'absent';
  const etag = own?.kind === 'update' ? own.live.etag : undefined;
  const differences = changes.flatMap((change) => (change.kind === 'update' ? change.differences : []));
  const removed = differences.filter((difference) => isGone(difference, document));
  await readable(document, () =>
    instance.write({
      document,
      live,
      removed,
      ...(again === undefined ? {} : { again }),
      ...(etag === undefined ? {} : { etag }),
      ...(siblings === undefined ? {} : { siblings }),
      ...(unwanted === undefined ? {} : { unwanted }),
    }),
  );
}

/**
 * Whether the files have no such property. A difference that is told in a note, such as a secret, is not for anybody to
 * take away, but for values that only nobody shall see.
 */
function isGone({ after, note, steps }: Difference, { id, properties }: Document): boolean {
  if (note === undefined) return after === undefined;
  const isOpen = note === confidential && kindOf(id.kind).properties?.secret === undefined;
  return isOpen && valueAt(properties, ...steps) === undefined;
}

/** Azure refuses what refers to Key Vault when it cannot read it: often its words name neither vault nor identity. */
async function readable(document: Document, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const isRefused = error instanceof TaskError && error.code === 'AZURE_REFUSED';
    if (!isRefused || vaultReferenceIn(document.properties) === undefined) throw error;
    throw vaultError(document, error.message, error);
  }
}

/**
 * Deletes one resource as it is at this moment, and asks whether it is gone: READ_BACK_MISMATCH when it is not. Throws
 * what `Instance.delete` throws.
 */
export async function remove({ id, removal }: RemovalStep, instance: Instance): Promise<void> {
  const now = await instance.item(id);
  if (now === undefined) return;
  await deletable(() => instance.delete(id, now.etag, { withConsumers: removal.withConsumers }));
  // What everything is born with may come back as it was then.
  if (kindOf(id.kind).bornWith?.(id.name) === true || (await instance.isGone(id))) return;
  throw new TaskError('READ_BACK_MISMATCH', {
    message: `Azure accepted to delete ${describe(id)}, but it is still there.`,
    remedy: 'Look at it in the portal, and run the task again.',
    where: { resource: describe(id) },
  });
}

/** What the files refer to was seen before (still-needed.ts); what is in no file Azure alone knows. */
async function deletable(deleting: () => Promise<void>): Promise<void> {
  try {
    await deleting();
  } catch (error) {
    if (!(error instanceof TaskError) || error.code !== 'AZURE_REFUSED' || error.remedy !== undefined)
      throw error;
    throw retold(error, {
      remedy:
        'Where something in no file refers to it, such as a revision that stays, take that reference out. For it to stay too, restore its files, or name them in .apimignore.',
    });
  }
}
