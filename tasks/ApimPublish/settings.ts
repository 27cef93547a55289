import { oneOf, optionalText, textOr } from '../../shared/agent/input-parsers.ts';
import { type Inputs, parseInputs, type Settings } from '../../shared/agent/parse-inputs.ts';
import { instanceInputs } from '../instance-inputs.ts';

/** What ApimPublish reads: task.json declares the same, scripts/check-manifests.ts keeps both equal. */
export const publishInputs = {
  ...instanceInputs,
  action: oneOf(['publish', 'plan'], 'publish'),
  artifactsFolder: textOr('apim-artifacts'),
  overridesFile: optionalText,
  reportFolder: optionalText,
};

/** What ApimPublish tells: the values of a run that failed before it knew better. */
export const publishOutputs = {
  hasChanges: 'false',
  createdCount: '0',
  updatedCount: '0',
  unchangedCount: '0',
  failedCount: '0',
};

export type PublishSettings = Settings<typeof publishInputs>;

/** Complete settings, or one error that tells everything that is wrong. */
export function readPublishSettings(inputs: Inputs): PublishSettings {
  return parseInputs(publishInputs, inputs);
}
