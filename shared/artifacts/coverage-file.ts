import {
  inTextOrder,
  isList,
  isObject,
  type Json,
  type JsonObject,
  sortedKeys,
  stableText,
  textAt,
} from '../apim/json.ts';
import { notCarried } from '../apim/kinds/not-carried.ts';
import { childrenOf, kindNames, kindOf, type KindName } from '../apim/kinds/table.ts';
import { pathOf, resourceId, type ResourceId } from '../apim/resource-id.ts';
import type { Gap } from '../apim/snapshot.ts';
import { TaskError } from '../errors/task-error.ts';
import { parseInformation } from './json-file.ts';

/** In the artifacts folder itself: what the folder holds of an instance, and what it does not. */
export const coverageFile = 'apim-coverage.json';

/** A newer version may mean something else by the same words. */
const version = 1;

/** What was extracted into a folder, by all runs together. It says nothing of any single run. */
export interface Coverage {
  /** In the words of filter files. `{}` is no filter: everything was taken. None of them is covered by another. */
  readonly filters: readonly JsonObject[];
  readonly missing: readonly Missing[];
}

/** Something that the instance has and the folder does not, or of which nobody can say. */
export interface Missing {
  readonly of: ResourceId | KindName;
  /** Of a kind: in that workspace. */
  readonly in?: ResourceId;
  readonly why: (typeof reasons)[number];
}

const reasons = ['withheld', 'incomplete', 'not offered here', 'not current'] as const;

/** Reads it. Throws INVALID_FILE, also for one that a newer version wrote: what it says must not be lost. */
export function parseCoverage(text: string): Coverage {
  const content = parseInformation(text, coverageFile);
  if (content['version'] !== version)
    throw invalid('its version is not 1', 'Update the extension: a newer version wrote it.');
  const { filters, missing } = content;
  if (!isList(filters) || !filters.every(isObject) || !isList(missing))
    throw invalid('"filters" or "missing" is no list of objects');
  return { filters, missing: missing.map(parseMissing) };
}

/** The same bytes for the same content, whatever order it came in. */
export function renderCoverage({ filters, missing }: Coverage): string {
  const content: JsonObject = {
    version,
    kinds: Object.fromEntries(
      sections.map(([section, kind]) => [section, heldOf(kind, section, { filters, missing })]),
    ),
    filters: sorted(filters.map(normal)),
    missing: sorted(missing.map((one) => ({ of: wordOf(one), why: one.why }))),
    notCarried: [...notCarried],
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** What a run with this filter (`{}`: without one) adds to what the folder held. */
export function coverageAfter(
  before: Coverage | undefined,
  filter: JsonObject,
  gaps: readonly Gap[],
  concerns: (missing: Missing) => boolean,
): Coverage {
  const filters = [...(before?.filters ?? []), filter].map(normal);
  // Of two that take the same the first one stays.
  const unique = filters.filter(
    (one, at) =>
      !filters.some(
        (other, index) => index !== at && covers(other, one) && (index < at || !covers(one, other)),
      ),
  );
  const found = gaps.flatMap(({ of, in: scope, why }): readonly Missing[] =>
    isReason(why) ? [{ of, ...(scope === undefined ? {} : { in: scope }), why }] : [],
  );
  // What is outside of this run is as the run before left it.
  const kept = (before?.missing ?? []).filter((one) => !concerns(one));
  const all = new Map([...kept, ...found].map((one) => [wordOf(one), one]));
  return { filters: unique, missing: [...all.values()] };
}

/** The kinds that filters name at the top. */
const sections: readonly (readonly [string, KindName])[] = childrenOf(undefined).flatMap((kind) => {
  const { section } = kindOf(kind);
  return section === undefined ? [] : [[section, kind] as const];
});

/** What is not whole as a kind is not known to be absent. */
function heldOf(kind: KindName, section: string, { filters, missing }: Coverage): string {
  if (missing.some((one) => one.of === kind && one.in === undefined && one.why === 'not offered here'))
    return 'not offered here';
  const said = filters.map((filter) =>
    Object.keys(filter).find((key) => key.toLowerCase() === section.toLowerCase()),
  );
  return said.includes(undefined) && filters.length > 0 ? 'whole' : 'part';
}

/** Lists of names have no order, and a name may be written in any case. */
function normal(filter: JsonObject): JsonObject {
  const lists = Object.entries(filter).map(
    ([section, list]) => [section, isList(list) ? sorted(list) : (list ?? [])] as const,
  );
  return Object.fromEntries(lists.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function sorted(list: readonly Json[]): readonly Json[] {
  return inTextOrder([...new Map(list.map((entry) => [stableText(entry), sortedKeys(entry)])).values()]);
}

/** Whether one filter took all that the other one took. */
function covers(all: JsonObject, some: JsonObject): boolean {
  return Object.entries(all).every(([section, list]) => {
    const own = some[section];
    if (!isList(own) || !isList(list)) return false;
    // Exclusions and what is chosen below a name take away: more entries are not more things.
    return (
      stableText(own) === stableText(list) || ([...own, ...list].every(isPlainName) && hasAll(list, own))
    );
  });
}

function isPlainName(entry: Json): boolean {
  return typeof entry === 'string' && !/[*?!]/.test(entry);
}

function hasAll(list: readonly Json[], entries: readonly Json[]): boolean {
  const there = new Set(list.map((entry) => stableText(entry).toLowerCase()));
  return entries.every((entry) => there.has(stableText(entry).toLowerCase()));
}

/** "backend/legacy", "api/orders/apiRevision/1"; a kind at the end: all of it there, "workspace/team/backend". */
function wordOf({ of, in: scope }: Pick<Missing, 'of' | 'in'>): string {
  if (typeof of === 'string') return scope === undefined ? of : `${wordOf({ of: scope })}/${of}`;
  return pathOf(of)
    .map(({ kind, name }) => `${kind}/${encodeURIComponent(name)}`)
    .join('/');
}

function parseMissing(entry: Json): Missing {
  const [of, why] = [textAt(entry, 'of'), textAt(entry, 'why')];
  const steps = of?.split('/') ?? [];
  if (why === undefined || !isReason(why))
    throw invalid('an entry of "missing" gives no reason that is known');
  let id: ResourceId | undefined;
  for (let at = 0; at + 1 < steps.length; at += 2)
    id = resourceId(kindCalled(steps[at]), nameIn(steps[at + 1]), id);
  if (id !== undefined && steps.length % 2 === 0) return { of: id, why };
  return { of: kindCalled(steps.at(-1)), ...(id === undefined ? {} : { in: id }), why };
}

function kindCalled(word: string | undefined): KindName {
  const kind = kindNames.find((one) => one === word);
  if (kind === undefined)
    throw invalid(`"${String(word)}" is no kind of thing`, 'Update the extension, or correct the file.');
  return kind;
}

function nameIn(step: string | undefined): string {
  try {
    return decodeURIComponent(step ?? '');
  } catch {
    throw invalid(`"${String(step)}" is no encoded name`);
  }
}

function isReason(why: string): why is Missing['why'] {
  return reasons.some((reason) => reason === why);
}

function invalid(
  what: string,
  remedy = 'Take the last version of the file back, or remove it: the next extraction writes it anew.',
) {
  return new TaskError('INVALID_FILE', {
    message: `${coverageFile}: ${what}.`,
    remedy,
    where: { file: coverageFile },
  });
}
