import type { World } from '../services/world.ts';
import { primaryOf, type ReleaseDefinition, type Stage } from './definition.ts';

const ids = { plan: '00000000-0000-4000-8000-0000000000ee', job: '00000000-0000-4000-8000-0000000000ff' };

/** Where release management lives: another host than the collection, and of no use to a task. */
export const releaseHost = 'https://127.0.0.1:9/contoso/';

/**
 * The variables of one job of a release (facts: azure-pipelines 1.11, 2.8). There is no System.CollectionUri and no
 * Build.SourcesDirectory, and a repository only where the primary artifact is a build.
 */
export function releaseVariables(
  definition: ReleaseDefinition,
  stage: Stage,
  {
    world,
    folder,
    temp,
    commit = '',
  }: {
    readonly world: World;
    readonly folder: string;
    readonly temp: string;
    /** Of the artifact; undefined: the release does not say it. */
    readonly commit?: string | undefined;
  },
): ReadonlyMap<string, string> {
  const { project, emulators } = world;
  const { alias, type } = primaryOf(definition);
  const own = { ...definition.variables, ...stage.variables };
  return new Map(
    Object.entries({
      ...Object.fromEntries(Object.entries(own).map(([name, { value }]) => [name, value])),
      'System.HostType': 'release',
      'System.ServerType': 'Hosted',
      'System.TeamFoundationServerUri': releaseHost,
      'System.TeamFoundationCollectionUri': emulators.azureDevOps.collectionUri,
      'System.TeamProject': project.name,
      'System.TeamProjectId': project.id,
      'System.PlanId': ids.plan,
      'System.JobId': ids.job,
      'System.DefaultWorkingDirectory': folder,
      'System.ArtifactsDirectory': folder,
      'Agent.ReleaseDirectory': folder,
      'Agent.TempDirectory': temp,
      'Agent.JobName': 'Release',
      'Release.DefinitionName': definition.name,
      'Release.DefinitionId': String(definition.id),
      'Release.ReleaseId': '118',
      'Release.ReleaseName': 'Release-118',
      'Release.ReleaseWebUrl': `${emulators.azureDevOps.collectionUri}${project.id}/_release?releaseId=118`,
      'Release.EnvironmentId': String(stage.id),
      'Release.EnvironmentName': stage.name,
      'Release.DeploymentId': '204',
      'Release.AttemptNumber': '1',
      'Release.Reason': 'Manual',
      'Release.PrimaryArtifactSourceAlias': alias,
      [`Release.Artifacts.${alias}.Type`]: type,
      [`Release.Artifacts.${alias}.SourceBranch`]: 'refs/heads/main',
      ...(commit === '' ? {} : { [`Release.Artifacts.${alias}.SourceVersion`]: commit }),
      ...(type === 'Build' ? ofBuild(world, alias) : ofGit(world, alias, commit)),
    }),
  );
}

/** Of a repository the definition is the repository, the id of the build its commit, and the number that cut short. */
function ofGit({ repository }: World, alias: string, commit: string): Readonly<Record<string, string>> {
  return {
    'Build.Type': 'Git',
    'Build.SourceBranch': 'refs/heads/main',
    [`Release.Artifacts.${alias}.DefinitionId`]: repository.id,
    [`Release.Artifacts.${alias}.DefinitionName`]: repository.name,
    ...(commit === ''
      ? {}
      : {
          [`Release.Artifacts.${alias}.BuildId`]: commit,
          [`Release.Artifacts.${alias}.BuildNumber`]: commit.slice(0, 9),
        }),
  };
}

function ofBuild({ repository }: World, alias: string): Readonly<Record<string, string>> {
  return {
    'Build.Type': 'Build',
    'Build.BuildId': '907',
    'Build.BuildNumber': '20260901.3',
    'Build.DefinitionName': 'apis-ci',
    'Build.SourceBranch': 'refs/heads/main',
    'Build.Repository.ID': repository.id,
    'Build.Repository.Name': repository.name,
    'Build.Repository.Provider': 'TfsGit',
    [`Release.Artifacts.${alias}.BuildNumber`]: '20260901.3',
    [`Release.Artifacts.${alias}.Repository.Provider`]: 'TfsGit',
  };
}
