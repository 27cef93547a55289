import { randomBytes } from 'node:crypto';
import { contractOf } from './contract.ts';
import { type JsonObject, textOf } from './json.ts';
import { spelled } from './kinds.ts';
import { LongRunningWrites } from './long-running.ts';
import { rootOf } from './place.ts';
import { type Scope, scopeOf } from './scope.ts';
import { type Entry, Store } from './store.ts';
import type { Downloads } from './downloads.ts';
import type { LinkedDocuments } from './specification/linked-documents.ts';
import type { Switches } from './switches.ts';

export interface InstanceOptions {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly sku?: string;
  /** Older versions of the control plane are refused (facts 0). */
  readonly minApiVersion?: string;
  /** Deleted, and kept for two days: the name is taken, and nothing answers under it (facts 4.7). */
  readonly softDeleted?: { readonly deletionDate: string; readonly scheduledPurgeDate: string };
  /** Custom host names of its gateway, beside the one it is born with. */
  readonly hostnames?: readonly string[];
}

/** What an instance needs of the emulator around it. */
export interface Surroundings {
  readonly switches: Switches;
  readonly downloads: Downloads;
  readonly links: LinkedDocuments;
  /** Of ARM; only known once it listens. */
  readonly origin: () => string;
}

/** One API Management service: what it holds and how it names things. */
export class Instance {
  readonly store = new Store();
  readonly longRunning: LongRunningWrites;
  readonly resourceId: string;
  /** Key of an API without revision -> number of the current one. */
  private readonly current = new Map<string, string>();
  private readonly hidden = new Map<string, number>();
  private readonly fresh = new Map<Scope, number>();

  constructor(
    readonly options: InstanceOptions,
    readonly surroundings: Surroundings,
  ) {
    const { subscriptionId, resourceGroup, name } = options;
    this.resourceId = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ApiManagement/service/${name}`;
    this.longRunning = new LongRunningWrites(this);
  }

  get switches(): Switches {
    return this.surroundings.switches;
  }

  get gatewayUrl(): string {
    return `https://${this.options.name.toLowerCase()}.azure-api.net`;
  }

  /** Of apis/x or workspaces/w/apis/x, whichever revision the key names. */
  currentRevisionOf(apiKey: string): string {
    return this.current.get(rootOf(apiKey.toLowerCase())) ?? '1';
  }

  setCurrentRevision(apiKey: string, revision: string): void {
    this.current.set(rootOf(apiKey.toLowerCase()), revision);
  }

  /** The resource with this key; apis/x, and what lies below it, means the current revision. */
  find(key: string): Entry | undefined {
    const root = /^(workspaces\/[^/]+\/)?apis\/[^/;]+(?=\/|$)/.exec(key)?.[0];
    if (root === undefined) return this.store.get(key);
    const current = `${root};rev=${this.currentRevisionOf(root)}${key.slice(root.length)}`;
    return this.store.get(key) ?? this.store.get(current);
  }

  /** What a short or full id names; short ones are looked up in the scope. */
  findReference(reference: string, scope: Scope = ''): Entry | undefined {
    const key = this.keyOfReference(reference, scope);
    return key === undefined ? undefined : this.find(key);
  }

  /** What GET shows: what comes from Key Vault may take its time (facts 1.0). */
  shown(key: string): Entry | undefined {
    const left = this.hidden.get(key) ?? 0;
    if (left > 0) this.hidden.set(key, left - 1);
    return left > 0 ? undefined : this.find(key);
  }

  /** Has the next GETs of what is new answer 404. */
  hide(key: string): void {
    this.hidden.set(key, this.switches.keyVaultValuesAbsentForReads);
  }

  /** The collection is a key: 'tags', or `${scope}tags`. */
  findByDisplayName(collection: string, displayName: string | undefined): Entry | undefined {
    const wanted = displayName?.toLowerCase();
    return this.store
      .list(collection)
      .find(({ properties }) => textOf(properties, 'displayName')?.toLowerCase() === wanted);
  }

  /** Path below the service as the service words it: casing of creation, no revision on the current one. */
  pathOf(entry: Entry): string {
    const segments = entry.key.split('/');
    const apiAt = scopeOf(entry.key) === '' ? 1 : 3;
    const words = segments.map((segment, index) => {
      if (index % 2 === 0) return segment;
      const prefix = segments.slice(0, index + 1).join('/');
      const name = prefix === entry.key ? entry.name : this.find(prefix)?.name;
      return this.wordsOf(prefix, name ?? segment, segments[index - 1] === 'apis' && index === apiAt);
    });
    const collections = spelled(segments.filter((_, index) => index % 2 === 0));
    return words.map((word, index) => (index % 2 === 0 ? collections[index / 2] : word)).join('/');
  }

  /** `list` leaves out what lists leave out (facts 1.0). */
  contractOf(entry: Entry, query: URLSearchParams, list = false): JsonObject {
    return contractOf(this, entry, { query, list });
  }

  /** References come back in full form, whatever form they were given in (facts 8). */
  fullId(reference: string, scope: Scope = ''): string {
    if (reference.toLowerCase().startsWith('/subscriptions/')) return reference;
    const prefix = /^\/workspaces\//i.test(reference) ? '' : scope;
    return `${this.resourceId}/${prefix}${reference.replace(/^\//, '')}`;
  }

  /** Key of what a short or full id names; undefined when it names something outside this service. */
  keyOfReference(reference: string, scope: Scope = ''): string | undefined {
    const full = this.fullId(reference, scope).toLowerCase();
    const prefix = `${this.resourceId.toLowerCase()}/`;
    return full.startsWith(prefix) ? full.slice(prefix.length) : undefined;
  }

  /** A new workspace answers 500 to so many lists (facts 1.0). */
  startAsFresh(scope: Scope): void {
    this.fresh.set(scope, this.switches.freshWorkspaceLists);
  }

  failsAsFresh(scope: Scope): boolean {
    const left = this.fresh.get(scope) ?? 0;
    this.fresh.set(scope, left - 1);
    return left > 0;
  }

  /** Remembers what it holds now; the answer brings that back, whatever was done since or still goes on. */
  kept(): () => void {
    const back = this.store.kept();
    const current = new Map(this.current);
    return () => {
      back();
      for (const map of [this.current, this.hidden, this.fresh]) map.clear();
      for (const [key, revision] of current) this.current.set(key, revision);
      this.longRunning.forget();
    };
  }

  /** An id that the service invents. */
  inventId(): string {
    return randomBytes(12).toString('hex');
  }

  private wordsOf(key: string, name: string, isApi: boolean): string {
    const revision = isApi ? /;rev=(\d+)$/.exec(key)?.[1] : undefined;
    return revision === undefined || revision === this.currentRevisionOf(key)
      ? name
      : `${name};rev=${revision}`;
  }
}
