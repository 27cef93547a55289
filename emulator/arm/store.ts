import type { JsonObject } from './json.ts';
import { type Scope, scopeOf } from './scope.ts';

/** One resource as the service keeps it. */
export interface Entry {
  /** Lower-case path with every API addressed by revision: apis/petstore;rev=1/operations/list. */
  readonly key: string;
  /** Casing of first creation (facts 1.0). */
  readonly name: string;
  properties: JsonObject;
  etag: string;
}

/** What one instance holds. Knows nothing of what the resources mean. */
export class Store {
  private readonly collections = new Map<string, Map<string, Entry>>();
  private version = 0;

  get(key: string): Entry | undefined {
    return this.collections.get(parentOf(key))?.get(key);
  }

  /** Creates or replaces, in the place where it stood. */
  put(key: string, name: string, properties: JsonObject): Entry {
    const existing = this.get(key);
    if (existing) {
      existing.properties = properties;
      existing.etag = this.nextEtag();
      return existing;
    }
    const entry = { key, name, properties, etag: this.nextEtag() };
    const collection = parentOf(key);
    if (!this.collections.has(collection)) this.collections.set(collection, new Map());
    this.collections.get(collection)?.set(key, entry);
    return entry;
  }

  /** Takes the resource and all that lies below it. */
  delete(key: string): void {
    this.collections.get(parentOf(key))?.delete(key);
    for (const collection of this.collections.keys()) {
      if (collection.startsWith(`${key}/`)) this.collections.delete(collection);
    }
  }

  /** Members of one collection, in order of creation. */
  list(collection: string): Entry[] {
    return [...(this.collections.get(collection)?.values() ?? [])];
  }

  /** All that lies below a resource. */
  below(key: string): Entry[] {
    return this.all().filter((entry) => entry.key.startsWith(`${key}/`));
  }

  /** Everything, for views across collections. */
  all(): Entry[] {
    return [...this.collections.values()].flatMap((members) => [...members.values()]);
  }

  /** Everything of one scope. */
  allOf(scope: Scope): Entry[] {
    return this.all().filter(({ key }) => scopeOf(key) === scope);
  }

  /** Remembers what is here now; the answer brings it back, whatever was done since. Nobody changes properties in place. */
  kept(): () => void {
    const entries = this.all().map((entry) => ({ ...entry }));
    return () => {
      this.collections.clear();
      for (const entry of entries) {
        const collection = parentOf(entry.key);
        const members = this.collections.get(collection) ?? new Map<string, Entry>();
        this.collections.set(collection, members.set(entry.key, { ...entry }));
      }
    };
  }

  private nextEtag(): string {
    this.version += 1;
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(20_000 + this.version));
    return `"${bytes.toString('base64')}"`;
  }
}

function parentOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}
