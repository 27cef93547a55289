import { getVariables } from 'azure-pipelines-task-lib/task.js';

/** A variable of the job. */
export interface PipelineVariable {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
}

/** The variables that the agent has named to the task: not what else happens to be in its environment. */
export function readPipelineVariables(): readonly PipelineVariable[] {
  return getVariables().map(({ name, value, secret }) => ({ name, value, secret }));
}
