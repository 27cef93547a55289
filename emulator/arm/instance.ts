import { randomBytes } from 'node:crypto';
import { defined, type JsonObject, textOf } from './json.ts';
import { kindOf } from './kinds.ts';
import { LongRunningWrites } from './long-running.ts';
import { rootOf } from './place.ts';
import { type Entry, Store } from './store.ts';
import type { Downloads } from './downloads.ts';
import type { Switches } from './switches.ts';

export interface InstanceOptions {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly sku?: string;
}

/** What an instance needs of the emulator around it. */
export interface Surroundings {
  readonly switches: Switches;
  readonly downloads: Downloads;
  /** Of ARM; only known once it listens. */
  readonly origin: () => string;
}

/** One API Management service: what it holds and how it names things. */
export class Instance {
  readonly store = new Store();
  readonly longRunning: LongRunningWrites;
  readonly resourceId: string;
  /** Root name in lower case -> number of the current revision. */
  private readonly current = new Map<string, string>();

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

  currentRevision(apiName: string): string {
    return this.current.get(rootOf(apiName.toLowerCase())) ?? '1';
  }

  makeCurrent(apiName: string, revision: string): void {
    this.current.set(rootOf(apiName.toLowerCase()), revision);
  }

  /** The resource with this key; apis/x means the current revision. */
  find(key: string): Entry | undefined {
    const root = /^apis\/([^/;]+)$/.exec(key)?.[1];
    return this.store.get(root === undefined ? key : `apis/${root};rev=${this.currentRevision(root)}`);
  }

  findByDisplayName(collection: string, displayName: string | undefined): Entry | undefined {
    const wanted = displayName?.toLowerCase();
    return this.store
      .list(collection)
      .find(({ properties }) => textOf(properties, 'displayName')?.toLowerCase() === wanted);
  }

  /** Path below the service as the service words it: casing of creation, no revision on the current one. */
  pathOf(entry: Entry): string {
    const segments = entry.key.split('/');
    const words = segments.map((segment, index) => {
      if (index % 2 === 0) return segment;
      const prefix = segments.slice(0, index + 1).join('/');
      const name = prefix === entry.key ? entry.name : this.find(prefix)?.name;
      return this.wordsOf(prefix, name ?? segment, segments[index - 1] === 'apis' && index === 1);
    });
    const collections = (kindOf(segments.filter((_, index) => index % 2 === 0))?.collections ?? '').split(
      '/',
    );
    return words.map((word, index) => (index % 2 === 0 ? collections[index / 2] : word)).join('/');
  }

  /** `list` leaves out what lists leave out (facts 1.0). */
  contractOf(entry: Entry, query: URLSearchParams, list = false): JsonObject {
    const path = this.pathOf(entry);
    const collections = path.split('/').filter((_, index) => index % 2 === 0);
    const kind = kindOf(collections);
    const shown = kind?.behaviour?.show?.(entry, { instance: this, query, list }) ?? entry.properties;
    return {
      id: `${this.resourceId}/${path}`,
      type: `Microsoft.ApiManagement/service/${collections.join('/')}`,
      name: path.split('/').at(-1),
      properties: defined(shown),
    };
  }

  /** References come back in full form, whatever form they were given in (facts 8). */
  fullId(reference: string): string {
    return reference.startsWith('/subscriptions/') ? reference : `${this.resourceId}${reference}`;
  }

  /** Key of what a short or full id names; undefined when it names something outside this service. */
  keyOfReference(reference: string): string | undefined {
    const lower = reference.toLowerCase();
    const prefix = `${this.resourceId.toLowerCase()}/`;
    if (lower.startsWith('/subscriptions/') && !lower.startsWith(prefix)) return undefined;
    return lower.startsWith(prefix) ? lower.slice(prefix.length) : lower.replace(/^\//, '');
  }

  /** An id that the service invents. */
  inventId(): string {
    return randomBytes(12).toString('hex');
  }

  private wordsOf(key: string, name: string, isApi: boolean): string {
    const revision = isApi ? /;rev=(\d+)$/.exec(key)?.[1] : undefined;
    return revision === undefined || revision === this.currentRevision(name)
      ? name
      : `${name};rev=${revision}`;
  }
}
