import { relativeId } from '../../apim/canonical.ts';
import type { Document } from '../../apim/documents.ts';
import { textAt } from '../../apim/json.ts';
import { kindNames, kindOf, type KindName } from '../../apim/kinds/table.ts';
import { idAt } from '../../apim/names.ts';
import { keyOf, pathOf, resourceId, type ResourceId } from '../../apim/resource-id.ts';
import { NotOffered } from '../arm/not-offered.ts';
import { listed } from './listed.ts';
import { pathInInstance } from './paths.ts';
import { type Found, gap, nothing, type Reading, together } from './read-instance.ts';

/**
 * Links that are listed by what they lead to: which operations a tag is on takes one request for each tag, not one for
 * each operation. Those of revisions that were not read are left out.
 */
export async function readByLinks(read: readonly Document[], reading: Reading): Promise<Found> {
  const kinds = kindNames.filter(
    (kind) => kindOf(kind).azure.found === 'by links' && reading.selection.concerns(kind),
  );
  const known = new Set(read.map(({ id }) => keyOf(id)));
  const isOfRead = ({ id }: Document) =>
    pathOf(id).every((step) => kindOf(step.kind).naming === undefined || known.has(keyOf(step)));
  const found = together(await Promise.all(kinds.map((kind) => linksOfKind(kind, reading))));
  return { ...found, documents: found.documents.filter(isOfRead) };
}

async function linksOfKind(kind: KindName, reading: Reading): Promise<Found> {
  const { linksTo } = kindOf(kind);
  if (linksTo === undefined) return nothing;
  const targets = await listed(linksTo, undefined, reading);
  if (targets instanceof NotOffered) return gap(kind, 'not offered here', targets.because);
  const names = targets.flatMap((entry) => textAt(entry, 'name') ?? []);
  return together(
    await Promise.all(names.map((name) => linksLeadingTo(kind, resourceId(linksTo, name), reading))),
  );
}

async function linksLeadingTo(kind: KindName, target: ResourceId, reading: Reading): Promise<Found> {
  const { links } = kindOf(kind).azure;
  if (links === undefined) return nothing;
  const { arm, base, current, operations } = reading;
  const entries = await arm.listIfOffered(`${base}${pathInInstance(target, current.of)}/${links.collection}`);
  if (entries instanceof NotOffered) return gap(kind, 'not offered here', entries.because);
  const documents = entries.flatMap((entry): readonly Document[] => {
    const from = idAt(relativeId(textAt(entry, 'properties', links.property) ?? ''), current.of);
    if (from === undefined || !kindOf(kind).parents.includes(from.kind)) return [];
    const id = operations.inFiles(resourceId(kind, target.name, from));
    return [{ id, properties: {}, current: true }];
  });
  return { documents, gaps: [] };
}
