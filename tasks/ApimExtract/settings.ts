import { flag, optionalText, type Parsed, textOr } from '../../shared/agent/input-parsers.ts';
import { type Inputs, parseInputs, type Settings } from '../../shared/agent/parse-inputs.ts';
import { instanceInputs } from '../instance-inputs.ts';
import { folderInRepository } from './folder-in-repository.ts';

/** What ApimExtract reads: task.json declares the same, scripts/check-manifests.ts keeps both equal. */
export const extractInputs = {
  ...instanceInputs,
  artifactsFolder: textOr('apim-artifacts'),
  filterFile: optionalText,
  createPullRequest: flag(true),
  repository: optionalText,
  targetBranch: optionalText,
  pullRequestTitle: textOr('Extract from API Management'),
};

/** What ApimExtract tells: the values of a run that failed before it knew better. */
export const extractOutputs = {
  hasChanges: 'false',
  addedCount: '0',
  changedCount: '0',
  removedCount: '0',
  pullRequestId: '',
  pullRequestUrl: '',
};

export type ExtractSettings = Settings<typeof extractInputs>;

/** Complete settings, or one error that tells everything that is wrong. */
export function readExtractSettings(inputs: Inputs): ExtractSettings {
  const onAgent = inputs.get('createPullRequest')?.toLowerCase() === 'false';
  return parseInputs({ ...extractInputs, ...(onAgent ? inFolder : inPullRequest) }, inputs);
}

const inPullRequest = { artifactsFolder: folderInRepository };

/** The editor hides these two without a pull request, a pipeline in YAML can give them all the same. */
const inFolder = { repository: withoutPullRequest, targetBranch: withoutPullRequest };

function withoutPullRequest(text: string | undefined): Parsed<string | undefined> {
  if (text === undefined) return { value: undefined };
  return {
    wrong: `is "${text}", but without a pull request it means nothing`,
    allowed: 'nothing while createPullRequest is false; or set createPullRequest to true',
  };
}
