import { isObject, type Json, type JsonObject } from '../../shared/apim/json.ts';
import { type KindName, kindOf } from '../../shared/apim/kinds/table.ts';
import { namesOf } from '../../shared/apim/names.ts';
import { pathOf } from '../../shared/apim/resource-id.ts';
import type { Thing } from './random-graph.ts';

/** What an environment says of one thing: what stands in its entry beside the name. */
export interface Said {
  readonly thing: Thing;
  readonly entry: JsonObject;
}

/** A file of overrides with an entry for each; JSON is YAML. `spelled` writes names, sections and keys. */
export function overridesOf(
  all: readonly Said[],
  spelled: (word: string) => string = (word) => word,
): string {
  const top: Entry = { own: {}, below: new Map() };
  for (const { thing, entry } of all) {
    let here = top;
    for (const [section, name] of entriesTo(thing)) here = entryIn(here, section, name);
    here.own = entry;
  }
  return JSON.stringify(written(top, spelled));
}

interface Entry {
  own: JsonObject;
  /** Section -> name -> entry. */
  readonly below: Map<string, Map<string, Entry>>;
}

/** Sections and names on the way: a revision is called by its API, and by its number where it is not the current one. */
function entriesTo({ id }: Thing): readonly (readonly [section: string, name: string])[] {
  const path = pathOf(id);
  const names = namesOf(id, () => '1');
  return path.flatMap(({ kind, name }, at) => {
    const { section, naming } = kindOf(kind);
    const next = path[at + 1];
    const called = next !== undefined && kindOf(next.kind).naming !== undefined ? names[next.kind] : name;
    return naming === undefined ? [[section ?? '', called ?? name] as const] : [];
  });
}

function entryIn({ below }: Entry, section: string, name: string): Entry {
  const entries = below.get(section) ?? new Map<string, Entry>();
  below.set(section, entries);
  const found = entries.get(name) ?? { own: {}, below: new Map<string, Map<string, Entry>>() };
  entries.set(name, found);
  return found;
}

function written({ own, below }: Entry, spelled: (word: string) => string): JsonObject {
  const sections = [...below].map(([section, entries]): readonly [string, Json] => [
    spelled(section),
    [...entries].map(([name, entry]) => ({ name: spelled(name), ...written(entry, spelled) })),
  ]);
  const keys = Object.entries(own).map(([key, value]) => [spelled(key), respelled(value, spelled)] as const);
  return Object.fromEntries([...keys, ...sections]);
}

/** Keys only: values are what they are. */
function respelled(value: Json, spelled: (word: string) => string): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, below]) => [spelled(key), respelled(below, spelled)]),
  );
}

/** What each kind can be told for another environment, without which others would not do: a description, mostly. */
const said: Partial<Record<KindName, (name: string, own: JsonObject) => JsonObject>> = {
  namedValue: () => ({ value: 'of prod' }),
  // A server of MCP has a service URL instead of tools or a backend (facts: apim-rest 1.3).
  apiRevision: (_, { type }) =>
    type === 'mcp' ? { description: 'Of prod' } : { serviceUrl: 'https://prod.example' },
  operation: () => ({ displayName: 'Of prod' }),
  tag: (name) => ({ displayName: `Of prod ${name}` }),
  certificate: () => ({ keyVault: { identityClientId: 'of-prod' } }),
  documentation: () => ({ title: 'Of prod' }),
  diagnostic: () => ({ verbosity: 'error' }),
  apiDiagnostic: () => ({ verbosity: 'error' }),
  apiSchema: () => ({ document: { value: '<b />' } }),
  apiRelease: () => ({ notes: 'Of prod' }),
  apiWiki: () => ({ notes: 'Of prod' }),
  productWiki: () => ({ notes: 'Of prod' }),
  gatewayHostname: () => ({ hostname: 'prod.example' }),
  gatewayAuthority: () => ({ isTrusted: false }),
  subscription: () => ({ state: 'suspended' }),
  policyRestriction: () => ({ requireBase: 'false' }),
};

export function propertiesOfProd({ id: { kind, name }, properties }: Thing): JsonObject {
  return said[kind]?.(name, properties) ?? { description: 'Of prod' };
}
