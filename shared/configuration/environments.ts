import type { Document } from '../apim/documents.ts';
import { isList, isObject, type Json, type JsonObject, valueAt } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe, keyOf, pathOf, type ResourceId } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { looksLikeSection, sameWord } from './sections.ts';
import { readYamlFile } from './yaml-file.ts';

/** A file by its name, without its folder. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Where the files of the environments differ in what they speak of. Never a value. */
export interface Environments {
  /** Names of the environments: "dev", "prod". */
  readonly names: readonly string[];
  /** Properties that some environments set and others do not. */
  readonly keys: readonly { readonly key: string; readonly has: readonly boolean[] }[];
  /** Every secret of the files, and where each environment has its value from. */
  readonly secrets: readonly { readonly of: string; readonly from: readonly SecretOrigin[] }[];
}

type SecretOrigin = 'set' | 'missing' | 'Key Vault';

/** "overrides.prod.yaml" -> the names that differ in the environment only, itself among them; none, if it is alone. */
export function siblingsOf(file: string, names: readonly string[]): readonly string[] {
  const own = partsOf(file);
  if (own === undefined) return [];
  const found = names.filter((name) => partsOf(name)?.stem === own.stem);
  return found.length > 1 && found.includes(file) ? [...found].sort() : [];
}

/** Compares what the files of all environments speak of; `overridden` are the keys of what this run's overrides hit. A file that cannot be read is left out: its own run tells why. */
export function compareEnvironments(
  siblings: readonly NamedText[],
  documents: readonly Document[],
  overridden: ReadonlySet<string>,
): Environments | undefined {
  const readable = siblings.flatMap(({ name, text }) => {
    const content = contentOf(text, name);
    return content === undefined
      ? []
      : [{ name: partsOf(name)?.environment ?? name, keys: keysIn(content, []) }];
  });
  if (readable.length < 2) return undefined;
  const sets = readable.map(({ keys }) => new Map(keys.map((key) => [key.toLowerCase(), key])));
  const all = new Map(sets.flatMap((set) => [...set]));
  const keys = [...all].map(([lower, key]) => ({ key, has: sets.map((set) => set.has(lower)) }));
  return {
    names: readable.map(({ name }) => name),
    keys: keys
      .filter(({ has }) => has.includes(false))
      .sort((left, right) => (left.key < right.key ? -1 : 1)),
    secrets: documents.flatMap((document) => {
      const paths = kindOf(document.id.kind).properties?.secret?.paths;
      const inVault = isObject(valueAt(document.properties, 'keyVault'));
      if (paths === undefined || (document.secret === undefined && !inVault)) return [];
      return [
        {
          of: describe(document.id),
          from: sets.map((set) => originOf(document, set, paths, inVault, overridden)),
        },
      ];
    }),
  };
}

function originOf(
  { id, secret }: Document,
  keys: ReadonlyMap<string, string>,
  paths: readonly string[],
  inVault: boolean,
  overridden: ReadonlySet<string>,
): SecretOrigin {
  const has = (path: string) =>
    [...keys.keys()].some((key) => `${key}.`.startsWith(`${entryKey(id)}: ${path}.`.toLowerCase()));
  if (has('keyVault')) return 'Key Vault';
  if (paths.some(has)) return 'set';
  if (inVault) return 'Key Vault';
  // What this run's overrides give is nothing that the files say.
  return secret?.state === 'given' && !overridden.has(keyOf(id)) ? 'set' : 'missing';
}

function partsOf(file: string): { readonly stem: string; readonly environment: string } | undefined {
  const { stem, environment } = /^(?<stem>.+)\.(?<environment>[^.]+)\.ya?ml$/i.exec(file)?.groups ?? {};
  return stem === undefined || environment === undefined ? undefined : { stem, environment };
}

function contentOf(text: string, name: string): JsonObject | undefined {
  try {
    return readYamlFile(text, name).content;
  } catch (error) {
    if (error instanceof TaskError) return undefined;
    throw error;
  }
}

/** "namedValues/key" */
function entryKey(id: ResourceId): string {
  const steps = pathOf(id).filter(({ kind }) => kindOf(kind).naming === undefined);
  return steps.map(({ kind, name }) => `${kindOf(kind).section ?? kind}/${name}`).join('/');
}

/** "backends/shop: tls.validateCertificateName" for each property that the file sets or takes away. */
function keysIn(content: JsonObject, above: readonly string[]): readonly string[] {
  return Object.entries(content).flatMap(([section, list]) =>
    isList(list) ? list.flatMap((entry) => keysOfEntry(entry, [...above, section])) : [],
  );
}

function keysOfEntry(entry: Json, above: readonly string[]): readonly string[] {
  if (!isObject(entry)) return [];
  const keyed = Object.entries(entry);
  const name = keyed.find(([key]) => sameWord(key, 'name'))?.[1];
  if (typeof name !== 'string') return [];
  const here = [...above, name];
  const wrapper = keyed.find(([key]) => sameWord(key, 'properties'))?.[1];
  const below = Object.fromEntries(keyed.filter(([, value]) => looksLikeSection(value)));
  const loose = Object.fromEntries(
    keyed.filter(([key, value]) => !sameWord(key, 'name') && !looksLikeSection(value)),
  );
  const properties = isObject(wrapper) ? wrapper : loose;
  return [...leaves(properties, []).map((path) => `${here.join('/')}: ${path}`), ...keysIn(below, here)];
}

function leaves(value: Json, path: readonly string[]): readonly string[] {
  if (!isObject(value) || Object.keys(value).length === 0) return path.length === 0 ? [] : [path.join('.')];
  return Object.entries(value).flatMap(([key, entry]) => leaves(entry, [...path, key]));
}
