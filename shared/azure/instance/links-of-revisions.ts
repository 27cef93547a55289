import { grouped } from '../../apim/grouped.ts';
import { kindOf, type KindName } from '../../apim/kinds/table.ts';
import { describe, keyOf, type ResourceId } from '../../apim/resource-id.ts';
import { revisionIn } from '../../apim/revision-in.ts';
import { isOfCurrentRevision } from './current-revisions.ts';
import { judgedApart, leastOwners, sameLinks, untold } from './judged-apart.ts';
import { linksOfRevision } from './link-views.ts';
import type { Reading } from './reading.ts';
import { spreadSample } from './sample.ts';

/** What has been told of links, and what is known of them to be meant. */
interface Told {
  readonly links: readonly ResourceId[];
  readonly isMeant: (link: ResourceId) => boolean;
}

/**
 * The links of revisions that are not current: what others have told of them, where the own views of a sample say the
 * same; else what the own view of each says. Nobody has promised that views and links of the whole instance are made
 * for such revisions (facts: apim-rest 1.0, 1.1).
 */
export async function linksOfOtherRevisions(
  kind: KindName,
  revisions: readonly ResourceId[],
  { links, isMeant }: Told,
  reading: Reading,
): Promise<readonly ResourceId[]> {
  const { current, selection } = reading;
  const told = byRevision(links);
  const inFiles = byRevision((selection.files?.ids ?? []).filter((id) => id.kind === kind));
  const others = revisions
    .filter((id) => !isOfCurrentRevision(id, current.of))
    .filter((id) => selection.isClosed !== true || inFiles.has(keyOf(id)));
  const doubted = byRevision(untold(kind, links, selection));
  const ownOf = async (id: ResourceId) => (await linksOfRevision(kind, id, reading))?.filter(isMeant);
  const groups = judgedApart(others, (id) => told.has(keyOf(id)), current.of);
  const found = await Promise.all(
    groups.map((group) => ofGroup(kind, group, { told, doubted, ownOf }, reading)),
  );
  return found.flat();
}

interface Sources {
  readonly told: ReadonlyMap<string, readonly ResourceId[]>;
  /** What the files have beyond that. */
  readonly doubted: ReadonlyMap<string, readonly ResourceId[]>;
  readonly ownOf: (revision: ResourceId) => Promise<readonly ResourceId[] | undefined>;
}

async function ofGroup(
  kind: KindName,
  group: readonly ResourceId[],
  { told, doubted, ownOf }: Sources,
  { log }: Reading,
): Promise<readonly ResourceId[]> {
  const toldOf = (id: ResourceId) => told.get(keyOf(id)) ?? [];
  const ask = async (id: ResourceId) => ({ id, links: (await ownOf(id)) ?? toldOf(id) });
  const sample = new Set([
    ...spreadSample(group, leastOwners),
    ...group.filter((id) => doubted.has(keyOf(id))),
  ]);
  const asked = await Promise.all([...sample].map(ask));
  const wrong = asked.find(({ id, links }) => !sameLinks(links, toldOf(id)));
  const own = asked.flatMap(({ links }) => links);
  const rest = group.filter((id) => !sample.has(id));
  if (wrong === undefined || rest.length === 0) return [...own, ...rest.flatMap(toldOf)];
  log.line(
    `${describe(wrong.id)} has other ${kindOf(kind).words}s than lists of the whole instance say: each of ${rest.length} revisions more that are not current is asked.`,
  );
  return [...own, ...(await Promise.all(rest.map(ask))).flatMap(({ links }) => links)];
}

function byRevision(links: readonly ResourceId[]): ReadonlyMap<string, readonly ResourceId[]> {
  return grouped(links, (link) => {
    const revision = revisionIn(link);
    return revision === undefined ? '' : keyOf(revision);
  });
}
