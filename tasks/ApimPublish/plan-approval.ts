import type { Run } from '../../shared/agent/run-task.ts';
import type { Change } from '../../shared/apim/change.ts';
import { keyOf } from '../../shared/apim/resource-id.ts';
import type { Desired } from '../../shared/publish/desired.ts';
import { planRecord } from '../../shared/publish/plan-digest.ts';
import { planFileText, readPlanFile } from '../../shared/publish/plan-file.ts';
import { requireSamePlan } from '../../shared/publish/stale-plan.ts';
import { readNamedFile } from '../read-named-file.ts';
import { writeNamedFile } from '../write-named-file.ts';
import type { publishOutputs, PublishSettings } from './settings.ts';

/** What a plan is about. */
interface Subject {
  /** Azure's own id of the instance. */
  readonly instance: string;
  readonly commit: string | undefined;
  readonly desired: Desired;
}

/** What is done with the changes of a run before anything is written. */
export type Approval = (changes: readonly Change[], subject: Subject) => Promise<void>;

/**
 * The input planFile: `plan` writes the file, `publish` requires that it says exactly what would be done. An approved
 * plan is read at once, so that a broken one fails before any request: INVALID_INPUT, INVALID_PLAN. Undefined: there
 * is no such input.
 */
export async function planApproval(
  { action, planFile }: PublishSettings,
  { job, log, setOutputs }: Pick<Run<keyof typeof publishOutputs>, 'job' | 'log' | 'setOutputs'>,
): Promise<Approval | undefined> {
  if (planFile === undefined) return undefined;
  const approved =
    action === 'plan'
      ? undefined
      : readPlanFile((await readNamedFile('planFile', planFile, job.workingDirectory))?.text ?? '', planFile);
  return async (changes, { desired, ...subject }) => {
    const origin = { ...subject, overridden: overriddenFiles(desired) };
    const record = await planRecord(changes, origin, approved?.salt);
    if (approved !== undefined) {
      requireSamePlan(approved, record, planFile);
      setOutputs({ planFile });
      log.line(`All is as approved in ${planFile}.`);
      return;
    }
    const path = await writeNamedFile('planFile', planFile, planFileText(record), job.workingDirectory);
    setOutputs({ planFile: path });
    log.line(`Plan file: ${path}`);
  };
}

function overriddenFiles({ documents, overrides }: Desired): ReadonlySet<string> {
  const keys = new Set(overrides.map(({ id }) => keyOf(id)));
  return new Set(
    documents.flatMap(({ id, file }) => (keys.has(keyOf(id)) && file !== undefined ? [file] : [])),
  );
}
