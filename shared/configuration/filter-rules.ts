import { grouped } from '../apim/grouped.ts';
import { isList, isObject, type Json, type JsonObject } from '../apim/json.ts';
import type { KindName } from '../apim/kinds/table.ts';
import { didYouMean } from '../apim/nearest.ts';
import type { TaskError } from '../errors/task-error.ts';
import { type NamePattern, namePattern } from './name-pattern.ts';
import {
  filterSections,
  isKnownElsewhere,
  legacySection,
  type Place,
  placeBelow,
  type Section,
  sectionCalled,
  top,
} from './sections.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** What one entry says: a name, and perhaps what is taken of what belongs to it. */
export interface FilterEntry {
  readonly kind: KindName;
  readonly pattern: NamePattern;
  readonly path: Path;
  readonly below?: Rules;
}

/** The sections of one mapping. A kind that is absent is not restricted. */
export type Rules = ReadonlyMap<KindName, SectionRules>;

export interface SectionRules {
  readonly entries: readonly FilterEntry[];
  /** `["!lab"]`: everything but that. */
  readonly onlyExcludes: boolean;
  readonly matching: (name: string) => readonly FilterEntry[];
}

/** The file that is read, and what is found on the way. */
export interface FilterReading {
  readonly yaml: YamlFile;
  readonly problems: TaskError[];
  readonly notes: string[];
}

/** Reads the sections of one mapping, at any depth (facts: peers 2.8). What is wrong goes to `problems`. */
export function rulesIn(content: JsonObject, place: Place, path: Path, reading: FilterReading): Rules {
  const rules = new Map<KindName, SectionRules>();
  const { yaml, problems } = reading;
  for (const [name, list] of Object.entries(content)) {
    const here = [...path, name];
    const section = sectionNamed(name, place, here, reading);
    if (section === undefined) continue;
    if (rules.has(section.kind)) {
      const message = `"${name}" names ${section.name} a second time.`;
      problems.push(yaml.error('INVALID_FILE', here, message, 'Keep one list for each section.'));
    } else rules.set(section.kind, sectionRules(entriesOf(section, list, place, here, reading)));
  }
  return rules;
}

/** Thousands of names are looked up in lists of hundreds. */
function sectionRules(entries: readonly FilterEntry[]): SectionRules {
  const exact = grouped(
    entries.filter(({ pattern }) => !pattern.isGlob),
    ({ pattern }) => pattern.text.toLowerCase(),
  );
  const globs = entries.filter(({ pattern }) => pattern.isGlob);
  return {
    entries,
    onlyExcludes: entries.length > 0 && entries.every(({ pattern }) => pattern.excludes),
    matching: (name) => [
      ...(exact.get(name.toLowerCase()) ?? []),
      ...globs.filter(({ pattern }) => pattern.matches(name)),
    ],
  };
}

/** Settings that apiops reads from the same file (facts: peers 2.3, 4.1), and the inputs that are about them. */
const settingsElsewhere: ReadonlyMap<string, string> = new Map([
  ['apimservicename', 'serviceName'],
  ['apispecificationformat', 'specificationFormat'],
]);

function sectionNamed(
  name: string,
  place: Place,
  path: Path,
  { yaml, problems, notes }: FilterReading,
): Section | undefined {
  const sections = filterSections(place);
  const section = sectionCalled(name, sections);
  if (section !== undefined) return section;
  const legacy = legacySection(name, sections);
  const where = `${yaml.file}, line ${yaml.lineOf(path)}`;
  const input = place === top ? settingsElsewhere.get(name.toLowerCase()) : undefined;
  if (input !== undefined) notes.push(`${where}: "${name}" says nothing here: the input ${input} does.`);
  else if (legacy !== undefined) notes.push(`${where}: "${name}" is read as "${legacy.name}".`);
  else if (isKnownElsewhere(place, name))
    notes.push(`${where}: "${name}" says nothing here: this version does not carry it.`);
  else {
    const known = sections.map((one) => one.name);
    problems.push(
      yaml.error('INVALID_FILE', path, `unknown section "${name}".`, didYouMean(name, [...new Set(known)])),
    );
  }
  return legacy;
}

function entriesOf(
  section: Section,
  list: Json,
  place: Place,
  path: Path,
  reading: FilterReading,
): readonly FilterEntry[] {
  const { yaml, problems } = reading;
  if (list === null) return [];
  if (!isList(list)) {
    const { name } = section;
    problems.push(
      yaml.error('INVALID_FILE', path, `"${name}" is not a list.`, `Write ${name}: [name, other-name].`),
    );
    return [];
  }
  const entries = list.flatMap((item, at) => entryOf(section, item, place, [...path, at], reading));
  const seen = new Set<string>();
  for (const { pattern, path: own } of entries) {
    const key = `${pattern.excludes ? '!' : ''}${pattern.text.toLowerCase()}`;
    if (seen.has(key)) {
      const message = `"${pattern.text}" is there twice.`;
      problems.push(yaml.error('INVALID_FILE', own, message, 'Keep one of the two entries.'));
    }
    seen.add(key);
  }
  return entries;
}

function entryOf(
  section: Section,
  item: Json,
  place: Place,
  path: Path,
  reading: FilterReading,
): readonly FilterEntry[] {
  const { kind } = section;
  const named = nameIn(item);
  if (named === undefined) {
    reading.problems.push(noName(section, item, path, reading.yaml));
    return [];
  }
  const { name, below } = named;
  const pattern = namePattern(name);
  if (below === undefined) return [{ kind, pattern, path }];
  if (pattern.excludes) {
    const message = `"${name}" is left out: nothing of it can be chosen.`;
    const remedy = `Write "${name}" without what is below it.`;
    reading.problems.push(reading.yaml.error('INVALID_FILE', path, message, remedy));
    return [];
  }
  return [{ kind, pattern, path, below: rulesIn(below, placeBelow(place, kind), [...path, name], reading) }];
}

/** `orders`, or `orders: {...}`: one name and what is below it. */
function nameIn(item: Json): { readonly name: string; readonly below?: JsonObject } | undefined {
  const [[name, below] = [], ...more] =
    typeof item === 'string' ? [[item, null] as const] : isObject(item) ? Object.entries(item) : [];
  if (name === undefined || namePattern(name).text === '' || more.length > 0) return undefined;
  if (isObject(below)) return { name, below };
  return below === null ? { name } : undefined;
}

function noName({ name }: Section, item: Json, path: Path, yaml: YamlFile): TaskError {
  const message = `an entry of "${name}" is not a name.`;
  const written = typeof item === 'number' || typeof item === 'boolean' ? String(item) : undefined;
  const remedy =
    written === undefined
      ? `Write a name, "- orders", or one name and below it what is taken of what belongs to it, "- orders: {policies: []}".`
      : `Put it in quotes: "${written}".`;
  return yaml.error('INVALID_FILE', path, message, remedy);
}
