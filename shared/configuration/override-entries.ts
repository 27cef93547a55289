import { currentOf, type Document } from '../apim/documents.ts';
import { isList, isObject, type Json, type JsonObject, without } from '../apim/json.ts';
import { kindOf, type KindName } from '../apim/kinds/table.ts';
import { parseApiName } from '../apim/api-name.ts';
import { didYouMean } from '../apim/nearest.ts';
import { keyOf, resourceId, type ResourceId } from '../apim/resource-id.ts';
import type { TaskError } from '../errors/task-error.ts';
import {
  filterSections,
  isKnownElsewhere,
  looksLikeSection,
  overrideSections,
  type Place,
  placeBelow,
  sameWord,
  type Section,
  sectionCalled,
  top,
} from './sections.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** One `- name: ...` of the file. */
export interface OverrideEntry {
  readonly target: ResourceId;
  /** Other revisions that it means too. */
  readonly covers: readonly ResourceId[];
  /** What it says of the thing itself; undefined: it is only a way to its children. */
  readonly properties: Json | undefined;
  readonly path: Path;
  readonly propertiesPath: Path;
}

export interface EntryReading {
  readonly yaml: YamlFile;
  readonly documents: readonly Document[];
  readonly problems: TaskError[];
  readonly notes: string[];
}

/** Where apiops keeps the name of the instance that a file of overrides is meant for (facts: peers 3.5). */
export const serviceNameKey = 'apimServiceName';

/** Entries of all sections of a file, children after their parents (facts: peers 3.5). */
export function entriesOf(reading: EntryReading): readonly OverrideEntry[] {
  const { content } = reading.yaml;
  const named = Object.keys(content).filter((key) => sameWord(key, serviceNameKey));
  return entriesIn(without(content, named), top, [], [], reading);
}

function entriesIn(
  content: JsonObject,
  place: Place,
  parents: readonly ResourceId[],
  path: Path,
  reading: EntryReading,
): readonly OverrideEntry[] {
  const seen = new Set<KindName>();
  return Object.entries(content).flatMap(([name, list]): readonly OverrideEntry[] => {
    const here = [...path, name];
    const section = sectionOf(name, place, here, reading);
    if (section === undefined) return [];
    const { yaml, problems } = reading;
    if (seen.has(section.kind)) {
      const message = `"${name}" names ${section.name} a second time.`;
      problems.push(yaml.error('INVALID_FILE', here, message, 'Keep one list for each section.'));
    }
    seen.add(section.kind);
    if (list === null) return [];
    if (isList(list))
      return list.flatMap((entry, at) =>
        entryOf(entry, section.kind, { place, parents }, [...here, at], reading),
      );
    const remedy = `Write ${section.name}: with "- name:" entries.`;
    problems.push(yaml.error('INVALID_FILE', here, `"${name}" is not a list.`, remedy));
    return [];
  });
}

/** Overrides of apiops 6 call the policy of the instance otherwise (facts: peers 3.5). */
const oldNames = new Map([['servicepolicies', 'policies']]);

function sectionOf(name: string, place: Place, path: Path, reading: EntryReading): Section | undefined {
  const sections = overrideSections(place);
  const written = place === top ? (oldNames.get(name.toLowerCase()) ?? name) : name;
  const section = sectionCalled(written, sections);
  if (section !== undefined) return section;
  const { yaml, problems, notes } = reading;
  if (sectionCalled(name, filterSections(place)) !== undefined) {
    const message = `"${name}" are links here, and a link has nothing to override.`;
    problems.push(yaml.error('UNMATCHED_OVERRIDE', path, message, 'Take the section out.'));
  } else if (isKnownElsewhere(place, name))
    notes.push(
      `${yaml.file}, line ${yaml.lineOf(path)}: "${name}" is not applied: this version does not carry it.`,
    );
  else {
    const known = sections.map((one) => one.name);
    problems.push(
      yaml.error('UNMATCHED_OVERRIDE', path, `unknown section "${name}".`, didYouMean(name, known)),
    );
  }
  return undefined;
}

/** Where an entry stands, and what it lives in. */
interface Standing {
  readonly place: Place;
  readonly parents: readonly ResourceId[];
}

