import { currentOf, type Document } from '../apim/documents.ts';
import { isList, isObject, type Json, type JsonObject, textAt, without } from '../apim/json.ts';
import { kindsIn } from '../apim/kinds-in.ts';
import { kindOf, type KindName } from '../apim/kinds/table.ts';
import { describe, keyOf, resourceId, type ResourceId, scopeKey, workspaceOf } from '../apim/resource-id.ts';
import { parseApiName } from '../apim/names.ts';
import type { TaskError } from '../errors/task-error.ts';
import { didYouMean } from '../apim/nearest.ts';
import { faultIn, overridden } from './override.ts';
import { leftOverTokens } from './tokens.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/** The documents as this environment wants them, and which entry did what. */
export interface Overridden {
  readonly documents: readonly Document[];
  readonly applied: readonly ResourceId[];
  /** What each of them says, in the same order. */
  readonly said: readonly JsonObject[];
  /** Entries that hit nothing, hit twice or cannot be read: UNMATCHED_OVERRIDE, INVALID_FILE, UNRESOLVED_TOKEN. */
  readonly problems: readonly TaskError[];
  /** An error when the file says that it is meant for another instance. */
  readonly meantForAnother: (instanceName: string) => TaskError | undefined;
}

/** Where apiops keeps the name of the instance that a file of overrides is meant for (facts: peers 3.5). */
const serviceNameKey = 'apimServiceName';

type Path = readonly (string | number)[];

/** One `- name: ...` of the file. */
interface Entry {
  readonly target: ResourceId;
  readonly content: JsonObject;
  readonly path: Path;
}

/**
 * Lays the overrides of one environment over the files (facts: peers 3.5): sections of `{ name, properties, and
 * sections of children }`, merged deeply, lists replaced, null removes. Names and properties are matched without
 * regard to case.
 */
export function applyOverrides(documents: readonly Document[], text: string, file: string): Overridden {
  const yaml = readYamlFile(text, file);
  const problems: TaskError[] = [...leftOverTokens(yaml)];
  const byKey = new Map(documents.map((document) => [keyOf(document.id), document]));
  const entries = entriesIn(without(yaml.content, [serviceNameKey]), undefined, [], {
    yaml,
    documents,
    problems,
  });
  const applied: ResourceId[] = [];
  const said: JsonObject[] = [];
  for (const { target, content, path } of entries) {
    const document = byKey.get(keyOf(target));
    const properties = content['properties'];
    if (properties === undefined) continue; // only a way to its children
    if (document === undefined) problems.push(unmatched(target, path, documents, yaml));
    else if (applied.some((id) => keyOf(id) === keyOf(target))) {
      const message = `${describe(target)} is overridden twice.`;
      problems.push(yaml.error('UNMATCHED_OVERRIDE', path, message, 'Keep one of the two entries.'));
    } else if (!isObject(properties)) {
      problems.push(
        yaml.error('INVALID_FILE', path, '"properties" is not a mapping.', 'Write properties: {key: value}.'),
      );
    } else {
      const fault = faultIn(document, properties);
      if (fault === undefined) byKey.set(keyOf(target), overridden(document, properties));
      else {
        const message = `${describe(target)}: ${fault.message}.`;
        problems.push(
          yaml.error('INVALID_FILE', [...path, 'properties', ...fault.path], message, fault.remedy),
        );
      }
      applied.push(target);
      said.push(properties);
    }
  }
  return { documents: [...byKey.values()], applied, said, problems, meantForAnother: meantForAnother(yaml) };
}

function meantForAnother(yaml: YamlFile): Overridden['meantForAnother'] {
  const meant = textAt(yaml.content, serviceNameKey);
  return (instanceName) => {
    if (meant === undefined || meant.toLowerCase() === instanceName.toLowerCase()) return undefined;
    const message = `these overrides are meant for ${meant}, the inputs name ${instanceName}.`;
    const remedy = `Take the overrides of ${instanceName}, or correct "${serviceNameKey}".`;
    return yaml.error('UNMATCHED_OVERRIDE', [serviceNameKey], message, remedy);
  };
}

