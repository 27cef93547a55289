import { createHash } from 'node:crypto';
import { stableText, valueAt, without } from '../apim/json.ts';
import type { KindName } from '../apim/kinds/table.ts';
import { keyOf } from '../apim/resource-id.ts';
import { unspeakablePaths } from '../apim/secrets.ts';
import { spelled } from '../apim/spelling.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { tokensIn } from '../configuration/token-text.ts';
import type { Desired, Overriding } from './desired.ts';
import type { Publishing } from './marker.ts';
import type { PromoteRevision } from './promote-revision.ts';
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

/** What else than files and overrides decides the result. */
interface Deciding {
  readonly reader?: number;
  readonly promoteRevision?: PromoteRevision | undefined;
}

/**
 * Names what this run publishes. Without Git the digest of all files stands for the commit. Files that a step changed
 * after the checkout, such as by replacing tokens, are what no commit says: then everything is compared.
 */
export async function presentPublishing(
  source: Source,
  files: ArtifactFiles,
  desired: Desired,
  overrides: Overriding,
  deciding: Deciding = {},
): Promise<PresentPublishing> {
  const { commit } = source;
  const committed = commit === undefined ? undefined : await source.filesAt(commit, files);
  const isClean = committed === undefined || isTheSame(committed, files);
  const inGit = committed !== undefined && isClean;
  const overridesInGit = inGit && commit !== undefined && (await isCommitted(commit, overrides, source));
  const elsewhere = overridesInGit ? pathOfOverrides(source) : overridesInDigest(desired);
  const dirt = isClean ? [] : ['changed after the checkout'];
  const outside = digest([...saidBy(deciding), ...elsewhere, ...dirt].join('\n')).slice(0, 12);
  const because = reasonOf(commit, committed, isClean) ?? reasonIn(overrides);
  return {
    commit: commit ?? `content:${digestOf(files)}`,
    outside,
    inGit,
    overridesInGit,
    ...(because === undefined ? {} : { because }),
  };
}

function saidBy({ reader = readerVersion, promoteRevision }: Deciding): readonly string[] {
  // Revisions that no commit touches become current by that.
  const releases = promoteRevision === 'always' ? ['always releases'] : [];
  return [String(reader), ...releases];
}

/** Another file of the same commit says something else, whatever becomes of it from now on. */
function pathOfOverrides({ overridesPath = '' }: Source): readonly string[] {
  return [overridesPath];
}

/** In hexadecimal digits (SHA-256). */
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

/** Variables are in no commit. */
function reasonIn({ tokens }: Overriding): string | undefined {
  return tokens?.where === 'overridesAndFiles'
    ? 'variables of the pipeline fill tokens of the files'
    : undefined;
}

/** One file that the commit has, and nothing in it that comes from elsewhere: no variable, no other file. */
async function isCommitted(commit: string, { files }: Overriding, source: Source): Promise<boolean> {
  const [first, ...more] = files;
  if (first === undefined || more.length > 0) return false;
  const { text, policies } = first;
  if (tokensIn(text).length > 0 || (policies?.size ?? 0) > 0) return false;
  const committed = await source.overridesAt(commit);
  return committed !== undefined && lines(committed) === lines(text);
}

const lines = (text: string) => text.replace(/\r\n/g, '\n');

/**
 * A line for each entry of overrides that stand outside of Git. What may be secret is left out, as the digest lies open
 * on the instance: such resources are compared each time (`holdsSecret`).
 */
function overridesInDigest({ overrides }: Desired): readonly string[] {
  return overrides
    .map(({ id, said }) => `${keyOf(id)} ${stableText(without(spelled(id.kind, said), secretKeys(id.kind)))}`)
    .sort();
}

function secretKeys(kind: KindName): readonly string[] {
  return unspeakablePaths(kind).map((path) => path.split('.')[0] ?? path);
}

/** Keys of the documents that a value which may be secret came to from outside of the files. */
export function holdersOfSecrets({ documents, overrides }: Desired): ReadonlySet<string> {
  const given = documents.filter(({ secret }) => secret?.state === 'given').map(({ id }) => keyOf(id));
  const touched = overrides.filter(({ id, said }) =>
    secretKeys(id.kind).some((key) => valueAt(spelled(id.kind, said), key) !== undefined),
  );
  return new Set([...given, ...touched.map(({ id }) => keyOf(id))]);
}

function digestOf(files: ArtifactFiles): string {
  const all = [...files].map(
    ([path, content]) => `${createHash('sha256').update(content).digest('hex')} ${path}`,
  );
  return digest(all.sort().join('\n'));
}
