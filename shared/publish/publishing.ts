import { createHash } from 'node:crypto';
import { stableText, valueAt, without } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { keyOf } from '../apim/resource-id.ts';
import { spelled } from '../apim/spelling.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import type { Desired, OverridesFile } from './desired.ts';
import type { Publishing } from './marker.ts';
import type { Source } from './source.ts';

/** Raised when this version reads files otherwise than the ones before: then everything is compared once. */
const readerVersion = 1;

/** What this run publishes, and how it was made out. */
export interface PresentPublishing extends Publishing {
  /** The repository shows this commit, and the files are as it has them. */
  readonly inGit: boolean;
  /** Why everything has to be compared, although the commit is known. */
  readonly because?: string;
  /** The overrides are a file of the repository, as the commit has it. */
  readonly overridesInGit: boolean;
}

/**
 * Names what this run publishes. Without Git the digest of all files stands for the commit. Files that a step changed
 * after the checkout, such as by replacing tokens, are what no commit says: then everything is compared.
 */
export async function presentPublishing(
  source: Source,
  files: ArtifactFiles,
  desired: Desired,
  overrides: OverridesFile | undefined,
): Promise<PresentPublishing> {
  const { commit } = source;
  const committed = commit === undefined ? undefined : await source.filesAt(commit, files);
  const isClean = committed === undefined || isTheSame(committed, files);
  const inGit = committed !== undefined && isClean;
  const overridesInGit =
    inGit &&
    commit !== undefined &&
    overrides !== undefined &&
    (await isCommitted(commit, overrides, source));
  const elsewhere = overridesInGit || overrides === undefined ? [] : overridesInDigest(desired);
  const dirt = isClean ? [] : ['changed after the checkout'];
  const outside = digest([String(readerVersion), ...elsewhere, ...dirt].join('\n')).slice(0, 12);
  const because = reasonOf(commit, committed, isClean);
  return {
    commit: commit ?? `content:${digestOf(files)}`,
    outside,
    inGit,
    overridesInGit,
    ...(because === undefined ? {} : { because }),
  };
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function reasonOf(commit: string | undefined, committed: unknown, isClean: boolean): string | undefined {
  if (commit === undefined) return 'nobody knows of which commit these files are';
  if (committed === undefined) return `neither Azure Repos nor Git shows the files of commit ${commit}`;
  return isClean
    ? undefined
    : `files differ from those of commit ${commit}: a step before this one changed them`;
}

function isTheSame(committed: ArtifactFiles, files: ArtifactFiles): boolean {
  return (
    committed.size === files.size && [...files].every(([path, content]) => committed.get(path) === content)
  );
}

async function isCommitted(commit: string, { text }: OverridesFile, source: Source): Promise<boolean> {
  const committed = await source.overridesAt(commit);
  return committed !== undefined && lines(committed) === lines(text);
}

const lines = (text: string) => text.replace(/\r\n/g, '\n');

/**
 * A line for each entry of overrides that stand outside of Git. What may be secret is left out, as the digest lies open
 * on the instance: such resources are compared each time (`holdsSecret`).
 */
function overridesInDigest({ overridden, overrides }: Desired): readonly string[] {
  return overridden
    .map(
      (id, at) =>
        `${keyOf(id)} ${stableText(without(spelled(id.kind, overrides[at] ?? {}), secretKeys(id.kind)))}`,
    )
    .sort();
}

function secretKeys(kind: Parameters<typeof kindOf>[0]): readonly string[] {
  const { secret, confidential = [] } = kindOf(kind).properties ?? {};
  return [...(secret?.paths ?? []), ...confidential].map((path) => path.split('.')[0] ?? path);
}

/** Keys of the documents that a value which may be secret came to from outside of the files. */
export function holdersOfSecrets({ documents, overridden, overrides }: Desired): ReadonlySet<string> {
  const given = documents.filter(({ secret }) => secret?.state === 'given').map(({ id }) => keyOf(id));
  const touched = overridden.filter((id, at) => {
    const said = spelled(id.kind, overrides[at] ?? {});
    return secretKeys(id.kind).some((key) => valueAt(said, key) !== undefined);
  });
  return new Set([...given, ...touched.map(keyOf)]);
}

function digestOf(files: ArtifactFiles): string {
  const all = [...files].map(
    ([path, content]) => `${createHash('sha256').update(content).digest('hex')} ${path}`,
  );
  return digest(all.sort().join('\n'));
}
