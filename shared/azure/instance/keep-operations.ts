import type { Document } from '../../apim/documents.ts';
import { type JsonObject, textAt } from '../../apim/json.ts';
import { childrenOf, kindOf, type KindName, operationKind } from '../../apim/kinds/table.ts';
import { linkKindIn } from '../../apim/links.ts';
import { resourceId, type ResourceId } from '../../apim/resource-id.ts';
import { portableName } from '../../apim/specification/operation-name.ts';
import type { Edge } from './edge.ts';
import { isInvented } from './operation-names.ts';
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
 * What belonged to an operation that is gone goes with it.
 */
export async function keepingOperations(
  revision: ResourceId,
  edge: Edge,
  importing: () => Promise<unknown>,
): Promise<void> {
  const before = await keptOf(revision, edge);
  await importing();
  const after = await operationsOf(revision, edge);
  // Names of before lead nowhere now; whatever is written next finds the operation by what it is.
  for (const entry of after) rememberName(entry, revision, edge);
  for (const { operation, documents } of before) {
    const name = textAt(
      after.find((one) => isSame(one, operation)),
      'name',
    );
    if (name === undefined) continue;
    for (const document of documents) await putBack(movedTo(name, document), edge);
  }
}

/** Remembers what an operation is called, for what its files call it. */
function rememberName(entry: JsonObject, revision: ResourceId, { operations }: Edge): void {
  const name = textAt(entry, 'name') ?? '';
  if (isInvented(name)) operations.set(operationId(portableName(entry), revision), name);
}

async function keptOf(revision: ResourceId, edge: Edge): Promise<readonly Kept[]> {
  const operations = await operationsOf(revision, edge);
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
  if (link !== undefined) return await readLinks(kind, link, operation);
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
  if (await writeLink(document, edge)) return;
  const { id, properties, policy } = document;
  const path = edge.base + pathInInstance(id, edge.current.of);
  await putOver(edge.arm, path, { properties: policy === undefined ? properties : rawPolicy(policy) });
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

function movedTo(name: string, document: Document): Document {
  const { kind, name: own, parent } = document.id;
  return { ...document, id: resourceId(kind, own, operationId(name, parent?.parent ?? document.id)) };
}
