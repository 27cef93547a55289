import { relativeId } from '../../apim/canonical.ts';
import type { Document } from '../../apim/documents.ts';
import { textAt } from '../../apim/json.ts';
import { kindNames, kindOf, type KindName } from '../../apim/kinds/table.ts';
import { idAt } from '../../apim/names.ts';
import { describe, keyOf, pathOf, resourceId, type ResourceId, workspaceOf } from '../../apim/resource-id.ts';
import { NotOffered } from '../arm/not-offered.ts';
import { isOfCurrentRevision } from './current-revisions.ts';
import { sameLinks, untold } from './judged-apart.ts';
import { linksOfView } from './link-views.ts';
import { linksOfOtherRevisions } from './links-of-revisions.ts';
import { listed } from './listed.ts';
import { pathInInstance } from './paths.ts';
import { type Found, gap, nothing, together } from './found.ts';
import type { Reading } from './reading.ts';
import { spreadSample } from './sample.ts';

/** Up to so many targets each is asked what leads to it: that costs no more than a sample would. */
const leastTargets = 10;

/**
 * Links that are listed by what they lead to: which operations a tag is on takes one request for each tag, not one for
 * each operation; where tags are many, a view of the whole instance takes their place as far as it proves right. What
 * either says of revisions that are not current has to be proven by itself (see judged-apart.ts). Those of revisions
 * that were not read are left out.
 */
export async function readByLinks(read: readonly Document[], reading: Reading): Promise<Found> {
  const kinds = kindNames.filter(
    (kind) => kindOf(kind).azure.found === 'by links' && reading.selection.concerns(kind),
  );
  const revisions = read
    .map(({ id }) => id)
    .filter((id) => kindOf(id.kind).naming !== undefined && workspaceOf(id) === undefined);
  if (revisions.length === 0) return nothing;
  const known = new Set(revisions.map(keyOf));
  const isOfRead = ({ id }: Document) => pathOf(id).some((step) => known.has(keyOf(step)));
  const found = together(await Promise.all(kinds.map((kind) => linksOfKind(kind, revisions, reading))));
  return { ...found, documents: found.documents.filter(isOfRead) };
}

async function linksOfKind(
  kind: KindName,
  revisions: readonly ResourceId[],
  reading: Reading,
): Promise<Found> {
  const { linksTo } = kindOf(kind);
  if (linksTo === undefined) return nothing;
  const entries = await listed(linksTo, undefined, reading);
  if (entries instanceof NotOffered) return gap(kind, 'not offered here', entries.because);
  const isMeant = namedBySelection(kind, reading);
  const targets = entries.map((entry) => resourceId(linksTo, textAt(entry, 'name') ?? '')).filter(isMeant);
  if (targets.length === 0) return nothing;
  const viewed = targets.length > leastTargets ? await linksOfView(kind, reading) : undefined;
  const { documents, gaps } =
    viewed === undefined
      ? await leadingTo(kind, targets, reading)
      : await byView(kind, targets, viewed, reading);
  const links = documents.map(({ id }) => id);
  const ofOthers = await linksOfOtherRevisions(kind, revisions, { links, isMeant }, reading);
  const ofCurrent = links.filter((link) => isOfCurrentRevision(link, reading.current.of));
  return { documents: [...ofCurrent, ...ofOthers].map(documentOf), gaps };
}

function documentOf(link: ResourceId): Document {
  return { id: link, properties: {}, current: true };
}

/** Where nothing is included but what the files have, what leads to other targets is nobody's business. */
function namedBySelection(kind: KindName, { selection }: Reading): (named: ResourceId) => boolean {
  if (selection.isClosed !== true) return () => true;
  const own = (selection.files?.ids ?? []).filter((id) => id.kind === kind);
  const names = new Set(own.map(({ name }) => name.toLowerCase()));
  return ({ name }) => names.has(name.toLowerCase());
}

/** The view is believed when the lists of a sample, and of what files have beyond it, say the same. */
async function byView(
  kind: KindName,
  targets: readonly ResourceId[],
  viewed: readonly ResourceId[],
  reading: Reading,
): Promise<Found> {
  const names = new Set(untold(kind, viewed, reading.selection).map(({ name }) => name.toLowerCase()));
  const sample = new Set([
    ...spreadSample(targets, leastTargets),
    ...targets.filter(({ name }) => names.has(name.toLowerCase())),
  ]);
  const asked = await Promise.all(
    [...sample].map(async (target) => ({ target, found: await leadingTo(kind, [target], reading) })),
  );
  const isOfCurrent = (link: ResourceId) => isOfCurrentRevision(link, reading.current.of);
  const wrong = asked.find(({ target, found }) => {
    const leading = viewed.filter(({ name }) => name.toLowerCase() === target.name.toLowerCase());
    const own = found.documents.map(({ id }) => id);
    return !sameLinks(leading.filter(isOfCurrent), own.filter(isOfCurrent));
  });
  const own = together(asked.map(({ found }) => found));
  if (wrong === undefined) return { documents: viewed.map(documentOf), gaps: own.gaps };
  const rest = targets.filter((target) => !sample.has(target));
  reading.log.line(
    `${describe(wrong.target)} is on other operations than the list ${kindOf(kind).azure.view?.collection ?? ''} of the whole instance says: each of ${rest.length} tags more is asked.`,
  );
  return together([own, await leadingTo(kind, rest, reading)]);
}

async function leadingTo(kind: KindName, targets: readonly ResourceId[], reading: Reading): Promise<Found> {
  return together(await Promise.all(targets.map((target) => linksLeadingTo(kind, target, reading))));
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
    return [documentOf(operations.inFiles(resourceId(kind, target.name, from)))];
  });
  return { documents, gaps: [] };
}
