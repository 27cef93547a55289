import type { GitRepository } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import { systemClock, type Clock } from '../http/clock.ts';
import type { Log } from '../log/log.ts';
import type { RepositoryIds } from './apply-settings.ts';
import { Ask } from './ask.ts';
import { connect, type ConnectionSettings } from './connection.ts';
import { readBlob, readBlobs } from './contents.ts';
import type { Job } from './identity.ts';
import { refusePointer } from './large-file-pointer.ts';
import { keepPullRequest } from './keep-pull-request.ts';
import type { KeptPullRequest, WantedPullRequest } from './proposal.ts';
import { findReviewers, type NamedReviewer, type Reviewer } from './reviewer.ts';
import { branchNotFound } from './source-branch.ts';
import { blobsOf, normalFolder, shortName, tipOf } from './tree.ts';

/** Where a repository is. */
interface RepositoryAddress {
  readonly collectionUri: string;
  readonly project: string;
  /** Name or id. */
  readonly repository: string;
}

export interface RepositoryOptions extends RepositoryAddress, Omit<ConnectionSettings, 'collectionUri'> {
  /** The pipeline's own project; lets a refusal name the identity that lacks the right. */
  readonly job?: Job;
  readonly clock?: Clock;
}

/** A folder of a branch at one commit. */
interface TargetTree {
  readonly branch: string;
  /** 40 zeros in an empty repository. */
  readonly commit: string;
  /** Blob ids by path below the folder. */
  readonly blobs: ReadonlyMap<string, string>;
  /** The bytes of one file, by its path below the folder. */
  read(path: string): Promise<Uint8Array>;
}

/** The files of a folder at one commit. */
interface FilesAt {
  /** 40 zeros in an empty repository. */
  readonly commit: string;
  /** Their bytes, by path below the folder. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** One repository of Azure Repos, reached by its REST interface alone: no clone, no Git, no checkout. */
export interface Repository {
  /** "main"; undefined in an empty repository. */
  readonly defaultBranch: string | undefined;
  readonly webUrl: string;
  tree(branch: string, folder: string): Promise<TargetTree>;
  /** All files of a folder at the tip of a branch. */
  files(branch: string, folder: string): Promise<FilesAt>;
  /** Who these are; INVALID_INPUT for whom nobody knows. */
  reviewers(named: readonly NamedReviewer[]): Promise<readonly Reviewer[]>;
  /** Keeps one pull request alive: makes or refreshes its branch, then itself; closes it when it has no reason left. */
  keepPullRequest(wanted: WantedPullRequest): Promise<KeptPullRequest>;
  /** The page for people. */
  pullRequestUrl(id: number): string;
  /** The page of one file of a branch. */
  fileUrl(branch: string, path: string): string;
}

/** Finds the repository and learns its default branch. */
export async function openRepository(options: RepositoryOptions): Promise<Repository> {
  const { collectionUri, project, repository, job, log, clock = systemClock } = options;
  const api = connect(options);
  const place = { collectionUri, project, repository, ...(job === undefined ? {} : { job }) };
  const found = await new Ask(api, place, clock, log).read(`find repository ${repository}`, (git) =>
    git.getRepository(repository, project),
  );
  if (found.isDisabled) throw disabled(repository, project);
  const projectId = found.project?.id;
  const known = { ...place, ...(projectId === undefined ? {} : { projectId }), ...namesOf(found, place) };
  return new AzureRepository(found, new Ask(api, known, clock, log), log);
}

class AzureRepository implements Repository {
  readonly defaultBranch: string | undefined;
  readonly webUrl: string;
  private readonly ask: Ask;
  private readonly log: Log;
  private readonly ids: RepositoryIds;

  constructor({ defaultBranch, webUrl = '', id = '', project }: GitRepository, ask: Ask, log: Log) {
    this.ids = { repositoryId: id, projectId: project?.id ?? '' };
    this.defaultBranch = defaultBranch === undefined ? undefined : shortName(defaultBranch);
    this.webUrl = webUrl;
    this.ask = ask;
    this.log = log;
  }

  async tree(givenBranch: string, givenFolder: string): Promise<TargetTree> {
    const [branch, folder] = [shortName(givenBranch), normalFolder(givenFolder)];
    const commit = await tipOf(this.ask, branch);
    if (commit === undefined && this.defaultBranch !== undefined) throw branchNotFound(branch, this.ask);
    const blobs = commit === undefined ? new Map<string, string>() : await blobsOf(this.ask, commit, folder);
    const read = async (path: string) => {
      const id = blobs.get(path);
      if (id === undefined) throw new Error(`${path} is not in this tree.`);
      const content = await readBlob(this.ask, id);
      refusePointer(path, content);
      return content;
    };
    return { branch, commit: commit ?? '0'.repeat(40), blobs, read };
  }

  async files(branch: string, folder: string): Promise<FilesAt> {
    const { blobs, commit } = await this.tree(branch, folder);
    const at = { commit, folder: normalFolder(folder) };
    const contents = await readBlobs(this.ask, blobs.values(), this.log, at);
    const files = new Map(
      [...blobs].map(([path, id]) => {
        const content = contents.get(id);
        if (content === undefined) throw new Error(`The content of ${path} was not read.`);
        refusePointer(path, content);
        return [path, content];
      }),
    );
    return { commit, files };
  }

  reviewers(named: readonly NamedReviewer[]): Promise<readonly Reviewer[]> {
    return findReviewers(this.ask, named);
  }

  keepPullRequest(given: WantedPullRequest): Promise<KeptPullRequest> {
    const wanted = {
      ...given,
      sourceBranch: shortName(given.sourceBranch),
      targetBranch: shortName(given.targetBranch),
      folder: normalFolder(given.folder),
    };
    return keepPullRequest(this.ask, wanted, this.ids, this.log);
  }

  pullRequestUrl(id: number): string {
    return `${this.webUrl}/pullrequest/${id}`;
  }

  fileUrl(branch: string, path: string): string {
    return `${this.webUrl}?path=${encodeURIComponent(`/${path}`)}&version=GB${encodeURIComponent(branch)}`;
  }
}

/** An input may name repository and project by id; people know them by name. */
function namesOf(found: GitRepository, { project, repository }: { project: string; repository: string }) {
  return { project: found.project?.name ?? project, repository: found.name ?? repository };
}

function disabled(repository: string, project: string): TaskError {
  return new TaskError('REPOSITORY_REFUSED', {
    message: `Repository ${repository} of project ${project} is disabled.`,
    remedy: `Enable it in Project settings of ${project} > Repositories > ${repository} > Settings.`,
  });
}
