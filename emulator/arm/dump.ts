import { createHash } from 'node:crypto';
import type { Instance } from './instance.ts';
import { type Json, type JsonObject, textOf } from './json.ts';
import { kindOf } from './kinds.ts';
import { linkName } from './link.ts';

/** What no two instances have in common although they are equal. */
const volatile = [
  ...['createdDate', 'createdDateTime', 'updatedDateTime', 'registrationDate', 'timeStampUtc'],
  ...['primaryKey', 'secondaryKey', linkName],
];

const invented = /\b[0-9a-f]{24}\b/g;

/**
 * Path below the service -> properties, sorted. Ids lose the service they belong to, and ids that a service
 * invents give way to a digest of what they stand for, so that two equal instances have equal dumps.
 */
export function dump(instance: Instance): Record<string, Json> {
  const entries = instance.store
    .all()
    .map((entry) => ({ path: instance.pathOf(entry), properties: portable(instance, entry.properties) }))
    .map(withoutNameOfLink);
  const names = new Map<string, string>();
  for (const { path, properties } of entries) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (/^[0-9a-f]{24}$/.test(name)) names.set(name, `invented-${digest(properties)}`);
  }
  const renamed = (text: string): string => text.replace(invented, (id) => names.get(id) ?? id);
  const rows = entries.map(({ path, properties }): [string, Json] => [
    renamed(path),
    JSON.parse(renamed(JSON.stringify(properties))) as Json,
  ]);
  return Object.fromEntries(rows.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What a link is called says nothing: it is its target (facts 1.0). */
function withoutNameOfLink(entry: { path: string; properties: JsonObject }): typeof entry {
  const kind = kindOf(entry.path.split('/').filter((_, index) => index % 2 === 0));
  const target = kind?.link && textOf(entry.properties, kind.link.property);
  if (target === undefined) return entry;
  return { ...entry, path: entry.path.replace(/[^/]+$/, digest(target.toLowerCase())) };
}

function portable(instance: Instance, properties: JsonObject): JsonObject {
  const text = JSON.stringify(properties, (name, value: unknown) =>
    volatile.includes(name) ? undefined : value,
  );
  const prefix = instance.resourceId.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return sorted(JSON.parse(text.replace(new RegExp(prefix, 'gi'), '')) as Json) as JsonObject;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]));
}

function digest(value: Json): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
}
