import { excerpt } from '../http/excerpt.ts';
import { TaskError } from '../errors/task-error.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { actingIdentity, type Job } from './identity.ts';
import { ServiceAnswer } from './service-answer.ts';

/** Where we are, in words for people. */
export interface Place {
  readonly collectionUri: string;
  readonly project: string;
  /** The id of the repository's project, once known. */
  readonly projectId?: string;
  readonly repository: string;
  readonly job?: Job;
}

interface Verdict {
  readonly code: ErrorCode;
  readonly remedy: string;
}

/** Says what failed in the service's words, and what to do about it in ours. */
export function taskErrorOf(error: unknown, what: string, place: Place): TaskError {
  if (error instanceof TaskError) return error;
  const where = `repository ${place.repository} of project ${place.project}`;
  const words = error instanceof Error ? excerpt(error.message) : String(error);
  if (!(error instanceof ServiceAnswer)) {
    return new TaskError('REPOSITORY_UNREACHABLE', {
      message: `Could not ${what} (${where}): ${words}`,
      remedy: networkRemedy(error, place),
      cause: error,
    });
  }
  const { code, remedy } = verdict(error, place);
  const said = error.isPage ? 'a web page came instead of an answer' : words;
  const message = `Could not ${what} (${where}): Azure DevOps answered ${error.status}, ${said}`;
  return new TaskError(code, { message, remedy, cause: error });
}

/** By number where the service gives one, by status otherwise. */
function verdict(answer: ServiceAnswer, place: Place): Verdict {
  const known = answer.number === undefined ? undefined : byNumber[answer.number];
  if (known !== undefined) return known(answer, place);
  if (answer.isPage || answer.status === 401) return notSignedIn(answer, place);
  if (answer.status === 404 && answer.number === undefined) return notFound(answer, place);
  if (answer.status === 429 || answer.status >= 500 || answer.status < 300) {
    return {
      code: 'REPOSITORY_UNREACHABLE',
      remedy: 'Run the pipeline again later; see status.dev.azure.com.',
    };
  }
  return {
    code: 'REPOSITORY_REFUSED',
    remedy: 'The words above are those of Azure DevOps; they name the reason.',
  };
}

type Advice = (answer: ServiceAnswer, place: Place) => Verdict;

const notSignedIn: Advice = (_, { collectionUri }) => ({
  code: 'REPOSITORY_REFUSED',
  remedy:
    `The token was not accepted by ${collectionUri}. Give the job's own token, $(System.AccessToken); ` +
    'a personal access token may have expired ' +
    'or belong to another organisation.',
});

/** Without a name the token is none that counts; with one it is good, but not here. */
const notAuthorised: Advice = (answer, place) => {
  if (/user ''/i.test(answer.message)) return notSignedIn(answer, place);
  return {
    code: 'REPOSITORY_REFUSED',
    remedy:
      `Give ${actingIdentity(answer, place)} access to ${place.collectionUri} and set "Read" to Allow in ` +
      `${securityOf(place)}. The token of the job reaches no repository of another organisation.`,
  };
};

const notFound: Advice = (answer, place) => ({
  code: 'REPOSITORY_NOT_FOUND',
  remedy:
    `Check the names of project and repository. If they are right, ${actingIdentity(answer, place)} may not read ` +
    `it: allow "Read" in ${securityOf(place)}. If "Protect access to repositories in YAML pipelines" is on, name the ` +
    'repository in the pipeline (resources: repositories, and uses: repositories of the job); if it is in another ' +
    'project, "Limit job authorization scope to current project" must be off.',
});

const lacksPermission: Advice = (answer, place) => {
  const permission = /Git '(\w+)' permission/.exec(answer.message)?.[1] ?? '';
  return {
    code: 'REPOSITORY_REFUSED',
    remedy: `In ${securityOf(place)} set "${permissionLabels[permission] ?? permission}" to Allow for ${actingIdentity(answer, place)}.`,
  };
};

const protectedBranch: Advice = (answer, place) => ({
  code: 'REPOSITORY_REFUSED',
  remedy:
    'This branch has policies, it can be changed only by a pull request: name another one in the input sourceBranch, ' +
    `or take the policies off it (Project settings of ${place.project} > Repositories > ${place.repository} > ` +
    `Policies > Branch policies). "${permissionLabels['PolicyExempt']}" for ${actingIdentity(answer, place)} would ` +
    'help too, and let it push past all reviews.',
});

const noBranch: Advice = () => ({
  code: 'BRANCH_NOT_FOUND',
  remedy:
    'Check the names of the branches (main, not refs/heads/main); an empty repository needs a first commit.',
});

const workItem: Advice = (answer, place) => ({
  code: 'REPOSITORY_REFUSED',
  remedy:
    'Check the numbers in the input workItems. If they are right, allow "View work items in this node" and "Edit work ' +
    `items in this node" for ${actingIdentity(answer, place)} on their area (Project settings > Project configuration > Areas > Security).`,
});

const moving: Advice = () => ({
  code: 'REPOSITORY_REFUSED',
  remedy:
    'Somebody else keeps pushing to this branch: see that only one run at a time works on it, then run again.',
});

const closedMeanwhile: Advice = () => ({
  code: 'REPOSITORY_REFUSED',
  remedy: 'Somebody completed or abandoned it while this run worked on it: run again.',
});

const reviewerWithoutAccess: Advice = (_, place) => ({
  code: 'REPOSITORY_REFUSED',
  remedy: `In ${securityOf(place)} set "Read" to Allow for that reviewer, or take the name out of the input reviewers.`,
});

/** facts: azure-pipelines 4.8; the others are words of the service that say it all */
const byNumber: Readonly<Record<string, Advice>> = {
  TF401019: notFound,
  TF200016: notFound,
  TF237111: workItem,
  TF401027: lacksPermission,
  TF401028: moving,
  TF401035: moving,
  TF401175: noBranch,
  TF401181: closedMeanwhile,
  TF401186: reviewerWithoutAccess,
  TF401232: workItem,
  TF401398: noBranch,
  TF402455: protectedBranch,
  TF400813: notAuthorised,
  VS403403: noBranch,
};

/** The names that the security page gives to the permissions. */
export const permissionLabels: Readonly<Record<string, string>> = {
  GenericRead: 'Read',
  GenericContribute: 'Contribute',
  CreateBranch: 'Create branch',
  PullRequestContribute: 'Contribute to pull requests',
  ForcePush: 'Force push (rewrite history, delete branches and tags)',
  PolicyExempt: 'Bypass policies when pushing',
};

/** Where somebody gives rights on the repository, as the menus are called. */
export const securityOf = ({ project, repository }: Place) =>
  `Project settings of ${project} > Repositories > ${repository} > Security`;

function networkRemedy(error: unknown, { collectionUri }: Place): string {
  const code = error instanceof Error ? String(Reflect.get(error, 'code')) : '';
  if (/CERT|SIGNATURE/.test(code)) {
    return `The certificate of ${collectionUri} is not trusted here: set NODE_EXTRA_CA_CERTS in the step's env to the authority's PEM file.`;
  }
  return `See that the agent reaches ${collectionUri} (proxy, firewall, name resolution), then run again.`;
}
