import { GitVersionType } from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import { type Clock, systemClock } from '../http/clock.ts';
import { Ask } from './ask.ts';
import type { Commits } from './commits.ts';
import { connect } from './connection.ts';
import { readBlobs } from './contents.ts';
import { mergeBase } from './history.ts';
import type { RepositoryOptions } from './repository.ts';
import { blobsOf } from './tree.ts';

/** The commits of a repository in Azure Repos, also those that no checkout has, and without any checkout. */
export function commitsOfAzureRepos(options: RepositoryOptions): Commits {
  const { collectionUri, project, repository, job, log } = options;
  const clock: Clock = options.clock ?? systemClock;
  const place = { collectionUri, project, repository, ...(job === undefined ? {} : { job }) };
  const ask = new Ask(connect(options), place, clock, log);
  /** Memory is a help: where it cannot be had, everything is compared, and the reason is said once. */
  let isTold = false;
  const orNothing = async <T>(what: string, question: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof TaskError)) throw error;
      const words = `Azure Repos does not show ${what}: ${error.message}`;
      if (isTold) log.debug(words);
      else log.line(words);
      isTold = true;
      return undefined;
    }
  };
  return {
    blobs: (commit, folder) => orNothing(`commit ${commit}`, () => blobsOf(ask, commit, folder)),
    contents: async (ids) =>
      (await orNothing('files', () => readBlobs(ask, ids, log))) ?? new Map<string, Uint8Array>(),
    blobAt: (commit, path) =>
      orNothing(`${path} at commit ${commit}`, async () => {
        const version = { version: commit, versionType: GitVersionType.Commit };
        const none = undefined;
        const item = await ask.read(`look up /${path}`, (api) =>
          api.getItem(repository, `/${path}`, project, none, none, none, none, none, version),
        );
        return item.objectId;
      }),
    isOlder: (commit, than) =>
      orNothing('what two commits have in common', async () => {
        const base = await mergeBase(ask, commit, than);
        return commit !== than && base === commit;
      }),
  };
}
