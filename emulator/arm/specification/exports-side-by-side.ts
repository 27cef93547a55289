import { setTimeout as wait } from 'node:timers/promises';
import type { Instance } from '../instance.ts';
import { textOf } from '../json.ts';
import { rootOf } from '../place.ts';
import type { Entry } from '../store.ts';

/** How long an export runs while the switch is on. */
const duration = 30;

interface Running {
  readonly texts: string[];
  active: number;
}

const running = new WeakMap<Instance, Map<string, Running>>();

/**
 * The document that an export gives. While `concurrentExports` is `mixed`, exports that run at the same time for
 * one API, or for one version set, give each other's (facts 2.2): which, is known when `ended` is.
 */
export function exportSideBySide(
  instance: Instance,
  api: Entry,
  text: string,
): { text: () => string; ended?: Promise<void> } {
  if (instance.switches.concurrentExports === 'own') return { text: () => text };
  const groups = running.get(instance) ?? new Map<string, Running>();
  running.set(instance, groups);
  const name = textOf(api.properties, 'apiVersionSetId')?.toLowerCase() ?? rootOf(api.key);
  const group = groups.get(name) ?? { texts: [], active: 0 };
  groups.set(name, group);
  const mine = group.texts.push(text) - 1;
  group.active += 1;
  return {
    text: () => group.texts[(mine + 1) % group.texts.length] ?? text,
    ended: wait(duration).then(() => {
      group.active -= 1;
      if (group.active === 0) groups.delete(name);
    }),
  };
}