interface Reading {
  readonly yaml: YamlFile;
  readonly documents: readonly Document[];
  readonly problems: TaskError[];
}

/** Entries of all sections of a mapping, children after their parents. */
function entriesIn(
  content: JsonObject,
  parent: ResourceId | undefined,
  path: Path,
  reading: Reading,
): readonly Entry[] {
  const { yaml, problems } = reading;
  const sections = sectionsBelow(parent);
  const known = [...sections.keys()];
  return Object.entries(content).flatMap(([section, list]): readonly Entry[] => {
    const found = sections.get(section);
    const here = [...path, section];
    if (found === undefined) {
      problems.push(
        yaml.error('UNMATCHED_OVERRIDE', here, `unknown section "${section}".`, didYouMean(section, known)),
      );
      return [];
    }
    if (!isList(list)) {
      problems.push(
        yaml.error(
          'INVALID_FILE',
          here,
          `"${section}" is not a list.`,
          `Write ${section}: with "- name:" entries.`,
        ),
      );
      return [];
    }
    return list.flatMap((entry, at) => entryOf(entry, found.kind, found.holder, [...here, at], reading));
  });
}

/** What an entry can hold: an API's entry has what belongs to the API beside what belongs to the revision it means. */
function sectionsBelow(parent: ResourceId | undefined) {
  const isRevision = parent !== undefined && kindOf(parent.kind).naming !== undefined;
  const holders = isRevision ? [parent, parent.parent] : [parent];
  const pairs = holders.flatMap((holder) =>
    kindsIn(holder).flatMap((kind) => {
      const { section } = kindOf(kind);
      return section === undefined ? [] : [[section, { kind, holder }] as const];
    }),
  );
  return new Map(pairs);
}

function entryOf(
  entry: Json,
  kind: KindName,
  parent: ResourceId | undefined,
  path: Path,
  reading: Reading,
): readonly Entry[] {
  const name = textAt(entry, 'name');
  if (!isObject(entry) || name === undefined) {
    reading.problems.push(
      reading.yaml.error('INVALID_FILE', path, 'this entry has no name.', 'Begin it with "- name:".'),
    );
    return [];
  }
  const target = targetOf(resourceId(kind, name, parent), reading.documents);
  if (Object.keys(entry).length === 1) {
    const message = `the entry of ${name} says nothing.`;
    reading.problems.push(reading.yaml.error('INVALID_FILE', path, message, 'Write "properties:" below it.'));
  }
  const children = entriesIn(without(entry, ['name', 'properties']), target, path, reading);
  return [{ target, content: entry, path }, ...children];
}

/** An API's entry means its current revision, unless it names another: "orders;rev=2" (facts: peers 3.5). */
function targetOf(id: ResourceId, documents: readonly Document[]): ResourceId {
  if (kindOf(id.kind).carriedBy !== 'currentRevision') return id;
  const { api, revision } = parseApiName(id.name);
  const current = currentOf(resourceId(id.kind, api, id.parent), documents);
  return revision === undefined ? current : { ...current, name: revision };
}

function unmatched(
  target: ResourceId,
  path: Path,
  documents: readonly Document[],
  yaml: YamlFile,
): TaskError {
  const siblings = documents.filter(({ id }) => id.kind === target.kind && sameParent(id, target));
  const message = `${describe(target)} is not among the files.`;
  const names = siblings.map(
    ({ id }) => (kindOf(id.kind).naming === undefined ? id : (id.parent ?? id)).name,
  );
  const wanted = (kindOf(target.kind).naming === undefined ? target : (target.parent ?? target)).name;
  return yaml.error('UNMATCHED_OVERRIDE', path, message, didYouMean(wanted, names));
}

function sameParent(left: ResourceId, right: ResourceId): boolean {
  if (kindOf(left.kind).naming !== undefined)
    return scopeKey(workspaceOf(left)) === scopeKey(workspaceOf(right));
  if (left.parent === undefined || right.parent === undefined) return left.parent === right.parent;
  return keyOf(left.parent) === keyOf(right.parent);
}
