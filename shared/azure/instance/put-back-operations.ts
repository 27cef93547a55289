import { isInventedName } from '../../apim/invented-name.ts';
import { portable } from '../../apim/canonical.ts';
import type { Document } from '../../apim/documents.ts';
import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { kindOf, operationKind } from '../../apim/kinds/table.ts';
import { describe, keyOf, resourceId, type ResourceId } from '../../apim/resource-id.ts';
import { portableName } from '../../apim/specification/operation-name.ts';
import { isSayable } from '../../apim/specification/sayable.ts';
import { TaskError } from '../../errors/task-error.ts';
import { completed } from './completed.ts';
import type { Edge } from './edge.ts';
import { pathInInstance } from './paths.ts';
import { putOver } from './put.ts';
import { writeLink } from './write-link.ts';

/** An operation with what lives in it. */
export interface KeptOperation {
  readonly operation: JsonObject;
  readonly documents: readonly Document[];
}

/** What was not put back, for people, and why that is so of the first. */
export interface NotPutBack {
  readonly names: readonly string[];
  readonly because: TaskError;
}

/**
 * Puts back what an import took away of these: what lived in an operation, on the one that does the same `after` it; a
 * whole operation where no specification could have said it, but not over one that the specification has under its name.
 */
export async function putBackOperations(
  kept: readonly KeptOperation[],
  after: readonly JsonObject[],
  revision: ResourceId,
  edge: Edge,
): Promise<readonly NotPutBack[]> {
  // Names of before lead nowhere now; whatever is written next finds the operation by what it is.
  for (const entry of after) rememberName(entry, revision, edge);
  const refused: NotPutBack[] = [];
  // Each of the others would be lost too.
  for (const one of kept) refused.push(...(await putBackOne(one, after, revision, edge)));
  return refused;
}

/** For people: all of it that an import can take away for good. */
export function namesOf({ operation, documents }: KeptOperation, revision: ResourceId): readonly string[] {
  const own = isUnsayable(operation) ? [nameOf(operation, revision)] : [];
  return [...own, ...documents.map(({ id }) => describe(id))];
}

async function putBackOne(
  kept: KeptOperation,
  after: readonly JsonObject[],
  revision: ResourceId,
  edge: Edge,
): Promise<readonly NotPutBack[]> {
  const { operation, documents } = kept;
  const found = after.find((one) => isSameOperation(one, operation));
  if (found === undefined && (!isUnsayable(operation) || after.some((one) => isNamesake(one, operation))))
    return [];
  const id = operationId(textAt(found ?? operation, 'name') ?? '', revision);
  if (found === undefined) {
    const properties = portable(objectAt(operation, 'properties'), kindOf(id.kind).properties);
    const refusal = await refusalOfPutting({ id, properties, current: true }, edge);
    if (refusal !== undefined) return [{ names: namesOf(kept, revision), because: refusal }];
  }
  const refused: NotPutBack[] = [];
  for (const document of documents) {
    const refusal = await refusalOfPutting(movedTo(id.name, document), edge);
    if (refusal !== undefined) refused.push({ names: [describe(document.id)], because: refusal });
  }
  return refused;
}

async function refusalOfPutting(document: Document, edge: Edge): Promise<TaskError | undefined> {
  try {
    await putBack(document, edge);
    return undefined;
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return error;
  }
}

async function putBack(document: Document, edge: Edge): Promise<void> {
  edge.putBack.add(keyOf(document.id));
  if (await writeLink(document, edge)) return;
  const { id, properties, policy } = document;
  const path = edge.base + pathInInstance(id, edge.current.of);
  const said = policy === undefined ? await completed(id, properties, edge) : rawPolicy(policy);
  await putOver(edge.arm, path, { properties: said });
}

function rawPolicy(value: string): JsonObject {
  return { format: 'rawxml', value };
}

/** Remembers what an operation is called, for what its files call it. */
function rememberName(entry: JsonObject, revision: ResourceId, { operations }: Edge): void {
  const name = textAt(entry, 'name') ?? '';
  if (isInventedName(name)) operations.set(operationId(portableName(entry), revision), name);
}

/** The id of an operation of a revision, whether that is in a workspace or not. */
export function operationId(name: string, revision: ResourceId): ResourceId {
  return resourceId(operationKind(revision.kind), name, revision);
}

function nameOf(operation: JsonObject, revision: ResourceId): string {
  const [method = '', template = ''] = ['method', 'urlTemplate'].map((key) =>
    textAt(operation, 'properties', key),
  );
  return `${describe(operationId(textAt(operation, 'name') ?? '', revision))} (${method} ${template})`;
}

/** Whether no specification can say an operation that Azure has shown, by its method. */
export function isUnsayable(operation: JsonObject): boolean {
  return !isSayable(objectAt(operation, 'properties'));
}

/** Whether they do the same: the SOAP action is a part of the template. */
export function isSameOperation(left: JsonObject, right: JsonObject): boolean {
  const identity = (entry: JsonObject) =>
    `${textAt(entry, 'properties', 'method') ?? ''} ${textAt(entry, 'properties', 'urlTemplate') ?? ''}`.toLowerCase();
  return identity(left) === identity(right);
}

/** Whether Azure takes the names of two operations for one. */
export function isNamesake(left: JsonObject, right: JsonObject): boolean {
  return textAt(left, 'name')?.toLowerCase() === textAt(right, 'name')?.toLowerCase();
}

function movedTo(name: string, document: Document): Document {
  const { kind, name: own, parent } = document.id;
  return { ...document, id: resourceId(kind, own, operationId(name, parent?.parent ?? document.id)) };
}
