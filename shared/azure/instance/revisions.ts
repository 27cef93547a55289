import { currentRevisionProperty } from '../../apim/documents.ts';
import { grouped } from '../../apim/grouped.ts';
import { type JsonObject, textAt } from '../../apim/json.ts';
import { type KindName, kindOf, revisionKind } from '../../apim/kinds/table.ts';
import { parseApiName } from '../../apim/api-name.ts';
import { describe, keyOf, resourceId, type ResourceId, scopeKey } from '../../apim/resource-id.ts';
import type { Gap } from '../../apim/snapshot.ts';
import { pathInInstance } from './paths.ts';
import type { Reading } from './reading.ts';
import { resourceBody } from './resource-body.ts';

export interface RevisionEntry {
  readonly id: ResourceId;
  readonly entry: JsonObject;
  readonly isCurrent: boolean;
}

/** The list of APIs, sorted: which revisions are read, and what is left out. */
export interface Revisions {
  readonly revisions: readonly RevisionEntry[];
  readonly gaps: readonly Gap[];
}

/**
 * What is read of each API: its current revision, because that one says what belongs to the API, and of the others
 * those that the selection includes. The list of APIs has an entry for every revision (facts: apim-rest 1.0); an API
 * at revision 2 without any other entry is asked for its revisions by itself, because some lists have hidden them
 * (facts: peers 2.4): see `hiddenIn`.
 */
export async function revisionsIn(
  kind: KindName,
  workspace: ResourceId | undefined,
  entries: readonly JsonObject[],
  reading: Reading,
): Promise<Revisions> {
  const all = entries.map((entry) => entryOf(kind, workspace, entry, reading));
  const apis = [...grouped(all, ({ api }) => api.name.toLowerCase()).values()];
  const wanted = apis.filter(([first]) => first !== undefined && reading.selection.includes(first.api));
  const hidden = grouped(await hiddenIn(wanted, reading), ({ api }) => keyOf(api));
  const sorted = apis.map((revisions) => ofOneApi(revisions, hidden, reading));
  return {
    revisions: sorted.flatMap(({ revisions }) => revisions),
    gaps: sorted.flatMap(({ gaps }) => gaps),
  };
}

export interface Listed extends RevisionEntry {
  readonly api: ResourceId;
}

/** What an entry of the list of APIs is. */
export function entryOf(
  kind: KindName,
  workspace: ResourceId | undefined,
  entry: JsonObject,
  { current }: Pick<Reading, 'current'>,
): Listed {
  const { api: name, revision } = parseApiName(textAt(entry, 'name') ?? '');
  const api = resourceId(kind, name, workspace);
  const number = revision ?? textAt(entry, 'properties', currentRevisionProperty) ?? '1';
  if (revision === undefined) current.set(api, number);
  return { api, id: resourceId(revisionKind(kind), number, api), entry, isCurrent: revision === undefined };
}

function ofOneApi(
  listed: readonly Listed[],
  hidden: ReadonlyMap<string, readonly Listed[]>,
  { selection }: Reading,
): Revisions {
  const [first] = listed;
  if (first === undefined) return { revisions: [], gaps: [] };
  if (!selection.includes(first.api))
    return { revisions: [], gaps: [{ of: first.api, why: 'outside the filter' }] };
  const all = [...listed, ...(hidden.get(keyOf(first.api)) ?? [])];
  const isWanted = ({ isCurrent, id }: Listed) =>
    isCurrent || (selection.revisions !== 'current' && selection.includes(id));
  return {
    revisions: all.filter(isWanted),
    gaps: all
      .filter((one) => !isWanted(one))
      .map(({ id }) => ({ of: id, why: selection.includes(id) ? 'not current' : 'outside the filter' })),
  };
}

/**
 * Revisions that the list of APIs does not have. An API that has got beyond its first one has had others, and so has one
 * of which the files have some: where one of those is there and was not listed, nothing can be concluded for the other
 * APIs either, and each of them is asked.
 */
async function hiddenIn(apis: readonly (readonly Listed[])[], reading: Reading): Promise<readonly Listed[]> {
  if (reading.selection.revisions === 'current') return [];
  const alone = apis.flatMap(([only, ...others]) =>
    only?.isCurrent === true && others.length === 0 ? [only] : [],
  );
  const asked = async (all: readonly Listed[]) =>
    (await Promise.all(all.map((one) => othersOf(one, reading)))).flat();
  const known = grouped(
    (reading.selection.files?.ids ?? []).filter(({ kind }) => kindOf(kind).naming !== undefined),
    ({ parent }) => scopeKey(parent),
  );
  const hasOthers = ({ id, api }: Listed) =>
    id.name !== '1' || known.get(keyOf(api))?.some(({ name }) => name !== id.name) === true;
  const found = await asked(alone.filter(hasOthers));
  return found.length === 0 ? [] : [...found, ...(await asked(alone.filter((one) => !hasOthers(one))))];
}

/** The other revisions of an API, by its own list of them. */
async function othersOf(only: Listed, { arm, base, current }: Reading): Promise<readonly Listed[]> {
  const { collection } = kindOf(only.id.kind).azure;
  const entries = await arm.list(`${base}${pathInInstance(only.api, current.of)}/${collection}`);
  const numbers = entries.flatMap((entry) => {
    const number = textAt(entry, currentRevisionProperty);
    return number === undefined || number === only.id.name ? [] : [number];
  });
  const found = await Promise.all(
    numbers.map(async (number): Promise<readonly Listed[]> => {
      const id = resourceId(only.id.kind, number, only.api);
      const entry = resourceBody(await arm.get(base + pathInInstance(id, current.of)), describe(id));
      return entry === undefined ? [] : [{ api: only.api, id, entry, isCurrent: false }];
    }),
  );
  return found.flat();
}
