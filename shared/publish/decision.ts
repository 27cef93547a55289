import { adopted, renaming } from '../apim/adoption.ts';
import type { Change } from '../apim/change.ts';
import { type Document, resourcesIn } from '../apim/documents.ts';
import type { Instance } from '../apim/instance.ts';
import { kindOf, revisionKind } from '../apim/kinds/table.ts';
import { keyOf, pathOf, resourceId, type ResourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { withoutSaidByWadl } from '../apim/said-by-wadl.ts';
import { everything } from '../apim/selection.ts';
import { resourceAt, snapshot, type Snapshot } from '../apim/snapshot.ts';
import type { TaskError } from '../errors/task-error.ts';
import { type Attention, attentionIn } from './attention.ts';
import { withAddedAlong } from './added-along.ts';
import { compareChosen } from './compare-chosen.ts';
import { incompleteApis } from './incomplete-apis.ts';
import { bornClosed } from './born-closed.ts';
import { brokenRules } from './broken-rules.ts';
import type { Desired } from './desired.ts';
import { type Line, linesOf } from './lines.ts';
import { missingOperations } from './missing-operations.ts';
import { openedBy } from './opened-by.ts';
import { vaultFaults } from './vault-faults.ts';
import { wholeOf } from './not-whole.ts';
import { plan } from './plan.ts';
import type { Unwanted } from './removal-candidates.ts';
import { type DeleteSettings, type Removals, removalsOf } from './removals.ts';
import type { Promotes } from './promote-revision.ts';
import { revisionLines, withReleases } from './releases.ts';
import { renamedAway, withoutRewrittenVersions } from './renamed-away.ts';
import { type OtherCurrent, settleRevisions } from './settle-revisions.ts';
import { type Spared, type SpareReason, sparesOf } from './spared.ts';
import { neededByFiles } from './still-needed.ts';
import { type Step, stepsOf } from './steps.ts';
import { type RemovalStep, stepsOfRemovals } from './steps-of-removals.ts';
import { takenOver } from './taken-over.ts';

/** What a run will do. */
export interface Decision {
  readonly changes: readonly Change[];
  readonly lines: readonly Line[];
  /** What of it people should look at first. */
  readonly attention: readonly Attention[];
  readonly steps: ReadonlyMap<string, Step>;
  readonly removals: ReadonlyMap<string, RemovalStep>;
  /** All that the files want, by the names and with the numbers of revisions that the instance has. */
  readonly wanted: Snapshot;
  /** Everything that was known of the instance and of the former files. */
  readonly before: Snapshot;
  /** What of the files is not published, and why. */
  readonly notes: readonly string[];
  readonly problems: readonly TaskError[];
  /** What is in no file and is not deleted all the same. */
  readonly spared: readonly Spared[];
  /** What of that this repository has published: it may go one day. */
  readonly stays: readonly ResourceId[];
}

/** What a run is asked to decide upon. */
export interface Question {
  readonly desired: Desired;
  /** Keys of the resources to compare; undefined: all. */
  readonly keys: ReadonlySet<string> | undefined;
  /** Keys of the documents whose specification is imported where nobody can tell whether the instance has it. */
  readonly specifications: ReadonlySet<string>;
  /** What was published before and is in no file. */
  readonly gone: ReadonlyMap<string, Document>;
  /** Revisions that are in the files and were in none that this repository published. */
  readonly fresh: readonly ResourceId[];
  readonly deletes: DeleteSettings;
  readonly promotes: Promotes;
}

/** Compares, and decides everything that a run would do, before its first write. What forbids that is in `problems`. */
export async function decide(question: Question, instance: Instance): Promise<Decision> {
  const { desired } = question;
  const { wanted: read, live, adoptions, chosen } = await compareChosen(question, instance);
  const files = { snapshot: read, documents: desired.documents };
  const settled = await settleRevisions(files, live, question.promotes, instance);
  const { switches, kept: keptCurrent, numbered } = settled;
  const { wanted, left, words: notes } = wholeOf(settled.wanted, desired.snapshot.gaps, live);
  const compared = new Set(
    [...read.resources.values()]
      .filter(({ id }) => chosen.has(keyOf(id)))
      .map(({ id }) => keyOf(numbered(id))),
  );
  const own = snapshot([...wanted.resources.values()].filter(({ id }) => compared.has(keyOf(id))));
  const byAdoption = renaming(adoptions);
  const nameNow = (id: ResourceId) => numbered(byAdoption(id));
  const changed = desired.documents.filter(({ id }) => question.specifications.has(keyOf(id)));
  const becoming = new Map(switches.map(({ api, wanted: number }) => [keyOf(api.id), number] as const));
  const reimported = new Set(changed.map(({ id }) => keyOf(nameNow(id))));
  const { changes, problems } = await plan(own, live, reimported, becoming);
  const whole = snapshot([...renamedTo(desired.snapshot, nameNow), ...wanted.resources.values()]);
  const { steps: ordered, problems: order } = stepsOf(changes, wanted, live, { files: whole });
  const written = withoutRewrittenVersions(ordered, changes, live);
  const steps = withAddedAlong(written, desired.snapshot);
  const operations = await missingOperations(whole, live, { compared, steps });
  const rules = await brokenRules(
    [...steps.values()].map(({ document }) => document),
    whole,
  );
  const unwanted = await unwantedOf(question, nameNow, { live, keptCurrent }, instance);
  const going = await removalsOf(unwanted, question.deletes, instance);
  const { removals, problems: kept } = going;
  const former = unwanted.gone.flatMap(resourcesIn);
  const before = snapshot(
    [
      desired.snapshot,
      wanted,
      { resources: new Map(former.map((one) => [keyOf(one.id), one])) },
      live,
      going.live,
    ].flatMap(({ resources }) => [...resources.values()]),
  );
  const needed = neededByFiles(
    removals.map(({ resource }) => resource.id),
    whole,
    before,
  );
  const partial = left.filter(({ id }) => compared.has(keyOf(id)));
  const all: readonly Change[] = [
    ...changes,
    ...partial.map((resource): Change => ({ kind: 'keep', resource, because: 'not whole' })),
    ...removals,
  ];
  const switching = bornClosed(withReleases(steps, switches));
  const lines = [
    ...linesOf(all, settled.wanted, adoptions).map((line) => withUnwanted(line, steps)),
    ...revisionLines(switches, keptCurrent),
  ];
  return {
    changes: [...all, ...switches.flatMap((one) => switching.get(keyOf(one.api.id))?.changes ?? [])],
    lines,
    attention: attentionIn(lines, openedBy(all, desired.snapshot, compared, live)),
    steps: switching,
    wanted: whole,
    removals: stepsOfRemovals(removals, before),
    before,
    notes: partial.length === 0 ? [] : notes,
    problems: [
      ...[problems, settled.problems, order, operations, rules, needed, renamedAway(changes, whole)].flat(),
      ...[...incompleteApis(steps), ...vaultFaults(changes, live, instance.identities), ...kept],
      ...takenOver(changes, removals, going.live),
    ],
    spared: going.spared,
    stays: stayingIn(going),
  };
}

function withUnwanted(line: Line, steps: ReadonlyMap<string, Step>): Line {
  const unwanted = steps.get(line.key)?.unwanted;
  return unwanted === undefined ? line : { ...line, without: unwanted };
}

function renamedTo({ resources }: Snapshot, renamed: (id: ResourceId) => ResourceId): readonly Resource[] {
  return [...resources.values()].map((resource) => ({ ...resource, id: renamed(resource.id) }));
}

async function unwantedOf(
  { desired, gone, fresh, deletes }: Question,
  renamed: (id: ResourceId) => ResourceId,
  { live, keptCurrent }: { readonly live: Snapshot; readonly keptCurrent: readonly OtherCurrent[] },
  instance: Instance,
): Promise<Unwanted> {
  const read = deletes.deleteMode === 'all' ? await instance.read(everything) : undefined;
  const all = read === undefined ? undefined : await withoutSaidByWadl(read, desired.snapshot);
  const alsoRenamed = all === undefined ? renamed : renaming(adopted(desired.snapshot, all).adoptions);
  const ids = desired.documents.flatMap(({ id }) => [id, alsoRenamed(id), renamed(id)]);
  const revisions = desired.documents.filter(
    ({ id, current }) => current && kindOf(id.kind).naming !== undefined,
  );
  const inFiles = new Set(ids.flatMap((id) => pathOf(id).map(keyOf)));
  // A revision that stays current is in use, whatever the files have.
  const kept = keptCurrent.map(revisionInUse);
  return {
    wanted: new Set([...inFiles, ...kept.flatMap((id) => pathOf(id).map(keyOf))]),
    inUse: new Map(kept.map((id) => [keyOf(id), id] as const).filter(([key]) => !inFiles.has(key))),
    fresh: fresh.map(renamed).filter((id) => resourceAt(live, id) !== undefined),
    living: new Set(revisions.flatMap(({ id }) => (id.parent === undefined ? [] : [keyOf(id.parent)]))),
    gone: [...gone.values()].map((document) => ({ ...document, id: renamed(document.id) })),
    everything: all,
    spares: sparesOf(desired, all ?? desired.snapshot),
  };
}

/** What was published and went from the files, and is left for what uses it, or because it is or was current. */
function stayingIn({ spared }: Removals): readonly ResourceId[] {
  const reasons: readonly SpareReason[] = ['in use', 'current', 'current before'];
  return spared.filter(({ why }) => reasons.includes(why)).map(({ id }) => id);
}

function revisionInUse({ api, live }: OtherCurrent): ResourceId {
  return resourceId(revisionKind(api.id.kind), live, api.id);
}
