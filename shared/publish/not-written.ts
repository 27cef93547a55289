import type { Instance } from '../apim/instance.ts';
import { describe, type ResourceId } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';

/** FIRST_RUN: something is to be written, and nobody has said that it may be. */
export function firstRun({ name }: Instance): TaskError {
  return new TaskError('FIRST_RUN', {
    message: `${name} remembers no publication of this folder: above is what one would do. Nothing was written.`,
    remedy:
      'Look at the plan, then set firstRun to "publish" to write it, or to "adopt" to leave the instance as it is and publish only later changes.',
  });
}

/** FIRST_RUN: what is there is to count as published, and there is not even the workspace that would remember that. */
export function nothingToAdopt({ name }: Instance, workspace: ResourceId): TaskError {
  return new TaskError('FIRST_RUN', {
    message: `${name} has no ${describe(workspace)}: there is nothing that could be taken as it is. Nothing was written.`,
    remedy: 'Set firstRun to "publish" to make the workspace and what is in it.',
  });
}

/** What a first run leaves as it is, where there is nothing to plan: said, because deletes never happen then. */
export function notRecorded({ name }: Instance): string {
  return `${name} remembers no publication of this folder, and with firstRun "plan" this run leaves it so: what is removed from the files later is not deleted, until one run with firstRun "publish" or "adopt" has recorded them.`;
}

/** NO_CHANGES: nothing was to be written, and that is not what was expected. */
export function noChanges({ name }: Instance, why: string): TaskError {
  return new TaskError('NO_CHANGES', {
    message: `Nothing was written to ${name}: it is as the files want it. ${why}`,
    remedy: 'Check that the commit is the one you meant, or set failOnNoChanges to false.',
  });
}
