import { spawnSync } from 'node:child_process';
import { runTask } from '../../test/agent/run-task.ts';
import { type TaskName, taskNames } from '../tasks.ts';

/** How long a task takes to say that an input is missing, and how many times as long as an empty program that is. */
export interface StartUp {
  readonly task: TaskName;
  readonly milliseconds: number;
  readonly ratio: number;
}

const rounds = 9;

/** Medians, each round one after the other: all of them meet the same weather. */
export async function measureStartUp(): Promise<readonly StartUp[]> {
  const empty: number[] = [];
  const runs = new Map<TaskName, number[]>(taskNames.map((task) => [task, []]));
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    empty.push(performance.now() - began);
    for (const task of taskNames) {
      const { issues, milliseconds } = await runTask(task);
      if (issues[0]?.code !== 'INVALID_INPUT') throw new Error(`${task} did not miss its first input.`);
      runs.get(task)?.push(milliseconds);
    }
  }
  const base = median(empty);
  return taskNames.map((task) => {
    const milliseconds = median(runs.get(task) ?? []);
    return { task, milliseconds, ratio: milliseconds / base };
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