function entryOf(
  entry: Json,
  kind: KindName,
  { place, parents }: Standing,
  path: Path,
  reading: EntryReading,
): readonly OverrideEntry[] {
  const { yaml, problems } = reading;
  const parts = isObject(entry) ? partsOf(entry, placeBelow(place, kind)) : undefined;
  if (parts === undefined) {
    problems.push(yaml.error('INVALID_FILE', path, 'this entry has no name.', 'Begin it with "- name:".'));
    return [];
  }
  const { name, below, properties, propertiesKey, forRevisions } = parts;
  const [target, ...covers] = targetsOf(kind, name, parents, forRevisions === true, reading.documents);
  if (target === undefined) return [];
  if (properties === undefined && Object.keys(below).length === 0) {
    const message = `the entry of ${name} says nothing.`;
    problems.push(yaml.error('INVALID_FILE', path, message, 'Write "properties:" below it.'));
  }
  const fault = revisionsFault(kind, name, forRevisions);
  if (fault !== undefined)
    problems.push(yaml.error('INVALID_FILE', path, fault, 'Correct it, or take it out.'));
  const propertiesPath = propertiesKey === undefined ? path : [...path, propertiesKey];
  const own = { target, covers, properties, path, propertiesPath };
  return [own, ...entriesIn(below, placeBelow(place, kind), [target, ...covers], path, reading)];
}

const revisionsKey = 'appliesToRevisions';

function revisionsFault(kind: KindName, name: string, forRevisions: Json | undefined): string | undefined {
  if (forRevisions === undefined) return undefined;
  if (typeof forRevisions !== 'boolean' || !hasRevisions(kind))
    return `"${revisionsKey}" is true or false, and only APIs have it.`;
  const isOne = forRevisions && parseApiName(name).revision !== undefined;
  return isOne ? `"${revisionsKey}" means all revisions, and ${name} is one of them.` : undefined;
}

interface Parts {
  readonly name: string;
  readonly properties: Json | undefined;
  /** Absent: the properties stand in the entry itself. */
  readonly propertiesKey?: string;
  readonly forRevisions: Json | undefined;
  /** Sections of what lives in it. */
  readonly below: JsonObject;
}

/** Without "properties:" everything that is no section is a property (facts: peers 3.5, apiops-cli). */
function partsOf(entry: JsonObject, inside: Place): Parts | undefined {
  const keyNamed = (word: string) => Object.keys(entry).find((key) => sameWord(key, word));
  const valueNamed = (word: string) => entry[keyNamed(word) ?? word];
  const name = valueNamed('name');
  if (typeof name !== 'string' || name === '') return undefined;
  const propertiesKey = keyNamed('properties');
  const own = ['name', 'properties', revisionsKey].flatMap((word) => keyNamed(word) ?? []);
  const rest = without(entry, own);
  const forRevisions = valueNamed(revisionsKey);
  if (propertiesKey !== undefined)
    return { name, properties: entry[propertiesKey], propertiesKey, forRevisions, below: rest };
  const isBelow = (key: string, value: Json) =>
    sectionCalled(key, filterSections(inside)) !== undefined ||
    isKnownElsewhere(inside, key) ||
    looksLikeSection(value);
  const below = Object.entries(rest).filter(([key, value]) => isBelow(key, value));
  const properties = without(
    rest,
    below.map(([key]) => key),
  );
  const saysNothing = Object.keys(properties).length === 0;
  return {
    name,
    properties: saysNothing ? undefined : properties,
    forRevisions,
    below: Object.fromEntries(below),
  };
}

function hasRevisions(kind: KindName): boolean {
  return kindOf(kind).carriedBy === 'currentRevision';
}

/** First what the name means; then, for an API that says so, its other revisions, or what is called so in them. */
function targetsOf(
  kind: KindName,
  name: string,
  parents: readonly ResourceId[],
  forRevisions: boolean,
  documents: readonly Document[],
): readonly ResourceId[] {
  if (!hasRevisions(kind)) {
    const ids = (parents.length === 0 ? [undefined] : parents).map((parent) =>
      resourceId(kind, name, holderOf(kind, parent)),
    );
    return [...new Map(ids.map((id) => [keyOf(id), id])).values()];
  }
  const { api, revision } = parseApiName(name);
  const root = resourceId(kind, api, parents[0]);
  const current = currentOf(root, documents);
  if (revision !== undefined) return [{ ...current, name: revision }];
  const others = documents
    .map(({ id }) => id)
    .filter((id) => isRevisionOf(id, root) && keyOf(id) !== keyOf(current));
  return forRevisions ? [current, ...others] : [current];
}

function isRevisionOf({ kind, parent }: ResourceId, api: ResourceId): boolean {
  return kindOf(kind).naming !== undefined && parent !== undefined && keyOf(parent) === keyOf(api);
}

/** What belongs to an API is named below it, as what belongs to its revision is. */
function holderOf(kind: KindName, parent: ResourceId | undefined): ResourceId | undefined {
  const isInRevision = parent !== undefined && kindOf(parent.kind).naming !== undefined;
  return isInRevision && !kindOf(kind).parents.includes(parent.kind) ? parent.parent : parent;
}
