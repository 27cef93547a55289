import type { Document } from '../apim/documents.ts';
import { stableText } from '../apim/json.ts';
import { keyOf } from '../apim/resource-id.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { readArtifacts } from '../artifacts/read-artifacts.ts';
import { applyOverrides } from '../configuration/overrides.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Overriding } from './desired.ts';
import type { PresentPublishing } from './publishing.ts';
import type { Source } from './source.ts';

/** What this repository published before, or began to: one of the commits that the marker names. */
export interface Former {
  readonly commit: string;
  /** What could be read of it, by key, with the overrides of then. */
  readonly documents: ReadonlyMap<string, Document>;
  /** A path of then with its names written out: what shortened ones stood for, the files of today need not know. */
  readonly wholePath: (path: string) => string;
}

/** Reads the files of a commit; undefined when nobody can show them. What is wrong with them is not of today. */
export async function formerAt(
  commit: string,
  present: { readonly files: ArtifactFiles; readonly overrides: Overriding },
  publishing: PresentPublishing,
  source: Source,
): Promise<Former | undefined> {
  const isPresent = commit === publishing.commit && (publishing.inGit || commit.startsWith('content:'));
  const files = isPresent ? present.files : await filesAt(commit, present.files, source);
  if (files === undefined) return undefined;
  const overrides = isPresent
    ? present.overrides
    : await overridesAt(commit, present.overrides, publishing, source);
  const { documents, names } = readArtifacts(files);
  const laid = withOverrides(documents, overrides);
  return { commit, documents: new Map(laid.map((one) => [keyOf(one.id), one])), wholePath: names.wholePath };
}

async function filesAt(
  commit: string,
  present: ArtifactFiles,
  source: Source,
): Promise<ArtifactFiles | undefined> {
  return commit.startsWith('content:') ? undefined : await source.filesAt(commit, present);
}

/** Overrides from elsewhere are the same ones: their digest is in the marker. */
async function overridesAt(
  commit: string,
  present: Overriding,
  { overridesInGit }: PresentPublishing,
  source: Source,
): Promise<Overriding> {
  if (!overridesInGit) return present;
  const text = await source.overridesAt(commit);
  return { ...present, files: text === undefined ? [] : [{ file: 'overrides', text }] };
}

function withOverrides(documents: readonly Document[], { files, tokens }: Overriding): readonly Document[] {
  try {
    return applyOverrides(documents, files, tokens).documents;
  } catch (error) {
    if (error instanceof TaskError) return documents;
    throw error;
  }
}

/** Whether two documents say the same: what has not changed since needs no look. */
export async function saysTheSame(left: Document, right: Document): Promise<boolean> {
  if (left === right) return true;
  const [mine, theirs] = await Promise.all([matterOf(left), matterOf(right)]);
  return mine === theirs;
}

async function matterOf({ properties, policy, specification, secret, current }: Document): Promise<string> {
  const text = specification === undefined ? null : [specification.format, await specification.load()];
  return stableText([properties, policy ?? null, text, secret?.state ?? null, current]);
}
