import type { EmulatedRequest } from '../http/loopback-server.ts';
import type { Directory } from './directory.ts';
import { needsPermission, type Permission } from './refusal.ts';
import type { EmulatedRepository } from './repository.ts';

/** What of the collection a request to a repository may need. */
export interface CollectionState {
  readonly denied: ReadonlySet<Permission>;
  readonly directory: Directory;
  /** Numbers of the work items that there are. */
  readonly workItems: ReadonlySet<string>;
  readonly unfitReviewers: 'ignored' | 'refused';
}

/** One request to one repository, after sign-in and routing. */
export interface RepositoryCall extends CollectionState {
  readonly request: EmulatedRequest;
  readonly repository: EmulatedRepository;
  /** Path segments after the resource's name. */
  readonly rest: readonly string[];
  /** Who the bearer token stands for. */
  readonly identity: { readonly id: string; readonly displayName: string };
}

/** Refuses what the identity was denied. */
export function demand(call: RepositoryCall, permission: Permission): void {
  if (call.denied.has(permission)) throw needsPermission(permission, call.identity.id);
}

/** The JSON of the body; the caller names the interface's type, with all that may be missing as optional. */
export function bodyOf(call: RepositoryCall): unknown {
  return JSON.parse(call.request.body === '' ? '{}' : call.request.body);
}

/** A list as Azure DevOps wraps it. */
export const listOf = (value: readonly unknown[]) => ({ status: 200, body: { count: value.length, value } });
