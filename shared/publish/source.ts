import type { ArtifactFiles } from '../artifacts/file-change.ts';

/** The repository that the files come from, as publishing sees it. The edge `repos` implements it. */
export interface Source {
  /** Equal for all runs from one repository, and for no other. */
  readonly repository: string;
  /** The folder of the artifacts in it. */
  readonly folder: string;
  readonly branch: string | undefined;
  /** The commit that the files are of; undefined: nobody knows. */
  readonly commit: string | undefined;
  /** Where the file of overrides is in the repository; undefined: there is none, or it is not there. */
  readonly overridesPath?: string | undefined;
  /** The checkout has not the whole history: commits that nobody shows may be in the rest. */
  readonly isShallow?: boolean;
  /**
   * The files of the folder at a commit; undefined when it cannot be read. A file that is as present, but for its line
   * ends, is the very same object.
   */
  filesAt(commit: string, present: ArtifactFiles): Promise<ArtifactFiles | undefined>;
  /** The file of overrides at a commit; undefined when the repository does not hold it there. */
  overridesAt(commit: string): Promise<string | undefined>;
  /** Whether a commit is an ancestor of the other; undefined: nobody can say. */
  isOlder(commit: string, than: string): Promise<boolean | undefined>;
}
