import type { Document } from '../apim/documents.ts';
import { isObject, type Json, type JsonObject, textAt } from '../apim/json.ts';
import { describe, keyOf, type ResourceId } from '../apim/resource-id.ts';
import type { TaskError } from '../errors/task-error.ts';
import { faultIn, overridden } from './override.ts';
import { entriesOf, type OverrideEntry, serviceNameKey } from './override-entries.ts';
import { type OverridesFile, withPolicyFiles } from './policy-files.ts';
import { nearMisses, pathsSaid } from './said-properties.ts';
import { sameWord } from './sections.ts';
import { noTokens, type TokenRules, type Tokens, tokensOf } from './tokens.ts';
import { leftInNames, type PlaceOf, replacedInDocument } from './tokens-in-files.ts';
import { replacedIn } from './tokens-in-yaml.ts';
import { entryOfService, unmatchedEntry } from './unmatched-entry.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/** An entry that arrived. */
export interface Hit {
  readonly id: ResourceId;
  readonly file: string;
  readonly line: number;
  /** The properties it sets, "tls.validateCertificateName", or takes away, "credentials (removed)". Never a value. */
  readonly paths: readonly string[];
  /** What it says, secrets of pipeline variables left out. */
  readonly said: JsonObject;
}

/** The documents as this environment wants them, and which entry did what. */
export interface Overridden {
  readonly documents: readonly Document[];
  readonly hits: readonly Hit[];
  /** What its author should know. */
  readonly notes: readonly string[];
  /** Entries that hit nothing, hit twice or cannot be read: UNMATCHED_OVERRIDE, INVALID_FILE, UNRESOLVED_TOKEN, SECRET_IN_CLEAR. */
  readonly problems: readonly TaskError[];
  /** An error when a file says that it is meant for another instance. */
  readonly meantForAnother: (instanceName: string) => TaskError | undefined;
}

/**
 * Lays the overrides of one environment over the files (facts: peers 3.5): sections of `{ name, properties, and
 * sections of children }`, merged deeply, lists replaced, null removes. Names and properties are matched without
 * regard to case. Of several files a later one is laid over what the earlier ones made. `ofService` are the keys of what
 * files hold and every instance has of its own: an entry for it is told apart.
 */
export function applyOverrides(
  documents: readonly Document[],
  files: readonly OverridesFile[],
  rules: TokenRules = noTokens,
  placeOf: PlaceOf = (file) => ({ file }),
  ofService: ReadonlySet<string> = new Set(),
): Overridden {
  const tokens = tokensOf(rules);
  const checks = rules.where !== 'none';
  const own = (document: Document) => (checks ? replacedInDocument(document, tokens, placeOf) : document);
  const laid: Laid = {
    byKey: new Map(documents.map((document) => [keyOf(document.id), own(document)])),
    documents,
    ofService,
    tokens,
    hits: [],
    notes: [],
    problems: [],
  };
  const yamls = files.map((file) => layFile(file, laid));
  const before = new Map(documents.map((document) => [keyOf(document.id), document]));
  const settled = [...laid.byKey].map(([key, document]) => {
    const written = before.get(key) ?? document;
    return written === document ? document : tokens.settled(document, written);
  });
  const left = checks
    ? settled.flatMap((one) => leftInNames(one, before.get(keyOf(one.id)) ?? one, placeOf))
    : [];
  return {
    documents: settled,
    hits: laid.hits,
    notes: [...laid.notes, ...tokens.notes],
    problems: [...tokens.problems, ...laid.problems, ...left],
    meantForAnother: (instanceName) => {
      const [first] = yamls.flatMap((yaml) => meantForAnother(yaml, instanceName) ?? []);
      return first;
    },
  };
}

interface Laid {
  readonly byKey: Map<string, Document>;
  readonly documents: readonly Document[];
  readonly ofService: ReadonlySet<string>;
  readonly tokens: Tokens;
  readonly hits: Hit[];
  readonly notes: string[];
  readonly problems: TaskError[];
}

function layFile(file: OverridesFile, laid: Laid): YamlFile {
  const { documents, tokens, problems, notes } = laid;
  const read = replacedIn(readYamlFile(file.text, file.file), tokens, problems);
  const yaml = withPolicyFiles(read, file, tokens, problems);
  const entries = entriesOf({ yaml, documents, problems, notes });
  const said = entries.filter(({ properties }) => properties !== undefined);
  // What is meant for one revision counts more than what is meant for all.
  for (const entry of said)
    for (const id of entry.covers) if (laid.byKey.has(keyOf(id))) lay(entry, id, yaml, laid);
  const seen = new Set<string>();
  for (const entry of said) {
    const { target, covers, path } = entry;
    const key = keyOf(target);
    if (seen.has(key)) {
      const message = `${describe(target)} is overridden twice.`;
      problems.push(yaml.error('UNMATCHED_OVERRIDE', path, message, 'Keep one of the two entries.'));
    } else if (laid.byKey.has(key)) lay(entry, target, yaml, laid);
    else if (!covers.some((id) => laid.byKey.has(keyOf(id))))
      problems.push(
        laid.ofService.has(key) ? entryOfService(entry, yaml) : unmatchedEntry(entry, documents, yaml),
      );
    seen.add(key);
  }
  const name = serviceName(yaml);
  if (name !== undefined && typeof name.value !== 'string')
    problems.push(
      yaml.error('INVALID_FILE', [name.key], `"${name.key}" is not a name.`, 'Put it in quotes.'),
    );
  return yaml;
}

function lay(
  { properties, path, propertiesPath }: OverrideEntry,
  id: ResourceId,
  yaml: YamlFile,
  laid: Laid,
): void {
  const document = laid.byKey.get(keyOf(id));
  const { problems, notes, hits } = laid;
  if (document === undefined) return;
  if (!isObject(properties)) {
    const message = '"properties" is not a mapping.';
    problems.push(yaml.error('INVALID_FILE', path, message, 'Write properties: {key: value}.'));
    return;
  }
  const fault = faultIn(document, properties);
  if (fault !== undefined) {
    const message = `${describe(id)}: ${fault.message}.`;
    problems.push(yaml.error('INVALID_FILE', [...propertiesPath, ...fault.path], message, fault.remedy));
    return;
  }
  laid.byKey.set(keyOf(id), overridden(document, properties));
  for (const { path: steps, nearest } of nearMisses(document, properties, laid.documents)) {
    const where = `${yaml.file}, line ${yaml.lineOf([...propertiesPath, ...steps])}`;
    const name = steps.join('.');
    notes.push(`${where}: ${describe(id)} has no "${name}" so far. Was "${nearest}" meant?`);
  }
  const line = yaml.lineOf(path);
  hits.push({
    id: document.id,
    file: yaml.file,
    line,
    paths: pathsSaid(id.kind, properties),
    said: properties,
  });
}

function serviceName(yaml: YamlFile): { readonly key: string; readonly value: Json } | undefined {
  const [found] = Object.entries(yaml.content).filter(([key]) => sameWord(key, serviceNameKey));
  return found === undefined ? undefined : { key: found[0], value: found[1] };
}

function meantForAnother(yaml: YamlFile, instanceName: string): TaskError | undefined {
  const { key = '' } = serviceName(yaml) ?? {};
  const meant = textAt(yaml.content, key);
  if (meant === undefined || sameWord(meant, instanceName)) return undefined;
  const message = `these overrides are meant for ${meant}, the inputs name ${instanceName}.`;
  const remedy = `Take the overrides of ${instanceName}, or correct "${key}".`;
  return yaml.error('UNMATCHED_OVERRIDE', [key], message, remedy);
}
