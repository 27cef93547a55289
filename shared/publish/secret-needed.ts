import type { Change } from '../apim/change.ts';
import type { Difference } from '../apim/differences.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { secretHolders } from '../apim/secrets.ts';
import { whereOf } from '../apim/where-of.ts';
import { TaskError } from '../errors/task-error.ts';

/** Whether it has a secret that nobody gave, and cannot be made without. */
export function lacksSecret({ id, secret }: Resource): boolean {
  return secret?.state === 'not given' && kindOf(id.kind).properties?.secret?.optional === undefined;
}

/**
 * What differs can only be written together with a secret that nobody gave: the other credentials of a logger, a
 * certificate that is no longer in Key Vault. SECRET_WITHOUT_VALUE, or undefined.
 */
export function secretNeeded(resource: Resource, differences: readonly Difference[]): TaskError | undefined {
  if (!lacksSecret(resource)) return undefined;
  const found = differenceInSecret(resource, differences);
  return found === undefined ? undefined : secretWithoutValue(resource, `its ${found.path} differs`);
}

/**
 * What cannot be written in the build of a pull request, which may plan it: what is made with a secret, or changed
 * together with one. SECRET_WITHOUT_VALUE for each, to be thrown before the first write.
 */
export function unresolvedSecrets(changes: readonly Change[]): readonly TaskError[] {
  return changes.flatMap((change) => {
    const { resource } = change;
    if (resource.secret?.state !== 'not resolved') return [];
    const isNeeded =
      change.kind === 'create' ||
      (change.kind === 'update' && differenceInSecret(resource, change.differences) !== undefined);
    if (!isNeeded) return [];
    return [
      new TaskError('SECRET_WITHOUT_VALUE', {
        message: `${describe(resource.id)} is secret, and the build of a pull request resolves no secrets.`,
        remedy: 'Let builds of pull requests plan, and publish after the merge.',
        where: { resource: describe(resource.id) },
      }),
    ];
  });
}

function differenceInSecret(
  { id: { kind } }: Resource,
  differences: readonly Difference[],
): Difference | undefined {
  const holders = secretHolders(kind);
  const isWhole = kindOf(kind).properties?.secret?.revealed === 'never';
  return differences.find(({ steps }) => isWhole || holders.includes(steps[0] ?? ''));
}

/** The error for a secret that has to be written and is not there: never its value, of course. */
export function secretWithoutValue({ id, file }: Resource, why: string): TaskError {
  const { paths = [], instead } = kindOf(id.kind).properties?.secret ?? {};
  const or = instead === undefined ? '' : `, or ${instead}`;
  return new TaskError('SECRET_WITHOUT_VALUE', {
    message: `${describe(id)} is secret, ${why}, and no value is given (${paths.join(' or ')}).`,
    remedy: `Give its value in the overrides (from a secret pipeline variable)${or}.`,
    where: whereOf({ id, file }),
  });
}

/**
 * What is made without a secret that it may need: an authorization server without its clientSecret is taken by Azure,
 * and signs nobody in. One line for each, to be read before the first write.
 */
export function madeWithoutSecret(changes: readonly Change[]): readonly string[] {
  return changes.flatMap(({ kind, resource: { id, secret } }) => {
    const { optional, paths = [] } = kindOf(id.kind).properties?.secret ?? {};
    if (kind !== 'create' || secret?.state !== 'not given' || optional !== 'it may work without') return [];
    return [
      `${describe(id)} is new and gets no secret: no value is given (${paths.join(' or ')}). If it needs one, give it in the overrides.`,
    ];
  });
}
