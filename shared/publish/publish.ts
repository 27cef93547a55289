import { type Change, changeKey, isWrite } from '../apim/change.ts';
import type { Instance } from '../apim/instance.ts';
import { describe } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import type { TaskError } from '../errors/task-error.ts';
import { oneError } from '../errors/task-error.ts';
import type { Log } from '../log/log.ts';
import { apply, type Outcome } from './apply.ts';
import { type Desired, type OverridesFile, readDesired } from './desired.ts';
import { plan } from './plan.ts';
import { readBack } from './read-back.ts';
import { changeInWords, publicationSummary } from './report.ts';
import { revisionMismatches } from './revision-mismatches.ts';
import { scopeOf } from './scope.ts';
import { stepsOf } from './steps.ts';

export interface PublishSettings {
  /** `plan` compares and says what publishing would do; it never writes. */
  readonly action: 'publish' | 'plan';
}

export interface PublishWorld {
  readonly instance: Instance;
  /** The files of the artifacts folder. */
  readonly files: ArtifactFiles;
  readonly overrides?: OverridesFile;
  readonly log: Log;
}

/** What a publication did, or with the action `plan`: would do. */
export interface Publication {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Refused, not begun because of that, or not as written when read back. */
  readonly failed: number;
  readonly hasChanges: boolean;
  readonly errors: readonly TaskError[];
  /** Markdown for the page of the run. */
  readonly summary: string;
}

/**
 * Compares the files with the instance and writes what differs, in the order of dependencies. Throws before any write
 * when files, overrides or the plan have problems; refusals of single writes are collected in `errors`.
 */
export async function publish({ action }: PublishSettings, world: PublishWorld): Promise<Publication> {
  const { instance, log } = world;
  const desired = readDesired(world.files, world.overrides);
  tellFiles(desired, log);
  const { changes, steps, unchanged } = await decide(desired, instance, log);
  const writes = changes.filter(isWrite);
  const counts = {
    created: writes.filter(({ kind }) => kind === 'create').length,
    updated: writes.filter(({ kind }) => kind === 'update').length,
    unchanged,
    hasChanges: writes.length > 0,
  };
  if (action === 'plan' || writes.length === 0) {
    tellPlan(changes, action, log);
    const report = { ...counts, failed: 0, errors: [] };
    return { ...report, summary: publicationSummary(report, changes, new Map(), action) };
  }
  const outcomes = await carryOut(steps, instance, log);
  const done = writes.filter((change) => outcomes.get(changeKey(change))?.state === 'done');
  const mismatches = await check(
    done.map(({ resource }) => resource),
    instance,
    log,
  );
  const refused = [
    ...new Set(
      [...outcomes.values()].flatMap((outcome) => (outcome.state === 'failed' ? [outcome.error] : [])),
    ),
  ];
  const report = {
    ...counts,
    created: done.filter(({ kind }) => kind === 'create').length,
    updated: done.filter(({ kind }) => kind === 'update').length,
    failed: writes.length - done.length + mismatches.length,
    errors: [...refused, ...mismatches],
  };
  return { ...report, summary: publicationSummary(report, changes, outcomes, action) };
}

async function decide(desired: Desired, instance: Instance, log: Log) {
  const close = log.group(`Comparing with ${instance.name}`);
  const live = await instance.read(scopeOf(desired.snapshot));
  const { changes, problems } = await plan(desired.snapshot, live);
  const { steps, problems: order } = stepsOf(changes, desired.snapshot, live);
  close();
  const all = [...problems, ...revisionMismatches(changes), ...order];
  if (all.length > 0)
    throw oneError(all, `The plan has ${String(all.length)} problems. Nothing was written.`);
  return { changes, steps, unchanged: changes.filter(({ kind }) => kind === 'keep').length };
}

function tellFiles({ documents, overridden, strangers }: Desired, log: Log): void {
  log.line(
    `${String(documents.length)} resources in the files, ${String(overridden.length)} of them overridden.`,
  );
  for (const id of overridden) log.line(`override ${describe(id)}`);
  if (strangers.length === 0) return;
  const shown = strangers.slice(0, 5).join(', ') + (strangers.length > 5 ? ', ...' : '');
  log.warning(`${String(strangers.length)} files are not published by this version: ${shown}`);
}

function tellPlan(changes: readonly Change[], action: PublishSettings['action'], log: Log): void {
  for (const change of changes)
    if (isWrite(change) || change.because !== 'same') log.line(changeInWords(change));
  const writes = changes.filter(isWrite).length;
  if (writes === 0) log.line('The instance is as the files want it. Nothing to write.');
  else if (action === 'plan') log.line(`${String(writes)} changes planned. Nothing was written.`);
}

async function carryOut(steps: ReturnType<typeof stepsOf>['steps'], instance: Instance, log: Log) {
  const close = log.group(`Publishing to ${instance.name}`);
  const outcomes = new Map<string, Outcome>();
  let ended = 0;
  await apply(steps, instance, ({ changes }, outcome) => {
    for (const change of changes) {
      outcomes.set(changeKey(change), outcome);
      log.line(changeInWords(change, outcome));
    }
    ended += 1;
    log.progress(ended, steps.size, 'published');
  });
  close();
  return outcomes;
}

async function check(
  written: readonly Resource[],
  instance: Instance,
  log: Log,
): Promise<readonly TaskError[]> {
  const close = log.group(`Reading back ${String(written.length)} resources`);
  const mismatches = await readBack(written, instance);
  log.line(
    mismatches.length === 0 ? 'All are as written.' : `${String(mismatches.length)} are not as written.`,
  );
  close();
  return mismatches;
}
