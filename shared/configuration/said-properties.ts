import type { Document } from '../apim/documents.ts';
import { isObject, type Json, type JsonObject } from '../apim/json.ts';
import type { PropertyRules } from '../apim/kinds/property-rules.ts';
import { kindOf, type KindName } from '../apim/kinds/table.ts';
import { nearest } from '../apim/nearest.ts';
import { sameWord } from './sections.ts';

/** The properties that an entry sets or takes away, for people: no values. */
export function pathsSaid(kind: KindName, properties: JsonObject): readonly string[] {
  const isText =
    kindOf(kind).azure.policy === true && Object.keys(properties).some((key) => sameWord(key, 'value'));
  if (isText) return ['policy'];
  return leaves(properties, []).map(
    ({ path, value }) => `${path.join('.')}${value === null ? ' (removed)' : ''}`,
  );
}

/** A property that neither the thing has, nor another of its kind, nor the table, though one is called much alike. */
export function nearMisses(
  document: Document,
  properties: JsonObject,
  documents: readonly Document[],
): readonly { readonly path: readonly string[]; readonly nearest: string }[] {
  const { kind } = document.id;
  const { azure, properties: rules = {} } = kindOf(kind);
  if (azure.policy === true) return [];
  const own = documents.filter(({ id }) => id.kind === kind).map((one) => one.properties);
  const known = [...own, rules.defaults ?? {}, rules.unsaid ?? {}];
  const free = new Set((rules.confidential ?? []).map((path) => path.toLowerCase()));
  const paths = pathsOfRules(rules).map((path) => path.split('.'));
  return missesIn(properties, { known, told: paths, path: [] }, free);
}

/** All that the table names of a kind. */
function pathsOfRules(rules: PropertyRules): readonly string[] {
  const lists = [rules.readOnly, rules.writeOnly, rules.sets, rules.confidential, rules.references];
  const keyed = { ...rules.defaults, ...rules.unsaid, ...rules.wordings, ...rules.names };
  return [
    ...[...lists, rules.sharedByRevisions, rules.secret?.paths].flatMap((paths) => paths ?? []),
    ...Object.keys(keyed),
  ];
}

interface Known {
  /** What things of the kind have there. */
  readonly known: readonly JsonObject[];
  /** What the table knows there. */
  readonly told: readonly (readonly string[])[];
  readonly path: readonly string[];
}

function missesIn(
  said: JsonObject,
  { known, told, path }: Known,
  free: ReadonlySet<string>,
): readonly { readonly path: readonly string[]; readonly nearest: string }[] {
  const names = [
    ...new Set([...known.flatMap((one) => Object.keys(one)), ...told.flatMap(([step]) => step ?? [])]),
  ];
  return Object.entries(said).flatMap(([name, value]) => {
    const here = [...path, name];
    if (!names.some((one) => sameWord(one, name))) {
      const best = nearest(name, names);
      return best === undefined ? [] : [{ path: here, nearest: best }];
    }
    // Headers and the like have the names that their author gives them.
    if (!isObject(value) || free.has(here.join('.').toLowerCase())) return [];
    const below = known.flatMap((one) =>
      Object.entries(one).flatMap(([key, entry]) => (sameWord(key, name) && isObject(entry) ? [entry] : [])),
    );
    const deeper = told
      .filter(([step]) => step !== undefined && sameWord(step, name))
      .map(([, ...rest]) => rest);
    return below.length === 0 ? [] : missesIn(value, { known: below, told: deeper, path: here }, free);
  });
}

function leaves(
  value: Json,
  path: readonly string[],
): readonly { readonly path: readonly string[]; readonly value: Json }[] {
  if (!isObject(value) || (Object.keys(value).length === 0 && path.length > 0)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, entry]) => leaves(entry, [...path, key]));
}
