import type { JsonObject } from '../apim/json.ts';
import { kindOf, type KindName } from '../apim/kinds/table.ts';
import { didYouMean } from '../apim/nearest.ts';
import { keyOf, pathOf, resourceId, type ResourceId, rootOf, workspaceOf } from '../apim/resource-id.ts';
import type { Selection } from '../apim/selection.ts';
import { oneError, type TaskError } from '../errors/task-error.ts';
import {
  type FilterEntry,
  type FilterReading,
  type Rules,
  rulesIn,
  type SectionRules,
} from './filter-rules.ts';
import { top } from './sections.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/** What a filter file names. A section that is absent restricts nothing, an empty one leaves nothing. */
export interface Filter extends Selection {
  /** Its own words. */
  readonly said: JsonObject;
  /** What its author should know: old spellings, sections that this version does not carry. */
  readonly notes: readonly string[];
  /** An error for each entry that matches none of these resources. */
  readonly unmatched: (found: readonly ResourceId[]) => readonly TaskError[];
  /** Exclusions that match none of them: nothing is lost by them, and they may be misspelled. */
  readonly idle: (found: readonly ResourceId[]) => readonly string[];
}

/**
 * Reads a filter: `apis: [orders, "team-*", "!team-lab"]`, lists of names for each kind, without regard to case, and
 * below a name what is taken of what belongs to it (facts: peers 2.8). Throws INVALID_FILE, or SEVERAL of them: an
 * empty file too, which would take everything.
 */
export function readFilter(text: string, file: string): Filter {
  const yaml = readYamlFile(text, file);
  const reading: FilterReading = { yaml, problems: [], notes: [] };
  const rules = rulesIn(yaml.content, top, [], reading);
  if (Object.keys(yaml.content).length === 0) reading.problems.push(empty(yaml));
  const { problems, notes } = reading;
  if (problems.length > 0) throw oneError(problems, `${file} has ${problems.length} problems.`);
  return {
    said: yaml.content,
    notes,
    concerns: (kind, workspace) => {
      const here = workspace === undefined ? [rules] : belowPath(rules, workspace);
      return here?.every((one) => one.get(kind)?.entries.length !== 0) === true;
    },
    includes: (id) => includes(rules, id),
    unmatched: (found) => unmatched(rules, found, yaml),
    idle: (found) => idle(rules, found, yaml),
  };
}

function empty(yaml: YamlFile): TaskError {
  const remedy =
    'Name what to take, such as "apis: [orders]"; to take everything, leave the input filterFile out.';
  return yaml.error('INVALID_FILE', [], 'the filter is empty.', remedy);
}

function includes(rules: Rules, id: ResourceId): boolean {
  if (belowPath(rules, id) === undefined) return false;
  const { linksTo } = kindOf(id.kind);
  if (linksTo === undefined || isBuiltIn(linksTo, id.name)) return true;
  // A link belongs to both of its ends: with one end outside, it is somebody else's.
  const fromTarget = belowPath(rules, resourceId(linksTo, id.name, workspaceOf(id)));
  return fromTarget !== undefined && entriesBelow(fromTarget, id.kind, rootOf(id).name) !== undefined;
}

/** Developers and guests are in every instance and in no file: no filter can name them. */
function isBuiltIn(kind: KindName, name: string): boolean {
  return kindOf(kind).builtIn?.(name, {}) === true;
}

/** What restricts things that live in this one; undefined: it is outside itself. */
function belowPath(rules: Rules, id: ResourceId): readonly Rules[] | undefined {
  let here: readonly Rules[] | undefined = [rules];
  for (const { kind, name } of pathOf(id)) {
    // The name of an API stands for all of its revisions.
    if (kindOf(kind).naming !== undefined) continue;
    here = entriesBelow(here, kind, name);
    if (here === undefined) return undefined;
  }
  return here;
}

