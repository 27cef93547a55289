import { Refusal } from './refusal.ts';

/** A lock of ARM on a scope and all below it. */
export interface ScopeLock {
  /** A resource id, such as that of a resource group. */
  readonly scope: string;
  readonly level: 'CanNotDelete' | 'ReadOnly';
}

/** Refuses what a lock forbids, in the words of ARM (facts 4.1, 6). */
export function checkLocks(locks: readonly ScopeLock[], method: string, path: string): void {
  const operation = { DELETE: 'delete', PUT: 'write', PATCH: 'write', POST: 'write' }[method];
  if (operation === undefined) return;
  const below = `${path.toLowerCase()}/`;
  const hit = locks.find(
    ({ scope, level }) =>
      (operation === 'delete' || level === 'ReadOnly') && below.startsWith(`${scope.toLowerCase()}/`),
  );
  if (hit === undefined) return;
  throw new Refusal(
    409,
    'ScopeLocked',
    `The scope '${path}' cannot perform ${operation} operation because following scope(s) are locked: '${hit.scope}'. Please remove the lock and try again.`,
  );
}
