import { type Document, resourcesIn } from '../apim/documents.ts';
import { grouped } from '../apim/grouped.ts';
import { snapshot } from '../apim/snapshot.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { placeOf } from '../artifacts/layout.ts';
import { operationFileNotes } from '../artifacts/operation-files.ts';
import { refusePointers } from '../artifacts/large-files.ts';
import { type Artifacts, partKey, readArtifacts } from '../artifacts/read-artifacts.ts';
import { unreadInWords } from '../artifacts/unread.ts';
import type { Overridden } from '../configuration/overrides.ts';
import type { OverridesFile } from '../configuration/policy-files.ts';
import { noTokens, type TokenRules } from '../configuration/tokens.ts';
import { TaskError } from '../errors/task-error.ts';
import { emptyFolder, notArtifacts } from './desired.ts';
import { laidOver } from './laid-over.ts';
import { documentRules, type FileRule, folderRules, importFaults, readingRules } from './validation-rules.ts';

/** One rule asked of one file, and what breaks it. */
export interface Checked {
  readonly rule: FileRule;
  readonly file: string;
  readonly faults: readonly TaskError[];
}

/** Stands for a file where a rule looks at all of them. */
const wholeFolder = 'the folder';

/**
 * Asks every rule of every file, without any request: what Azure would refuse is told before anybody asks it. Tells
 * everything at once; rules about what refers to what are asked only when all files could be read. Throws EMPTY_SOURCE,
 * NOT_ARTIFACTS, and INVALID_FILE for what Git LFS keeps elsewhere.
 */
export async function validate(
  files: ArtifactFiles,
  overrides: readonly OverridesFile[] = [],
  tokens: TokenRules = noTokens,
): Promise<readonly Checked[]> {
  if (files.size === 0) throw emptyFolder();
  refusePointers(files);
  const artifacts = readArtifacts(files);
  if (artifacts.documents.length === 0 && artifacts.problems.length === 0)
    throw notArtifacts([...files.keys()]);
  const laid = layOver(artifacts, files, overrides, tokens);
  const { documents } = laid;
  const all = await Promise.all(documents.map((document) => ofDocument(document, artifacts)));
  const isWhole = artifacts.problems.length === 0 && laid.problems.length === 0;
  return [
    ...ofReading(files, artifacts),
    ...ofOverrides(overrides, laid.problems),
    unheard([...operationFileNotes(files, artifacts), ...laid.notes, ...unreadInWords(artifacts.unread)]),
    ...all.flat(),
    ...(isWhole ? await ofFolder(documents) : []),
  ];
}

/** Rules that were broken, apart by what that means. */
export function apart(checks: readonly Checked[]): {
  readonly errors: readonly TaskError[];
  readonly warnings: readonly TaskError[];
} {
  const of = (severity: FileRule['severity']) =>
    checks.filter(({ rule }) => rule.severity === severity).flatMap(({ faults }) => faults);
  return { errors: of('error'), warnings: of('warning') };
}

function layOver(
  artifacts: Artifacts,
  files: ArtifactFiles,
  overrides: readonly OverridesFile[],
  tokens: TokenRules,
): Pick<Overridden, 'documents' | 'problems' | 'notes'> {
  try {
    return laidOver(artifacts, files, overrides, tokens);
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return { documents: artifacts.documents, problems: [error], notes: [] };
  }
}

/** What publishing only warns of: said and not done. */
function unheard(notes: readonly string[]): Checked {
  const faults = notes.map((message) => new TaskError('NEAR_MISS', { message }));
  return { rule: readingRules.heard, file: wholeFolder, faults };
}

/** By file: what is wrong with the overrides, and the tokens that they leave in the files. */
function ofOverrides(
  overrides: readonly OverridesFile[],
  problems: readonly TaskError[],
): readonly Checked[] {
  const files = overrides.map(({ file }) => file);
  return byFile(readingRules.overrides, files, problems);
}

function ofReading(files: ArtifactFiles, { problems, ignores }: Artifacts): readonly Checked[] {
  const known = [...files.keys()].filter((path) => placeOf(path) !== undefined && !ignores(path));
  const broken = problems.map((error) => fileOf(error) ?? wholeFolder);
  return byFile(readingRules.files, [...known, ...broken].sort(), problems);
}

/** A rule asked of these files, and of others that have a problem. */
function byFile(
  rule: FileRule,
  files: readonly string[],
  problems: readonly TaskError[],
): readonly Checked[] {
  const faults = grouped(problems, (error) => fileOf(error) ?? wholeFolder);
  return [...new Set([...files, ...faults.keys()])].map((file) => ({
    rule,
    file,
    faults: faults.get(file) ?? [],
  }));
}

async function ofDocument(document: Document, { parts }: Artifacts): Promise<readonly Checked[]> {
  const main = document.file ?? wholeFolder;
  const specification = parts.get(partKey(document.id, 'specification'))?.path ?? main;
  const imported = await importFaults(document, specification);
  return [
    ...documentRules
      .filter((rule) => rule.applies(document))
      .map((rule) => ({ rule, file: main, faults: rule.faults(document) })),
    ...[...imported].map(([rule, faults]) => ({ rule, file: specification, faults })),
  ];
}

async function ofFolder(documents: readonly Document[]): Promise<readonly Checked[]> {
  const wanted = snapshot(documents.flatMap(resourcesIn));
  return await Promise.all(
    folderRules.map(async (rule) => ({ rule, file: wholeFolder, faults: await rule.faults(wanted) })),
  );
}

function fileOf({ where }: TaskError): string | undefined {
  return where !== undefined && 'file' in where ? where.file : undefined;
}
