import type { Instance } from '../instance.ts';
import type { Scope } from '../scope.ts';

/** Puts a secret into a named value that the service makes, and gives the reference to it (facts 1.13, 7). */
export function secretNamedValue(
  instance: Instance,
  { scope, prefix, value }: { scope: Scope; prefix: string; value: string },
): string {
  const name = instance.inventId();
  const displayName = `${prefix}${name}`;
  instance.store.put(`${scope}namedvalues/${name}`, name, { displayName, tags: [], secret: true, value });
  return `{{${displayName}}}`;
}
