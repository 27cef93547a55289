import type { Document } from '../../apim/documents.ts';
import { type JsonObject, textAt } from '../../apim/json.ts';
import { childrenOf, kindOf, type KindName } from '../../apim/kinds/table.ts';
import { linkKindIn } from '../../apim/links.ts';
import { keyOf, resourceId, type ResourceId } from '../../apim/resource-id.ts';
import { TaskError } from '../../errors/task-error.ts';
import type { ArmAnswer } from '../arm/arm.ts';
import { NotOffered } from '../arm/not-offered.ts';
import type { Edge } from './edge.ts';
import { operationsOf } from './list-entries.ts';
import { couldNotLook, mayGoOn, mayYetGo, withLost } from './lost-with-import.ts';
import { pathInInstance } from './paths.ts';
import {
  isNamesake,
  isSameOperation,
  isUnsayable,
  type KeptOperation,
  namesOf,
  operationId,
  putBackOperations,
} from './put-back-operations.ts';
import { itemOf } from './read-document.ts';
import { linkReader, type ReadLinks } from './read-links.ts';

/** Undefined where an attempt did it whose answer was lost. */
type Importing = () => Promise<ArmAnswer | undefined>;

/**
 * Runs an import that gives every operation a new name, which takes policies and tags of operations away (facts:
 * apim-rest 2.1), and puts them back on the operation that does the same. What belonged to an operation that is gone
 * goes with it, unless no specification could have said that operation: such a one is put back whole. Throws as
 * `keepingUnsayable`.
 */
export async function keepingOperations(
  revision: ResourceId,
  edge: Edge,
  importing: Importing,
): Promise<void> {
  await keeping(revision, await keptOf(revision, await operationsOf(revision, edge), edge), edge, importing);
}

/**
 * Runs an import that finds its operations again by their names, and puts back those that it takes away though no
 * specification can say them (facts: apim-rest 2.1): what a document cannot say it cannot want to be gone. So also after
 * one that failed, which may have taken effect. Throws what the import throws, or the first refusal of what is put back:
 * both name what is lost.
 */
export async function keepingUnsayable(
  revision: ResourceId,
  edge: Edge,
  importing: Importing,
): Promise<void> {
  const operations = edge.unsayable.has(revision) === false ? [] : await operationsOf(revision, edge);
  edge.unsayable.learn(revision, operations);
  const before = await keptOf(revision, operations.filter(isUnsayable), edge);
  await (before.length === 0 ? importing() : keeping(revision, before, edge, importing));
}

async function keeping(
  revision: ResourceId,
  before: readonly KeptOperation[],
  edge: Edge,
  importing: Importing,
): Promise<void> {
  const key = keyOf(revision);
  const atStake = before.flatMap((kept) => namesOf(kept, revision));
  edge.atStake.set(key, atStake);
  const end = await importing().catch(expected);
  const failure = end instanceof TaskError ? end : undefined;
  const lost =
    failure !== undefined && atStake.length === 0
      ? failure
      : await lostAfter(end, { revision, before, atStake, edge });
  if (lost === failure) edge.atStake.delete(key);
  if (lost !== undefined) throw lost;
}

/** How an import ended. */
type End = ArmAnswer | TaskError | undefined;

interface Import {
  readonly revision: ResourceId;
  readonly before: readonly KeptOperation[];
  readonly atStake: readonly string[];
  readonly edge: Edge;
}

/** Puts back what an import took away. Gives its failure, or that of putting back, with what is or may be lost. */
async function lostAfter(
  end: End,
  { revision, before, atStake, edge }: Import,
): Promise<TaskError | undefined> {
  const failure = end instanceof TaskError ? end : undefined;
  const after = await operationsAfter(end, revision, edge).catch(expected);
  if (after instanceof TaskError) return couldNotLook(failure, after, atStake);
  const isLeft = ({ operation }: KeptOperation) =>
    after.some((one) => isNamesake(one, operation) && isSameOperation(one, operation));
  const taken = failure === undefined ? before : before.filter((kept) => !isLeft(kept));
  if (failure !== undefined && taken.length === 0)
    return mayGoOn(failure) ? mayYetGo(failure, atStake) : failure;
  return withLost(failure, await putBackOperations(taken, after, revision, edge));
}

/** Unless it said that it is done, Azure may be at it: what it has yet to take away would look as if it stayed. */
async function operationsAfter(end: End, revision: ResourceId, edge: Edge): Promise<readonly JsonObject[]> {
  if (end === undefined || end instanceof TaskError)
    await edge.arm.get(edge.base + pathInInstance(revision, edge.current.of), { onceWritten: true });
  return await operationsOf(revision, edge);
}

function expected(error: unknown): TaskError {
  if (!(error instanceof TaskError)) throw error;
  return error;
}

async function keptOf(
  revision: ResourceId,
  operations: readonly JsonObject[],
  edge: Edge,
): Promise<readonly KeptOperation[]> {
  const readLinks = linkReader(edge);
  return await Promise.all(
    operations.map(async (operation) => {
      const id = operationId(textAt(operation, 'name') ?? '', revision);
      const found = await Promise.all(
        childrenOf(id.kind).map((kind) => childrenIn(kind, id, edge, readLinks)),
      );
      return { operation, documents: found.flat() };
    }),
  );
}

async function childrenIn(
  kind: KindName,
  operation: ResourceId,
  edge: Edge,
  readLinks: ReadLinks,
): Promise<readonly Document[]> {
  const link = linkKindIn(kind, operation);
  if (link !== undefined) {
    const links = await readLinks(kind, link, operation);
    return links instanceof NotOffered ? [] : links;
  }
  const { azure } = kindOf(kind);
  if (azure.found === 'by item') return one(await itemOf(resourceId(kind, 'policy', operation), edge));
  const entries = await edge.arm.list(
    `${edge.base}${pathInInstance(operation, edge.current.of)}/${azure.collection}`,
  );
  return entries.map((entry) => {
    const id = resourceId(kind, textAt(entry, 'name') ?? '', operation);
    return { id, properties: {}, current: true };
  });
}

function one(document: Document | undefined): readonly Document[] {
  return document === undefined ? [] : [document];
}