/** One step further: what all those rules say below that name; undefined: one of them leaves it out. */
function entriesBelow(rules: readonly Rules[], kind: KindName, name: string): readonly Rules[] | undefined {
  const below: Rules[] = [];
  for (const section of rules.flatMap((one) => one.get(kind) ?? [])) {
    const taken = takenBy(section, name);
    if (taken === undefined) return undefined;
    below.push(...taken.flatMap((entry) => entry.below ?? []));
  }
  return below;
}

/** The entries that a name is taken by; undefined: it is left out. The entry with the name itself outweighs patterns. */
function takenBy(section: SectionRules, name: string): readonly FilterEntry[] | undefined {
  const found = section.matching(name);
  if (found.some(({ pattern }) => pattern.excludes)) return undefined;
  if (found.length === 0) return section.onlyExcludes ? [] : undefined;
  const exact = found.filter(({ pattern }) => !pattern.isGlob);
  return exact.length > 0 ? exact : found;
}

function unmatched(rules: Rules, found: readonly ResourceId[], yaml: YamlFile): readonly TaskError[] {
  const names = namesOf(found);
  return idleEntries(rules, found)
    .filter(({ pattern }) => !pattern.excludes)
    .map(({ kind, pattern: { text, isGlob }, path }) => {
      const message = `${kindOf(kind).words} ${text} is neither in the instance nor in the folder.`;
      const known = names.get(kindOf(kind).linksTo ?? kind) ?? [];
      const remedy = isGlob ? 'Correct the pattern, or take it out.' : didYouMean(text, known);
      return yaml.error('UNMATCHED_FILTER', path, message, remedy);
    });
}

function idle(rules: Rules, found: readonly ResourceId[], yaml: YamlFile): readonly string[] {
  return idleEntries(rules, found)
    .filter(({ pattern }) => pattern.excludes)
    .map(({ kind, pattern: { text }, path }) => {
      const where = `${yaml.file}, line ${yaml.lineOf(path)}`;
      return `${where}: "!${text}" leaves nothing out: there is no ${kindOf(kind).words} of that name.`;
    });
}

/** The entries that name none of the resources, nor what they live in. */
function idleEntries(rules: Rules, found: readonly ResourceId[]): readonly FilterEntry[] {
  const names = namesOf(found);
  const all = new Map(found.flatMap(pathOf).map((id) => [keyOf(id), id]));
  const used = new Set([...all.values()].flatMap((id) => entriesNaming(rules, id)));
  const isUsed = (entry: FilterEntry): boolean => {
    const { linksTo, carriedBy } = kindOf(entry.kind);
    // No snapshot tells the operations of an API.
    if (used.has(entry) || carriedBy === 'specification') return true;
    // A link that is not there yet, to a thing that is.
    return linksTo !== undefined && names.get(linksTo)?.some(entry.pattern.matches) === true;
  };
  return everyEntry(rules).filter((entry) => !isUsed(entry));
}

/** The entries that this very thing is meant by, from either end of a link. */
function entriesNaming(rules: Rules, id: ResourceId): readonly FilterEntry[] {
  const { linksTo, naming } = kindOf(id.kind);
  if (naming !== undefined) return [];
  const named = (from: readonly Rules[] | undefined, name: string) =>
    (from ?? []).flatMap((one) => one.get(id.kind)?.matching(name) ?? []);
  const above = id.parent === undefined ? [rules] : belowPath(rules, id.parent);
  const target =
    linksTo === undefined ? undefined : belowPath(rules, resourceId(linksTo, id.name, workspaceOf(id)));
  return [...named(above, id.name), ...named(target, rootOf(id).name)];
}

/** The entries at all depths. */
function everyEntry(rules: Rules): readonly FilterEntry[] {
  return [...rules.values()]
    .flatMap(({ entries }) => entries)
    .flatMap((entry) => [entry, ...(entry.below === undefined ? [] : everyEntry(entry.below))]);
}

function namesOf(found: readonly ResourceId[]): ReadonlyMap<KindName, readonly string[]> {
  const names = new Map<KindName, Set<string>>();
  for (const { kind, name } of found.flatMap(pathOf))
    names.set(kind, (names.get(kind) ?? new Set()).add(name));
  return new Map([...names].map(([kind, all]) => [kind, [...all]]));
}
