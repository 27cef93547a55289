import type { Instance } from './instance.ts';
import { defined, type JsonObject, without, withoutNulls } from './json.ts';
import type { Kind } from './kind.ts';
import { kindOf } from './kinds.ts';
import { asKnownIn } from './newer-properties.ts';
import { saidInFull } from './said-defaults.ts';
import type { Entry } from './store.ts';

/** What an answer shows of a resource; `list` leaves out what lists leave out (facts 1.0). */
export function contractOf(
  instance: Instance,
  entry: Entry,
  { query, list }: { query: URLSearchParams; list: boolean },
): JsonObject {
  const path = instance.pathOf(entry);
  const collections = path.split('/').filter((_, index) => index % 2 === 0);
  const kind = kindOf(collections);
  const all = kind?.behaviour?.show?.(entry, { instance, query, list }) ?? entry.properties;
  const id = `${instance.resourceId}/${path}`;
  return {
    id: id.replace('/resourceGroups/', `/${instance.switches.idSpelling}/`),
    type: `Microsoft.ApiManagement/service/${collections.join('/')}`,
    name: kind?.behaviour?.nameOf?.(entry, instance) ?? path.split('/').at(-1),
    properties: kind ? saidOf(instance, kind, known(instance, kind, query, shownOf(kind, all, list))) : all,
  };
}

function known(
  { switches }: Instance,
  { collections }: Kind,
  query: URLSearchParams,
  shown: JsonObject,
): JsonObject {
  if (switches.newerProperties === 'kept') return shown;
  return defined(asKnownIn(query.get('api-version') ?? '', collections, shown));
}

function saidOf({ switches }: Instance, { collections }: Kind, shown: JsonObject): JsonObject {
  return switches.saidDefaults === 'all' ? saidInFull(collections, shown) : shown;
}

/** Secrets are never shown, nulls only where the service does, and lists leave things out (facts 1.0, 7). */
function shownOf(
  { secrets = [], listOmits = [], nulls = [] }: Kind,
  all: JsonObject,
  list: boolean,
): JsonObject {
  const shown = without(all, ...secrets, ...(list ? listOmits : []));
  return defined(withoutNulls(shown, nulls));
}
