import { describe, keyOf, workspaceOf } from '../apim/resource-id.ts';
import { apply, type Outcome } from './apply.ts';
import type { Decision } from './decision.ts';
import type { Keeper } from './keep-marker.ts';
import type { Memory } from './memory.ts';
import { write } from './perform.ts';
import type { PublishWorld } from './publish.ts';
import type { Step } from './steps.ts';

/**
 * Records what is about to be written. Where it is recorded in a workspace that this run makes, that has to be there
 * first: it is written by itself, and only then anything else. Gives what became of that write.
 */
export async function recorded(
  decision: Decision,
  memory: Memory | undefined,
  marker: Keeper | undefined,
  { instance, cancelled }: PublishWorld,
): Promise<ReadonlyMap<string, Outcome>> {
  const first = newHome(decision, memory);
  if (first === undefined) {
    if (!cancelled.aborted) await Promise.race([marker?.begin(), aborted(cancelled)]);
    return new Map();
  }
  return await apply(new Map([[keyOf(first.id), first]]), {
    perform: async (step) => {
      await write(step, instance);
      await marker?.begin(`Nothing but ${describe(step.id)} was written.`);
    },
    told: () => undefined,
    cancelled,
  });
}

/** The workspace that remembers the folder, where it is not there yet. */
export function newHome({ steps }: Decision, memory: Memory | undefined): Step | undefined {
  const workspace = memory === undefined ? undefined : workspaceOf(memory.home.id);
  const step = workspace === undefined ? undefined : steps.get(keyOf(workspace));
  return step?.changes.some(({ kind }) => kind === 'create') === true ? step : undefined;
}

/** Who cancels does not wait for a marker either: nothing has begun. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}
