import type { Change } from '../apim/change.ts';
import type { Identities } from '../apim/instance.ts';
import { vaultReferenceIn } from '../apim/key-vault.ts';
import { describe } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { resourceAt, type Snapshot } from '../apim/snapshot.ts';
import { whereOf } from '../apim/where-of.ts';
import { TaskError } from '../errors/task-error.ts';

/**
 * References to Key Vault that the instance cannot read, as far as that shows before the first write: it says itself
 * that it could not read this very one, or it has no such identity. KEY_VAULT_UNREADABLE.
 */
export function vaultFaults(
  changes: readonly Change[],
  live: Snapshot,
  identities: Identities | undefined,
): readonly TaskError[] {
  return changes.flatMap((change) => {
    if (change.kind === 'delete') return [];
    const { resource } = change;
    const why = noIdentity(resource, identities) ?? troubleOf(resource, resourceAt(live, resource.id));
    return why === undefined ? [] : [vaultError(resource, why)];
  });
}

/** KEY_VAULT_UNREADABLE, naming vault, secret and identity. */
export function vaultError(resource: Omit<Resource, 'secret'>, why: string, cause?: unknown): TaskError {
  const { id, file, properties } = resource;
  const words = vaultReferenceIn(properties)?.words ?? 'Key Vault';
  return new TaskError('KEY_VAULT_UNREADABLE', {
    message: `${describe(id)} refers to ${words}, and the instance cannot read that: ${why}`,
    remedy:
      'Give that identity of the API Management instance the role "Key Vault Secrets User" on the vault, open the vault to it, or correct the reference.',
    where: whereOf({ id, file }),
    cause,
  });
}

function noIdentity({ properties }: Resource, identities: Identities | undefined): string | undefined {
  const reference = vaultReferenceIn(properties);
  if (reference === undefined || identities === undefined) return undefined;
  const { identity } = reference;
  if (identity === undefined)
    return identities.hasOwn ? undefined : 'it has no identity of its own (system-assigned).';
  const has = identities.clientIds.some((one) => one.toLowerCase() === identity.toLowerCase());
  if (has) return undefined;
  const others = identities.clientIds.length === 0 ? 'none' : identities.clientIds.join(', ');
  return `it has no such identity (user-assigned: ${others}).`;
}

/** Told of the reference that is live: another one is about to be tried. */
function troubleOf({ properties }: Resource, live: Resource | undefined): string | undefined {
  if (live?.trouble === undefined) return undefined;
  const [mine, theirs] = [vaultReferenceIn(properties), vaultReferenceIn(live.properties)];
  return mine !== undefined && mine.words === theirs?.words ? `${live.trouble}.` : undefined;
}
