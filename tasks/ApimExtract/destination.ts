import { counted } from '../../shared/apim/counted.ts';
import { resolve } from 'node:path';
import { invalidInput } from '../../shared/agent/parse-inputs.ts';
import type { Run } from '../../shared/agent/run-task.ts';
import { readWayOut } from '../../shared/agent/way-out.ts';
import type { ArtifactFiles, FileChange } from '../../shared/artifacts/file-change.ts';
import { readFolderIfThere, writeFolder } from '../../shared/artifacts/folder.ts';
import { TaskError } from '../../shared/errors/task-error.ts';
import type { KeptPullRequest, WantedPullRequest } from '../../shared/repos/proposal.ts';
import { openRepository, type Repository } from '../../shared/repos/repository.ts';
import { roomForWords } from '../../shared/repos/pull-request-text.ts';
import { type RepositoryAddress, repositoryAddress } from './repository-address.ts';
import type { ExtractSettings } from './settings.ts';
import { scopeOf, sourceBranch } from './source-branch.ts';
import { titleOf } from './title-template.ts';

/** Where an extraction goes. */
export interface Destination {
  /** The files as they are there now. */
  readonly existing: ArtifactFiles;
  /** The branch that the files shall come to; undefined for a folder on the agent. */
  readonly targetBranch?: string;
  /** How many characters a description may have; 0 for a folder on the agent. */
  readonly room: number;
  readonly deliver: (changes: readonly FileChange[], words: PullRequestWords) => Promise<Delivery>;
}

interface PullRequestWords extends Pick<WantedPullRequest, 'description' | 'rest' | 'closingNote'> {
  /** One line, for the commit. */
  readonly headline: string;
  /** How many things differ. */
  readonly count: number;
}

/** The pull request, when there is one, and where its files can be looked at. */
interface Delivery {
  readonly pullRequest?: {
    readonly kind: keyof typeof inWords;
    readonly id: number;
    readonly url: string;
    /** What became of it. */
    readonly words: string;
  };
  /** The page of a file by its path in the artifacts folder. */
  readonly fileUrl?: (path: string) => string;
  /** A required reviewer is missing: somebody has to look at it. */
  readonly incomplete?: true;
  /** What of the pull request was refused, although it is there. */
  readonly failure?: TaskError;
}

type ExtractRun = Pick<Run<never>, 'job' | 'log' | 'userAgent'>;

/** A pull request, or a folder on the agent. Wrong inputs are told at once; the returned function opens it. */
export function destinationOf(settings: ExtractSettings, run: ExtractRun): () => Promise<Destination> {
  if (!settings.createPullRequest) return () => folder(settings, run);
  const address = repositoryAddress(settings.repository, run.job);
  return () => pullRequest(address, settings, run);
}

async function folder({ artifactsFolder }: ExtractSettings, { job, log }: ExtractRun): Promise<Destination> {
  const path = resolve(job.workingDirectory, artifactsFolder);
  return {
    existing: await readFolderIfThere(path),
    room: 0,
    deliver: async (changes) => {
      await writeFolder(path, changes);
      log.line(`${path}: ${counted(changes.length, 'file')} changed.`);
      return {};
    },
  };
}

async function pullRequest(
  address: RepositoryAddress,
  settings: ExtractSettings,
  run: ExtractRun,
): Promise<Destination> {
  const { job, log, userAgent } = run;
  const { project, projectId, workingDirectory } = job;
  const repository = await openRepository({
    ...address,
    ...(project === undefined || projectId === undefined ? {} : { job: { project, projectId } }),
    log,
    userAgent,
    wayOut: readWayOut(),
  });
  const targetBranch = settings.targetBranch ?? defaultBranchOf(repository);
  const about = scopeOf({ ...settings, targetBranch, workingDirectory });
  const branch = settings.sourceBranch ?? sourceBranch(about, repository.defaultBranch);
  if (branch === about.target) throw ownTarget(branch);
  // Looked up before hours of reading: a name that nobody knows is an input that is wrong.
  const reviewers = await repository.reviewers(settings.reviewers ?? []);
  const inRepository = (path: string) => below(about.folder, path);
  const { commit: madeFrom, files: existing } = await repository.files(targetBranch, about.folder);
  return {
    existing,
    targetBranch: about.target,
    room: roomForWords({ about }),
    deliver: async (changes, { headline, count, ...words }) => {
      const kept = await repository.keepPullRequest({
        ...words,
        sourceBranch: branch,
        targetBranch,
        folder: about.folder,
        madeFrom,
        changes: changes.map((change) => ({ ...change, path: inRepository(change.path) })),
        commitMessage: headline,
        title: titleOf(settings.pullRequestTitle, titleVariables(settings, about, count)),
        about,
        settings: { ...pullRequestSettings(settings), reviewers },
        reopen: settings.reopen,
      });
      return delivered(kept, repository, log, (path) => repository.fileUrl(branch, inRepository(path)));
    },
  };
}

/** Exactly these: a change of any other input is no change of the pull request. */
function pullRequestSettings(all: ExtractSettings) {
  const { labels = [], workItems = [], draft, autoComplete, mergeStrategy, deleteSourceBranch } = all;
  return { labels, workItems, draft, autoComplete, mergeStrategy, deleteSourceBranch };
}

function titleVariables(
  { serviceName, resourceGroupName }: ExtractSettings,
  { target, folder: own, filter }: ReturnType<typeof scopeOf>,
  count: number,
) {
  const names = { service: serviceName, resourceGroup: resourceGroupName, branch: target };
  return { ...names, folder: own, filter, count: String(count) };
}

const inWords = {
  created: 'created',
  updated: 'is up to date',
  reopened: 'was opened again',
  closed: 'was closed: nothing differs any more',
  abandoned: 'with the same content was abandoned, so none is made (the input reopen would open it again)',
} as const;

function delivered(
  kept: KeptPullRequest,
  repository: Repository,
  log: ExtractRun['log'],
  fileUrl: (path: string) => string,
): Delivery {
  if (kept.kind === 'none') return {};
  const { kind, id } = kept;
  const url = repository.pullRequestUrl(id);
  log.line(`Pull request ${id} ${inWords[kind]}: ${url}`);
  const pullRequest = { kind, id, url, words: inWords[kind] };
  if (!('missing' in kept)) return { pullRequest };
  const { missing, failure } = kept;
  return {
    pullRequest,
    fileUrl,
    ...(missing.length > 0 ? { incomplete: true } : {}),
    ...(failure === undefined ? {} : { failure }),
  };
}

function below(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

function defaultBranchOf({ defaultBranch, webUrl }: Repository): string {
  if (defaultBranch !== undefined) return defaultBranch;
  throw new TaskError('BRANCH_NOT_FOUND', {
    message: `The repository ${webUrl} has no default branch: it is empty.`,
    remedy: 'Push a first commit, such as a README, and run the task again.',
  });
}

function ownTarget(branch: string): TaskError {
  return invalidInput(
    'sourceBranch',
    `is "${branch}", which is the target branch`,
    'a branch that belongs to this task alone, or nothing',
  );
}
