import assert from 'node:assert/strict';
import type { AzureDevOpsEmulator } from '../../emulator/azure-devops/azure-devops-emulator.ts';
import { git } from '../../emulator/azure-devops/git.ts';
import type { EmulatedPullRequest } from '../../emulator/azure-devops/pull-request.ts';
import type { EmulatedRepository } from '../../emulator/azure-devops/repository.ts';
import { startedAzureDevOps } from '../../emulator/azure-devops/started.ts';
import { silent, type Log } from '../../shared/log/log.ts';
import type { FileChange } from '../../shared/repos/file-change.ts';
import type { KeptPullRequest, WantedPullRequest } from '../../shared/repos/proposal.ts';
import { openRepository, type Repository } from '../../shared/repos/repository.ts';

export const edit = (path: string, content: string): FileChange => ({
  kind: 'edit',
  path,
  content: Buffer.from(content),
});
export const add = (path: string, content: string): FileChange => ({
  kind: 'add',
  path,
  content: Buffer.from(content),
});
export const changes = [
  edit('apim/a', '2'),
  add('apim/new', 'n'),
  { kind: 'delete', path: 'apim/b' } as const,
];

export const noSettings: WantedPullRequest['settings'] = {
  reviewers: [],
  labels: [],
  workItems: [],
  draft: false,
  autoComplete: false,
  mergeStrategy: undefined,
  deleteSourceBranch: true,
};

export const about = { instance: 'contoso', folder: 'apim', filter: '', target: 'main' };

/** A repository of four files, and somebody who keeps a pull request in it. */
export interface Living {
  readonly devops: AzureDevOpsEmulator;
  readonly repository: EmulatedRepository;
  readonly opened: Repository;
  readonly keep: (wanted?: Partial<WantedPullRequest>) => Promise<KeptPullRequest>;
  /** The texts of a branch, of ours where none is named. */
  readonly content: (branch?: string) => Promise<Record<string, string>>;
  readonly tip: (branch?: string) => Promise<string | undefined>;
  /** The pull request of this number. */
  readonly request: (id?: number) => EmulatedPullRequest;
  /** What was sent since the last call that could have changed something. */
  readonly writes: () => readonly string[];
  /** Sees that the repository is sound, and ends. */
  readonly stop: () => Promise<void>;
}

export const ours = 'apim-extract/contoso';

export async function startLiving(log: Log = silent): Promise<Living> {
  const { devops, authority, stop } = await startedAzureDevOps();
  devops.addProject('Shop');
  const files = { 'readme.md': '#', 'apim/a': '1', 'apim/b': '1', 'apim/c': '1' };
  const repository = await devops.addRepository('Shop', 'gitops', { files });
  const opened = await openRepository({
    collectionUri: devops.collectionUri,
    project: 'Shop',
    repository: 'gitops',
    token: 'job',
    log,
    wayOut: { authorities: [authority] },
    clock: { now: () => 0, sleep: () => Promise.resolve() },
  });
  return {
    devops,
    repository,
    opened,
    keep: (wanted = {}) =>
      opened.keepPullRequest({
        sourceBranch: ours,
        targetBranch: 'main',
        folder: 'apim',
        changes,
        title: 'Extracted',
        description: 'What changed.',
        commitMessage: 'Extract',
        about,
        closingNote: 'Nothing differs any more.',
        settings: noSettings,
        reopen: false,
        ...wanted,
      }),
    content: async (branch = ours) =>
      Object.fromEntries(
        [...(await repository.files(branch))].map(([path, bytes]) => [path, bytes.toString()]),
      ),
    tip: (branch = ours) => repository.bare.tip(`refs/heads/${branch}`),
    request: (id = 1) => {
      const found = repository.pullRequests.find((one) => one.pullRequestId === id);
      assert.ok(found, `There is no pull request ${id}.`);
      return found;
    },
    writes: () => {
      const told = devops.requests.writes.map(
        ({ method, path }) => `${method} ${path.replace(/^.*\/(?=\w)/, '')}`,
      );
      devops.requests.clear();
      return told;
    },
    stop: async () => {
      assert.equal((await git(repository.path, ['fsck', '--strict', '--no-dangling'])).text, '');
      await stop();
    },
  };
}
