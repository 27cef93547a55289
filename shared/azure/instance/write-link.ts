import type { Document } from '../../apim/documents.ts';
import type { JsonObject } from '../../apim/json.ts';
import { kindOf } from '../../apim/kinds/table.ts';
import { linkOf, targetPathOf } from '../../apim/links.ts';
import { refusalOf } from '../arm/refusal.ts';
import type { Edge } from './edge.ts';
import { linkPath } from './link-places.ts';
import { pathInInstance } from './paths.ts';

/** Makes a link, where the document is one: an association of the instance, or a resource in a workspace. */
export async function writeLink(document: Document, edge: Edge): Promise<boolean> {
  const { properties } = document;
  const id = edge.operations.inService(document.id);
  const link = linkOf(id);
  if (link !== undefined) {
    // Links take whole ids only in workspaces (facts: peers 9.18).
    const target = edge.base + targetPathOf(id, link, properties, edge.current.of);
    await put(linkPath(id, link, edge), { properties: { [link.property]: target } }, edge);
    return true;
  }
  if (kindOf(id.kind).azure.association !== true) return false;
  await put(edge.base + pathInInstance(id, edge.current.of), undefined, edge);
  return true;
}

async function put(path: string, body: JsonObject | undefined, { arm }: Edge): Promise<void> {
  try {
    await arm.put(path, body);
  } catch (error) {
    // "Link already exists between specified ..." is what was wanted (facts: apim-rest 1.0).
    const refusal = refusalOf(error);
    if (refusal?.status !== 409 || !/already exists/i.test(refusal.words)) throw error;
  }
}
