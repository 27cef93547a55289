import { counted } from '../apim/counted.ts';
import type { Change } from '../apim/change.ts';
import type { Instance } from '../apim/instance.ts';
import { stopReason } from '../errors/stopped.ts';
import { oneError, TaskError } from '../errors/task-error.ts';
import { unreachable } from '../errors/unreachable.ts';
import type { Log } from '../log/log.ts';
import { leftAlong } from './added-along.ts';
import { carryOut } from './carry-out.ts';
import { choose, type Choice, freshSince, goneSince, type Scope } from './choice.ts';
import { decide, type Decision } from './decision.ts';
import type { Desired } from './desired.ts';
import { newHome, recorded } from './first-write.ts';
import { keeper } from './keep-marker.ts';
import { type Memory, recall, type Remembering } from './memory.ts';
import { type Course, haltInWords, isIncomplete, type Publication, publicationOf } from './publication.ts';
import type { DeleteSettings } from './removals.ts';
import { type PromoteRevision, promotionBy } from './promote-revision.ts';
import { firstRun, noChanges, notRecorded, nothingToAdopt } from './not-written.ts';
import { lineInWords } from './report.ts';
import { madeWithoutSecret, unresolvedSecrets } from './secret-needed.ts';
import { sparedInWords } from './spared.ts';
import { tellFiles } from './tell-files.ts';
import { tellPlan } from './tell-plan.ts';
import { tellUnshown } from './unshown.ts';

export type { Publication } from './publication.ts';

export interface PublishSettings {
  /** `plan` compares and says what publishing would do; it never writes. */
  readonly action: 'publish' | 'plan';
  /** Absent: only where the files have declared it. */
  readonly promoteRevision?: PromoteRevision;
}

/** What to do with what an instance remembers. */
export interface MemorySettings {
  readonly scope: Scope;
  /** Where nothing is remembered: show the plan and stop, publish, or take what is there for published. */
  readonly firstRun: 'plan' | 'publish' | 'adopt';
  readonly deletes: DeleteSettings;
  readonly failOnNoChanges: boolean;
}

export interface PublishWorld {
  readonly instance: Instance;
  /** What the files and the overrides say. */
  readonly desired: Desired;
  readonly log: Log;
  /** Given when somebody cancels the run. */
  readonly cancelled: AbortSignal;
  /** Without it everything is compared, nothing is deleted and nothing remembered. */
  readonly memory?: Remembering & MemorySettings;
  /** Told what would be done before anything is written: whoever throws prevents it. */
  readonly approve?: (changes: readonly Change[]) => Promise<void>;
}

const forgetful: MemorySettings = {
  scope: 'all',
  firstRun: 'publish',
  deletes: { deleteMode: 'none', maxDeletes: 0, allowDeleteOf: [] },
  failOnNoChanges: false,
};

/**
 * Compares the files with the instance and writes what differs, in the order of dependencies. Throws before any write
 * when the plan has problems; what goes wrong with single resources is collected in `errors`.
 */
export async function publish(
  { action, promoteRevision }: PublishSettings,
  world: PublishWorld,
): Promise<Publication> {
  const { instance, desired, log } = world;
  const settings: MemorySettings = world.memory ?? forgetful;
  const unpublished = tellFiles(desired, log);
  const memory = world.memory && (await recall({ ...world.memory, promoteRevision }, desired, instance, log));
  const choice = await choose(settings.scope, memory, desired);
  log.line(`Compared: ${comparedInWords(choice)}.`);
  const unshown = tellUnshown(memory, world.memory, settings.deletes, log);
  const decision = await decided(world, { choice, memory, settings, promoteRevision });
  await admit(decision, world);
  const hasChanges = decision.lines.some(({ verb }) => verb !== 'keep');
  const notes = [
    `Compared: ${comparedInWords(choice)}.`,
    ...unshown,
    ...unpublished,
    ...tellNotes(choice, decision, log),
  ];
  const { lines, attention } = decision;
  const course: Course = { action, lines, attention, outcomes: new Map(), errors: [], notes };
  const way = action === 'plan' ? 'plan' : wayOf(hasChanges, memory?.isFirst === true, settings);
  if (way !== 'write') tellPlan(decision, way !== 'rest', log);
  else refuse(unresolvedSecrets(decision.changes));
  switch (way) {
    case 'plan':
      return publicationOf(course);
    case 'stop':
      return publicationOf({ ...course, action: 'plan', errors: [firstRun(instance)] });
    case 'adopt':
    case 'rest': {
      const missing = newHome(decision, memory);
      if (missing !== undefined)
        return publicationOf({ ...course, action: 'plan', errors: [nothingToAdopt(instance, missing.id)] });
      return await withoutWrites({ course, decision }, memory, world, way);
    }
    case 'write':
      return await withWrites(course, decision, memory, world);
    default:
      return unreachable(way);
  }
}

/** What people should know besides the changes. */
function tellNotes(choice: Choice, { notes, changes, spared }: Decision, log: Log): readonly string[] {
  const warnings = [...choice.notes, ...notes, ...madeWithoutSecret(changes)];
  for (const words of warnings) log.warning(words);
  const lines = sparedInWords(spared);
  for (const words of lines) log.line(words);
  return [...warnings, ...lines];
}

