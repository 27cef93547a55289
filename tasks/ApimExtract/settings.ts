import { flag, type InputParser, oneOf, optionalText, textOr } from '../../shared/agent/input-parsers.ts';
import { type Inputs, parseInputs, type Settings } from '../../shared/agent/parse-inputs.ts';
import { newSpecifications } from '../../shared/artifacts/merge-formats.ts';
import { instanceInputs } from '../instance-inputs.ts';
import { folderInRepository } from './folder-in-repository.ts';
import { branchName, list, mergeStrategy, reviewers, withoutPullRequest, workItems } from './list-inputs.ts';
import { titleTemplate } from './title-template.ts';

const layout = oneOf(['keep', 'apiops'], 'keep');

/** What ApimExtract reads: task.json declares the same, scripts/check-manifests.ts keeps both equal. */
export const extractInputs = {
  ...instanceInputs,
  artifactsFolder: textOr('apim-artifacts'),
  filterFile: optionalText,
  includeDependencies: flag(false),
  layout,
  secretsFound: oneOf(['withhold', 'fail', 'write'], 'withhold'),
  revisions: oneOf(['all', 'current'], 'all'),
  specificationFormat: oneOf(newSpecifications, 'openapi-yaml'),
  reportFolder: optionalText,
  createPullRequest: flag(true),
  repository: optionalText,
  targetBranch: optionalText,
  sourceBranch: branchName,
  pullRequestTitle: titleTemplate('Extract from API Management {service}'),
  reviewers,
  labels: list,
  workItems,
  draft: flag(false),
  autoComplete: flag(false),
  mergeStrategy,
  deleteSourceBranch: flag(true),
  reopen: flag(false),
};

/** What ApimExtract tells: the values of a run that failed before it knew better. */
export const extractOutputs = {
  hasChanges: 'false',
  addedCount: '0',
  changedCount: '0',
  removedCount: '0',
  pullRequestId: '',
  pullRequestUrl: '',
  pullRequestStatus: '',
};

export type ExtractSettings = Settings<typeof extractInputs>;

/** Complete settings, or one error that tells everything that is wrong. */
export function readExtractSettings(inputs: Inputs): ExtractSettings {
  const onAgent = inputs.get('createPullRequest')?.toLowerCase() === 'false';
  const isDraft = inputs.get('draft')?.toLowerCase() === 'true';
  const more = {
    ...(onAgent ? inFolder : { ...inPullRequest, ...(isDraft ? asDraft : {}) }),
    ...(inputs.get('filterFile') === undefined ? {} : ofPart),
  };
  return parseInputs<typeof extractInputs>({ ...extractInputs, ...more }, inputs);
}

/** What is outside of a filter stays as it is. */
const ofPart = {
  layout: (text: string | undefined): ReturnType<typeof layout> => {
    const parsed = layout(text);
    if ('wrong' in parsed || parsed.value === 'keep') return parsed;
    return {
      wrong: `is "${parsed.value}", which converts the whole folder, and filterFile names a part of it`,
      allowed: '"keep", or once "apiops" without filterFile',
    };
  },
};

const inPullRequest = { artifactsFolder: folderInRepository };
const asDraft = { autoComplete: notInDraft };

/** The editor hides these without a pull request, a pipeline in YAML can give them all the same. */
const inFolder = {
  repository: withoutPullRequest,
  targetBranch: withoutPullRequest,
  sourceBranch: withoutPullRequest,
  reviewers: withoutPullRequest,
  labels: withoutPullRequest,
  workItems: withoutPullRequest,
  draft: offWithoutPullRequest,
  autoComplete: offWithoutPullRequest,
  mergeStrategy: withoutPullRequest,
  reopen: offWithoutPullRequest,
};

function offWithoutPullRequest(text: string | undefined): ReturnType<InputParser<boolean>> {
  const parsed = flag(false)(text);
  if ('wrong' in parsed || !parsed.value) return parsed;
  const given = withoutPullRequest(text);
  return 'wrong' in given ? given : parsed;
}

function notInDraft(text: string | undefined): ReturnType<InputParser<boolean>> {
  const parsed = flag(false)(text);
  if ('wrong' in parsed || !parsed.value) return parsed;
  return { wrong: 'is "true", but a draft cannot be completed', allowed: '"false" while draft is true' };
}
