import { currentRevisionProperty } from '../../apim/documents.ts';
import type { Promotion, Write } from '../../apim/instance.ts';
import { textAt, without } from '../../apim/json.ts';
import { describe, resourceId, type ResourceId } from '../../apim/resource-id.ts';
import { unfinished } from '../../apim/unfinished.ts';
import { TaskError } from '../../errors/task-error.ts';
import type { Edge } from './edge.ts';
import { importRevision } from './import-specification.ts';
import { pathInInstance } from './paths.ts';
import { putOver } from './put.ts';
import { takeAway } from './take-away.ts';

/** Creates or replaces a revision of an API, with its specification where the document has one. */
export async function writeRevision(write: Write, edge: Edge): Promise<void> {
  const { id } = write.document;
  const api = id.parent ?? id;
  if (edge.current.has(api)) {
    await takeAway(write, edge);
    await importRevision(write, edge);
    return;
  }
  edge.current.set(api, id.name);
  if (id.name !== '1') await createAt(write, api, edge);
  else if (write.unwanted === undefined) await importRevision(write, edge);
  else await createApart(write, edge);
}

/**
 * A new API that the service links to what it must not be linked to, such as the managed gateway: taken away from there
 * in the next request, and only then it gets operations. Until then it says what it is, so that the next run can end
 * what this one could not.
 */
async function createApart(write: Write, edge: Edge): Promise<void> {
  const { specification: _, ...empty } = write.document;
  const own = { ...empty.properties, ...unfinished(empty.id.name) };
  await importRevision({ document: { ...empty, properties: own }, live: 'absent' }, edge);
  await takeAway(write, edge);
  await importRevision({ ...write, live: 'present' }, edge);
}

/**
 * A new API whose first revision is not number 1. The service may number it 1 all the same (facts: users-want, story
 * 10): then the wanted one is made beside it and released. What stands there until then has no operations and says what
 * it is, so that the next run can end what this one could not.
 */
async function createAt(write: Write, api: ResourceId, edge: Edge): Promise<void> {
  const { id } = write.document;
  const { specification: _, ...empty } = write.document;
  // Number 1, if the service makes it that, and the files want one: its description may be frozen later.
  const { apiRevisionDescription } = write.siblings?.get('1') ?? empty.properties;
  const said = apiRevisionDescription === undefined ? {} : { apiRevisionDescription };
  const own = { ...without(empty.properties, ['apiRevisionDescription']), ...said, ...unfinished(id.name) };
  await importRevision({ document: { ...empty, properties: own }, live: 'absent' }, edge);
  await takeAway(write, edge);
  const number = await currentNumber(api, edge);
  edge.current.set(api, number);
  if (number === id.name) {
    await importRevision({ ...write, live: 'present' }, edge);
    return;
  }
  await importRevision(write, edge);
  const isFollowed = write.siblings?.has(number) === true;
  await release(
    id,
    { notes: `Revision ${id.name} is published.`, ...(isFollowed ? {} : { removes: number }) },
    edge,
  );
}

/**
 * Makes a revision the current one: only a release does (facts: apim-rest 3). Its entry in the change log stays. Where
 * the API has not switched it is released once more. Throws READ_BACK_MISMATCH when that does not help.
 */
export async function release(id: ResourceId, { notes, removes }: Promotion, edge: Edge): Promise<void> {
  const { arm, base, current } = edge;
  const api = id.parent ?? id;
  const apiPath = base + pathInInstance(api, current.of);
  const properties = { apiId: `${apiPath};rev=${id.name}`, notes };
  // A second one has a name of its own: a PUT over the first would be an update of its notes.
  const released = async (time: number) => {
    const stamp = new Date(time).toISOString().replace(/\D/g, '').slice(0, 14);
    await putOver(arm, `${apiPath}/releases/published-rev-${id.name}-${stamp}`, { properties });
    return await currentNumber(api, edge);
  };
  const now = Date.now();
  const first = await released(now);
  const number = first === id.name ? first : await released(now + 1000);
  current.set(api, number);
  if (number !== id.name) {
    throw new TaskError('READ_BACK_MISMATCH', {
      message: `Azure accepted the release of ${describe(id)} twice, but revision ${number} is still the current one.`,
      remedy: 'Look at the revisions of the API in the portal, and run the task again.',
      where: { resource: describe(id) },
    });
  }
  if (removes === undefined) return;
  const leftOver = resourceId(id.kind, removes, api);
  await arm.delete(base + pathInInstance(leftOver, current.of), { ifMatch: '*' });
}

async function currentNumber(api: ResourceId, { arm, base, current }: Edge): Promise<string> {
  const answer = await arm.get(base + pathInInstance(api, current.of));
  return textAt(answer?.body, 'properties', currentRevisionProperty) ?? '1';
}
