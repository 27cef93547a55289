import { relative, resolve, sep } from 'node:path';
import type { Run } from '../../shared/agent/run-task.ts';
import { type SaidOrigin, saidOrigin } from '../../shared/agent/said-origin.ts';
import { readWayOut } from '../../shared/agent/way-out.ts';
import type { ArtifactFiles } from '../../shared/artifacts/file-change.ts';
import type { Source } from '../../shared/publish/source.ts';
import { type Commits, firstOf } from '../../shared/repos/commits.ts';
import { commitSource } from '../../shared/repos/commit-source.ts';
import { commitsOfAzureRepos } from '../../shared/repos/commits-of-azure-repos.ts';
import { commitsOfGit } from '../../shared/repos/commits-of-git.ts';
import { type GitCheckout, gitCheckout } from '../../shared/repos/git-checkout.ts';
import { repositoryIn, repositoryUrl } from './repository-url.ts';

type PublishRun = Pick<Run<never>, 'job' | 'log' | 'userAgent'>;

/**
 * The repository and the commit that the files on the agent come from: as Git says where the folder is in a checkout,
 * else as the pipeline says. Azure Repos shows its commits, or the checkout does.
 */
export async function sourceOf(
  artifactsFolder: string,
  overridesFiles: readonly string[],
  files: ArtifactFiles,
  run: PublishRun,
): Promise<Source> {
  const { job } = run;
  const folder = resolve(job.workingDirectory, artifactsFolder);
  const path = slashed(relative(job.workingDirectory, folder));
  const checkout = await gitCheckout(folder);
  const said = saidOrigin(job, path);
  const overrides = onlyOne(
    overridesFiles.map((file) => slashed(relative(folder, resolve(job.workingDirectory, file)))),
  );
  const candidates = checkout === undefined ? [] : [{ ...said, commit: checkout.commit }];
  for (const origin of [...candidates, said]) {
    const { commit } = origin;
    const commits = commitsOf(origin, checkout, run);
    if (commit === undefined || commits.length === 0) continue;
    const folders = checkout?.commit === commit ? [checkout.folder] : endsOf(said.path);
    const known = { commits: firstOf(commits), commit, folders };
    const found = await commitSource(overrides === undefined ? known : { ...known, overrides }, files);
    if (found !== undefined) return { ...namesOf(origin, checkout, run), commit, ...found };
  }
  return { ...namesOf(said, checkout, run), commit: said.commit ?? checkout?.commit, ...nothingToShow };
}

const nothingToShow = {
  filesAt: () => Promise.resolve(undefined),
  overridesAt: () => Promise.resolve(undefined),
  isOlder: () => Promise.resolve(undefined),
};

/** Equal in every run of one folder of one repository, however the run got its files. */
function namesOf(said: SaidOrigin, checkout: GitCheckout | undefined, { job }: PublishRun) {
  const { collectionUri = '', project = '' } = job;
  const repository = checkout?.origin ?? repositoryUrl(said.repository, job) ?? `${collectionUri}/${project}`;
  const isShallow = checkout?.isShallow === true;
  return { repository, folder: checkout?.folder ?? said.path, branch: said.branch, isShallow };
}

/** Azure Repos first: it shows the commits that a shallow clone has not. */
function commitsOf(
  { repository, commit }: SaidOrigin,
  checkout: GitCheckout | undefined,
  { job, log, userAgent }: PublishRun,
): readonly Commits[] {
  const { accessToken: token, collectionUri, project, projectId } = job;
  const local = checkout === undefined ? [] : [commitsOfGit(checkout.root)];
  if (token === undefined || collectionUri === undefined || commit === undefined) return local;
  const address = repositoryIn(checkout?.origin, repository, job);
  if (address === undefined) return local;
  const identity = project === undefined || projectId === undefined ? {} : { job: { project, projectId } };
  const options = { collectionUri, token, log, userAgent, wayOut: readWayOut() };
  return [commitsOfAzureRepos({ ...options, ...address, ...identity }), ...local];
}

/** "drop/apim-artifacts": the artifact of a build may hold the folder of the repository below a name of its own. */
function endsOf(path: string): readonly string[] {
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return [...steps.map((_, at) => steps.slice(at).join('/')), ''];
}

/** Several files together are what no commit shows. */
function onlyOne(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
