import { counted } from '../../apim/counted.ts';
import { relativeId } from '../../apim/canonical.ts';
import type { Document } from '../../apim/documents.ts';
import { grouped } from '../../apim/grouped.ts';
import { textAt } from '../../apim/json.ts';
import { kindOf } from '../../apim/kinds/table.ts';
import { idAt } from '../../apim/names.ts';
import { describe, keyOf, type ResourceId, workspaceOf } from '../../apim/resource-id.ts';
import { isOfCurrentRevision } from './current-revisions.ts';
import { itemOf } from './read-document.ts';
import type { Reading } from './reading.ts';
import { leastSample, spreadSample } from './sample.ts';
import { viewed } from './viewed.ts';

/**
 * Policies that may be there, one for each operation: thousands, of which few are. A view of the whole instance tells
 * which are, yet nobody has promised what it lists (facts: apim-rest 1.7): so it has to list every policy that was
 * found by asking for it, and of the operations without a policy by its word a sample is asked all the same. Where one
 * of them has a policy, or there is no such view, each operation is asked. What files have was asked for already.
 */
export async function readSought(found: readonly Document[], reading: Reading): Promise<readonly Document[]> {
  const kinds = [...grouped(reading.sought, ({ kind }) => kind).values()];
  return (await Promise.all(kinds.map((ids) => ofOneKind(ids, found, reading)))).flat();
}

async function ofOneKind(
  ids: readonly ResourceId[],
  found: readonly Document[],
  reading: Reading,
): Promise<readonly Document[]> {
  const [first] = ids;
  const { view, collection } = first === undefined ? {} : kindOf(first.kind).azure;
  if (view === undefined || ids.length <= leastSample) return await asked(ids, reading);
  const entries = await viewed(view, reading);
  if (entries === undefined) return await asked(ids, reading);
  const { current } = reading;
  const listed = new Set(
    entries.flatMap((entry) => {
      const id = idAt(relativeId(textAt(entry, ...view.id.split('.')) ?? ''), current.of);
      return id === undefined ? [] : [keyOf(id)];
    }),
  );
  const isListed = (id: ResourceId) => listed.has(keyOf(reading.operations.inService(id)));
  const evidence = found
    .map(({ id }) => id)
    .filter((id) => kindOf(id.kind).azure.collection === collection)
    // The policy of the instance itself is there from birth, those of workspaces are in no view.
    .filter((id) => id.parent !== undefined && workspaceOf(id) === undefined);
  // What it lists of current revisions says nothing of what it lists of the others.
  const isCurrent = (id: ResourceId) => isOfCurrentRevision(id, current.of);
  const read = [true, false].map((wanted) => {
    const of = (all: readonly ResourceId[]) => all.filter((id) => isCurrent(id) === wanted);
    return byView(of(ids), of(evidence), isListed, reading);
  });
  return (await Promise.all(read)).flat();
}

async function byView(
  ids: readonly ResourceId[],
  evidence: readonly ResourceId[],
  isListed: (id: ResourceId) => boolean,
  reading: Reading,
): Promise<readonly Document[]> {
  const unlisted = ids.filter((id) => !isListed(id));
  const sample = new Set(spreadSample(unlisted));
  const documents = await asked(
    ids.filter((id) => isListed(id) || sample.has(id)),
    reading,
  );
  const missed = [...evidence, ...documents.map(({ id }) => id)].find((id) => !isListed(id));
  if (missed === undefined) return documents;
  const rest = unlisted.filter((id) => !sample.has(id));
  reading.log.line(
    `The view of all policies does not list ${describe(missed)}, which is there: ${counted(rest.length, 'operation')} more to ask, one by one.`,
  );
  return [...documents, ...(await asked(rest, reading))];
}

async function asked(ids: readonly ResourceId[], reading: Reading): Promise<readonly Document[]> {
  const items = await Promise.all(ids.map((id) => itemOf(id, reading)));
  return items.flatMap((item) => item ?? []);
}
