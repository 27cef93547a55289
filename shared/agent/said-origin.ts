import { type Job, type PipelineRepository, variable } from './job.ts';
import { present } from './present.ts';

/** What the pipeline says of where a folder on the agent comes from. */
export interface SaidOrigin {
  readonly commit?: string;
  readonly branch?: string;
  readonly repository?: PipelineRepository;
  /** The folder without the one that a classic release makes for each artifact. */
  readonly path: string;
}

/**
 * `path` is relative to the working directory. In a classic release its first step is the alias of an artifact, which
 * has variables of its own: the release may have several (facts: azure-pipelines 1.11).
 */
export function saidOrigin({ repository }: Job, path: string): SaidOrigin {
  if (variable('System.HostType') !== 'release') {
    return {
      path,
      ...present({
        commit: commitIn('Build.SourceVersion'),
        branch: variable('Build.SourceBranch'),
        repository,
      }),
    };
  }
  const [alias = '', ...rest] = path.split('/');
  const artifact = `Release.Artifacts.${alias}`;
  const isGit = variable(`${artifact}.Type`) === 'Git';
  const isPrimary = variable('Release.PrimaryArtifactSourceAlias') === alias;
  return {
    path: rest.join('/'),
    ...present({
      // Only builds say SourceVersion; of a repository the number may be a shortened commit, which nobody can look up.
      commit: ['SourceVersion', 'BuildId', 'BuildNumber']
        .map((name) => commitIn(`${artifact}.${name}`))
        .find((commit) => commit !== undefined),
      branch: variable(`${artifact}.SourceBranch`),
      repository: isGit ? artifactRepository(artifact) : isPrimary ? repository : undefined,
    }),
  };
}

/** Of an artifact that is a repository of Azure Repos, its definition is the repository. */
function artifactRepository(artifact: string): PipelineRepository | undefined {
  const id = variable(`${artifact}.DefinitionId`) ?? variable(`${artifact}.DefinitionName`);
  if (id === undefined) return undefined;
  return { id, provider: 'TfsGit', ...present({ name: variable(`${artifact}.DefinitionName`) }) };
}

function commitIn(name: string): string | undefined {
  const value = variable(name);
  return value !== undefined && /^[0-9a-f]{40}$/i.test(value) ? value.toLowerCase() : undefined;
}
