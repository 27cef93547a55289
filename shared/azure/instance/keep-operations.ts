import { isInventedName } from '../../apim/invented-name.ts';
import { portable } from '../../apim/canonical.ts';
import type { Document } from '../../apim/documents.ts';
import { type JsonObject, objectAt, textAt } from '../../apim/json.ts';
import { childrenOf, kindOf, type KindName, operationKind } from '../../apim/kinds/table.ts';
import { linkKindIn } from '../../apim/links.ts';
import { keyOf, resourceId, type ResourceId } from '../../apim/resource-id.ts';
import { portableName } from '../../apim/specification/operation-name.ts';
import { isSayable } from '../../apim/specification/sayable.ts';
import { completed } from './completed.ts';
import { NotOffered } from '../arm/not-offered.ts';
import type { Edge } from './edge.ts';
import { operationsOf } from './list-entries.ts';
import { pathInInstance } from './paths.ts';
import { itemOf } from './read-document.ts';
import { putOver } from './put.ts';
import { linkReader, type ReadLinks } from './read-links.ts';
import { writeLink } from './write-link.ts';

/** An operation with what lives in it. */
interface Kept {
  readonly operation: JsonObject;
  readonly documents: readonly Document[];
}

/**
 * Runs an import that gives every operation a new name, which takes policies and tags of operations away (facts:
 * apim-rest 2.1), and puts them back on the operation that does the same: the SOAP action is a part of its template.
 * What belonged to an operation that is gone goes with it, unless no specification could have said that operation: such
 * a one is put back whole, but not over one that the specification has under its name.
 */
export async function keepingOperations(
  revision: ResourceId,
  edge: Edge,
  importing: () => Promise<unknown>,
): Promise<void> {
  const before = await keptOf(revision, await operationsOf(revision, edge), edge);
  await importing();
  await putBackInto(revision, before, edge);
}

/**
 * Runs an import that finds its operations again by their names, and puts back those that it takes away though no
 * specification can say them (facts: apim-rest 2.1): what a document cannot say it cannot want to be gone.
 */
export async function keepingUnsayable(
  revision: ResourceId,
  edge: Edge,
  importing: () => Promise<unknown>,
): Promise<void> {
  const operations = edge.unsayable.has(revision) === false ? [] : await operationsOf(revision, edge);
  edge.unsayable.learn(revision, operations);
  const before = await keptOf(revision, operations.filter(isUnsayable), edge);
  await importing();
  if (before.length > 0) await putBackInto(revision, before, edge);
}

async function putBackInto(revision: ResourceId, before: readonly Kept[], edge: Edge): Promise<void> {
  const after = await operationsOf(revision, edge);
  // Names of before lead nowhere now; whatever is written next finds the operation by what it is.
  for (const entry of after) rememberName(entry, revision, edge);
  const refused: unknown[] = [];
  for (const kept of before)
    await putBackOne(kept, after, revision, edge).catch((error: unknown) => {
      // Each of the others would be lost too.
      refused.push(error);
    });
  if (refused.length > 0) throw refused[0];
}

async function putBackOne(
  { operation, documents }: Kept,
  after: readonly JsonObject[],
  revision: ResourceId,
  edge: Edge,
): Promise<void> {
  const found = after.find((one) => isSame(one, operation));
  if (found === undefined && (!isUnsayable(operation) || after.some((one) => isNamesake(one, operation))))
    return;
  const id = operationId(textAt(found ?? operation, 'name') ?? '', revision);
  if (found === undefined) {
    const properties = portable(objectAt(operation, 'properties'), kindOf(id.kind).properties);
    await putBack({ id, properties, current: true }, edge);
  }
  for (const document of documents) await putBack(movedTo(id.name, document), edge);
}

/** Remembers what an operation is called, for what its files call it. */
function rememberName(entry: JsonObject, revision: ResourceId, { operations }: Edge): void {
  const name = textAt(entry, 'name') ?? '';
  if (isInventedName(name)) operations.set(operationId(portableName(entry), revision), name);
}

function isUnsayable(operation: JsonObject): boolean {
  return !isSayable(objectAt(operation, 'properties'));
}

async function keptOf(
  revision: ResourceId,
  operations: readonly JsonObject[],
  edge: Edge,
): Promise<readonly Kept[]> {
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

function operationId(name: string, revision: ResourceId): ResourceId {
  return resourceId(operationKind(revision.kind), name, revision);
}

function isSame(left: JsonObject, right: JsonObject): boolean {
  const identity = (entry: JsonObject) =>
    `${textAt(entry, 'properties', 'method') ?? ''} ${textAt(entry, 'properties', 'urlTemplate') ?? ''}`.toLowerCase();
  return identity(left) === identity(right);
}

function isNamesake(left: JsonObject, right: JsonObject): boolean {
  return textAt(left, 'name')?.toLowerCase() === textAt(right, 'name')?.toLowerCase();
}

function movedTo(name: string, document: Document): Document {
  const { kind, name: own, parent } = document.id;
  return { ...document, id: resourceId(kind, own, operationId(name, parent?.parent ?? document.id)) };
}