/** `stop`: at the plan, where nothing is remembered. `adopt`: what is there counts. `rest`: nothing is to be written. */
function wayOf(
  hasChanges: boolean,
  isFirst: boolean,
  { firstRun }: MemorySettings,
): 'stop' | 'adopt' | 'rest' | 'write' {
  if (!hasChanges) return 'rest';
  if (!isFirst || firstRun === 'publish') return 'write';
  return firstRun === 'adopt' ? 'adopt' : 'stop';
}

interface Deciding {
  readonly choice: Choice;
  readonly memory: Memory | undefined;
  readonly settings: MemorySettings;
  readonly promoteRevision: PromoteRevision | undefined;
}

async function decided(
  { desired, instance, log }: PublishWorld,
  { choice, memory, settings, promoteRevision }: Deciding,
): Promise<Decision> {
  const close = log.group(`Comparing with ${instance.name}`);
  try {
    const { deletes } = settings;
    const gone =
      deletes.deleteMode === 'none'
        ? new Map()
        : new Map([...goneSince(memory, desired), ...leftAlong(memory, desired)]);
    const promotes = promotionBy(promoteRevision, memory);
    const fresh = freshSince(memory, desired);
    return await decide({ desired, ...choice, gone, fresh, deletes, promotes }, instance);
  } finally {
    close();
  }
}

/** Throws where nothing may be written. What would be, with all that would go, is shown all the same. */
async function admit(decision: Decision, { log, approve }: PublishWorld): Promise<void> {
  if (decision.problems.length > 0) tellPlan(decision, true, log);
  refuse(decision.problems);
  await approve?.(decision.changes);
}

function refuse(problems: readonly TaskError[]): void {
  if (problems.length > 0)
    throw oneError(problems, `The plan has ${problems.length} problems. Nothing was written.`);
}

/** Nothing of the files is written: only what is remembered moves, so that the next run starts from here. */
async function withoutWrites(
  { course, decision }: { course: Course; decision: Decision },
  memory: Memory | undefined,
  world: PublishWorld,
  way: 'adopt' | 'rest',
): Promise<Publication> {
  const { instance, log } = world;
  const settings: MemorySettings = world.memory ?? forgetful;
  const remembers = memory !== undefined && (!memory.isFirst || settings.firstRun !== 'plan');
  if (remembers && !isIncomplete(course.lines)) await keeper(memory, instance, decision.stays).end();
  if (way === 'adopt') {
    log.line(
      `${instance.name} is taken as it is: what differs stays until its files change, or scope is all.`,
    );
    return publicationOf({ ...course, action: 'plan' });
  }
  const unrecorded = memory === undefined || remembers ? [] : [notRecorded(instance)];
  for (const words of unrecorded) log.line(words);
  const told = { ...course, notes: [...course.notes, ...unrecorded] };
  if (!settings.failOnNoChanges) return publicationOf(told);
  return publicationOf({ ...told, errors: [noChanges(instance, told.notes.join(' '))] });
}

async function withWrites(
  course: Course,
  decision: Decision,
  memory: Memory | undefined,
  world: PublishWorld,
): Promise<Publication> {
  const { instance, log, cancelled } = world;
  const marker = memory === undefined ? undefined : keeper(memory, instance, decision.stays);
  const first = await recorded(decision, memory, marker, world);
  for (const line of decision.lines.filter(({ verb }) => verb === 'delete'))
    log.line(`will ${lineInWords(line)}`);
  const { outcomes, errors, notes } = await carryOut(decision, world, first);
  const isWhole = errors.length === 0 && !cancelled.aborted && !isIncomplete(course.lines);
  const unkept = isWhole && marker !== undefined ? await ended(marker.end()) : [];
  const halt = haltInWords(course.lines, outcomes, errors);
  if (halt !== undefined) log.line(halt);
  return publicationOf({
    ...course,
    outcomes,
    errors: [...whyStopped(cancelled, errors.length > 0), ...errors, ...unkept],
    notes: [...course.notes, ...notes, ...(halt === undefined ? [] : [halt])],
  });
}

/** What was written has to be told, also when the marker could not be. */
async function ended(end: Promise<void>): Promise<readonly TaskError[]> {
  try {
    await end;
    return [];
  } catch (error) {
    if (error instanceof TaskError) return [error];
    throw error;
  }
}

/** Who cancels knows it and is told the consequences; who has set a limit must be told that it was reached. */
function whyStopped(signal: AbortSignal, hasConsequences: boolean): readonly TaskError[] {
  if (!signal.aborted) return [];
  const reason = stopReason(signal);
  return reason.code === 'TIME_IS_UP' || !hasConsequences ? [reason] : [];
}

function comparedInWords({ keys, because }: Choice): string {
  if (keys === undefined) return `everything, because ${because}`;
  return keys.size === 0
    ? `nothing, because ${because}`
    : `${counted(keys.size, 'resource')}, because ${because}`;
}
