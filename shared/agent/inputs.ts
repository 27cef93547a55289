import { getInput } from 'azure-pipelines-task-lib/task.js';
import type { Inputs } from './parse-inputs.ts';

/** Reads these inputs, once. */
export function readInputs(names: Iterable<string>): Inputs {
  const given = [...names].flatMap((name) => {
    const text = getInput(name)?.trim() ?? '';
    return text === '' ? [] : [[name, text] as const];
  });
  return new Map(given);
}
