import { resolve } from 'node:path';
import type { Run } from '../../shared/agent/run-task.ts';
import { readWayOut } from '../../shared/agent/way-out.ts';
import type { ArtifactFiles, FileChange } from '../../shared/artifacts/file-change.ts';
import { readFolderIfThere, writeFolder } from '../../shared/artifacts/folder.ts';
import { TaskError } from '../../shared/errors/task-error.ts';
import { openRepository, type Repository } from '../../shared/repos/repository.ts';
import { type RepositoryAddress, repositoryAddress } from './repository-address.ts';
import type { ExtractSettings } from './settings.ts';
import { sourceBranch } from './source-branch.ts';

/** Where an extraction goes. */
export interface Destination {
  /** The files as they are there now. */
  readonly existing: ArtifactFiles;
  readonly deliver: (changes: readonly FileChange[], words: PullRequestWords) => Promise<Delivery>;
}

export interface PullRequestWords {
  readonly headline: string;
  readonly description: string;
}

/** The pull request, when there is one. */
export interface Delivery {
  readonly pullRequest?: { readonly id: number; readonly url: string };
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
    deliver: async (changes) => {
      await writeFolder(path, changes);
      log.line(`${path}: ${changes.length} files changed.`);
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
  const { project, projectId } = job;
  const repository = await openRepository({
    ...address,
    ...(project === undefined || projectId === undefined ? {} : { job: { project, projectId } }),
    log,
    userAgent,
    wayOut: readWayOut(),
  });
  const targetBranch = settings.targetBranch ?? defaultBranchOf(repository);
  const place = { ...settings, folder: settings.artifactsFolder, targetBranch };
  return {
    existing: await repository.files(targetBranch, place.folder),
    deliver: async (changes, { headline, description }) => {
      const kept = await repository.keepPullRequest({
        sourceBranch: sourceBranch(place),
        targetBranch,
        folder: place.folder,
        changes: changes.map((change) => ({ ...change, path: below(place.folder, change.path) })),
        commitMessage: headline,
        title: settings.pullRequestTitle,
        description,
      });
      if (kept === undefined) return {};
      log.line(`Pull request ${kept.id} ${kept.created ? 'created' : 'updated'}: ${kept.url}`);
      return { pullRequest: kept };
    },
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
