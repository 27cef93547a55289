import type { EmulatedAnswer } from '../http/loopback-server.ts';

/** A right that may be denied to the job's identity. */
export type Permission =
  'Read' | 'GenericContribute' | 'CreateBranch' | 'ForcePush' | 'PullRequestContribute' | 'EditWorkItems';

/** Thrown by whatever part of the emulator says no; becomes an answer in Azure DevOps' words. */
export class Refusal extends Error {
  readonly status: number;
  readonly typeKey: string;

  constructor(status: number, typeKey: string, message: string) {
    super(message);
    this.status = status;
    this.typeKey = typeKey;
  }

  /** The error body of Azure DevOps. */
  get answer(): EmulatedAnswer {
    const home = 'Microsoft.TeamFoundation.Git.Server';
    const body = {
      $id: '1',
      innerException: null,
      message: this.message,
      typeName: `${home}.${this.typeKey}, ${home}`,
      typeKey: this.typeKey,
      errorCode: 0,
      eventId: 3000,
    };
    return { status: this.status, body };
  }
}

export const repositoryNotFound = (name: string) =>
  new Refusal(
    404,
    'GitRepositoryNotFoundException',
    `TF401019: The Git repository with name or identifier ${name} does not exist or you do not have permissions for the operation you are attempting.`,
  );

export const needsPermission = (permission: Permission, identity: string) =>
  new Refusal(
    403,
    'GitNeedsPermissionException',
    `TF401027: You need the Git '${permission}' permission to perform this action. Details: identity 'Build\\${identity}', scope 'repository'.`,
  );

export const staleReference = (ref: string) =>
  new Refusal(
    409,
    'GitReferenceStaleException',
    `TF401028: The reference '${ref}' has already been updated by another client, so you cannot update it. Please try again.`,
  );

export const objectNotFound = (id: string) =>
  new Refusal(500, 'GitObjectDoesNotExistException', `TF401035: The object '${id}' does not exist.`);

export const policyProtects = () =>
  new Refusal(
    403,
    'GitRefUpdateRejectedByPolicyException',
    'TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.',
  );

export const itemNotFound = (path: string, repository: string, version: string, commit: string) =>
  new Refusal(
    404,
    'GitItemNotFoundException',
    `TF401174: The item '${path}' could not be found in the repository '${repository}' at the version specified by '<Branch: ${version} >' (resolved to commit '${commit}')`,
  );

export const versionNotFound = (version: string, repository: string) =>
  new Refusal(
    404,
    'GitUnresolvableToCommitException',
    `TF401175:The version descriptor <Branch: ${version} > could not be resolved to a version in the repository ${repository}`,
  );

export const noBranches = (repository: string) =>
  new Refusal(
    404,
    'GitNoBranchesException',
    `VS403403: Cannot find any branches for the ${repository} repository.`,
  );

export const pullRequestExists = () =>
  new Refusal(
    409,
    'GitPullRequestExistsException',
    'TF401179: An active pull request for the source and target branch already exists.',
  );

export const branchesGone = () =>
  new Refusal(
    400,
    'GitPullRequestCannotBeActivated',
    'TF401398: The pull request cannot be activated because the source and/or the target branch no longer exists, or the requested refs are not branches.',
  );

export const pullRequestNotFound = (id: string) =>
  new Refusal(
    404,
    'GitPullRequestNotFoundException',
    `TF401180: The requested pull request was not found: ${id}.`,
  );

export const invalidArgument = (message: string) =>
  new Refusal(400, 'InvalidArgumentValueException', message);
