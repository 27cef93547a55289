import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Pipeline, Step, Task } from '../../test/services/pipeline.ts';

/** A run of a task whose cost is asked for. */
export interface Job extends Step {
  readonly name: string;
  readonly task: Task;
  readonly instance: string;
}

export interface Measurement {
  readonly name: string;
  /** "GET" -> 120, and so on, as the emulator counted them; downloads of exports included. */
  readonly requests: Readonly<Record<string, number>>;
  readonly milliseconds: number;
  /** Whatever else ran meanwhile. */
  readonly processorSeconds: number;
  readonly peakMebibytes: number;
}

/** What tell-cost.mjs leaves. */
interface Cost {
  readonly kibibytes: number;
  readonly processorSeconds: number;
}

const preload = pathToFileURL(join(import.meta.dirname, 'tell-cost.mjs')).href;

/** Runs the bundled task in a process of its own; throws when it does not succeed. */
export async function measure(pipeline: Pipeline, job: Job, scratch: string): Promise<Measurement> {
  const { name, task, instance, ...step } = job;
  const { arm } = pipeline.emulators;
  const costFile = join(scratch, 'cost');
  arm.requests.clear();
  arm.downloads.clear();
  const env = { NODE_OPTIONS: `--import=${preload}`, COST_FILE: costFile };
  const run = await pipeline.run(task, instance, { ...step, env });
  if (run.result !== 'Succeeded') throw new Error(`${name} failed:\n${run.log.join('\n')}`);
  const requests: Record<string, number> = {};
  for (const { method } of [...arm.requests.entries, ...arm.downloads.entries])
    requests[method] = (requests[method] ?? 0) + 1;
  const { kibibytes, processorSeconds } = JSON.parse(await readFile(costFile, 'utf8')) as Cost;
  const { milliseconds } = run;
  return { name, requests, milliseconds, processorSeconds, peakMebibytes: kibibytes / 1024 };
}
