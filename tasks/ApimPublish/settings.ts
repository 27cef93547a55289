import { flag, oneOf, optionalText, textOr } from '../../shared/agent/input-parsers.ts';
import { type Inputs, parseInputs, type Settings } from '../../shared/agent/parse-inputs.ts';
import { instanceInputs } from '../instance-inputs.ts';
import { collectionsOfConsumers, wholeNumberOr } from './delete-inputs.ts';
import { lines, namePatterns } from './override-inputs.ts';

/** What every action reads. */
const ownInputs = {
  action: oneOf(['publish', 'plan', 'validate'], 'publish'),
  artifactsFolder: textOr('apim-artifacts'),
  scope: oneOf(['all', 'changes'], 'all'),
  firstRun: oneOf(['plan', 'publish', 'adopt'], 'plan'),
  allowOlderCommit: flag(false),
  failOnNoChanges: flag(false),
  deleteMode: oneOf(['owned', 'none', 'all'], 'owned'),
  maxDeletes: wholeNumberOr(5),
  allowDeleteOf: collectionsOfConsumers,
  planFile: optionalText,
  testResultsFile: optionalText,
  overridesFile: lines,
  replaceTokens: oneOf(['overrides', 'overridesAndFiles', 'none'], 'overrides'),
  tokens: namePatterns,
  promoteRevision: oneOf(['declared', 'never', 'always'], 'declared'),
  reportFolder: optionalText,
};

/** What ApimPublish reads: task.json declares the same, scripts/check-manifests.ts keeps both equal. */
export const publishInputs = { ...instanceInputs, ...ownInputs };

/** What ApimPublish tells: the values of a run that failed before it knew better. */
export const publishOutputs = {
  hasChanges: 'false',
  createdCount: '0',
  updatedCount: '0',
  deletedCount: '0',
  unchangedCount: '0',
  failedCount: '0',
  planFile: '',
};

/** Without Azure. */
export type ValidateSettings = Settings<typeof ownInputs> & {
  readonly action: 'validate';
  readonly timeoutInMinutes: number;
};
export type PublishSettings = Settings<typeof publishInputs> & { readonly action: 'publish' | 'plan' };

/**
 * Complete settings, or one error that tells everything that is wrong. The action `validate` needs no instance and no
 * service connection: what is said of them is not looked at.
 */
export function readPublishSettings(inputs: Inputs): PublishSettings | ValidateSettings {
  const { timeoutInMinutes } = instanceInputs;
  if (inputs.get('action')?.toLowerCase() !== 'validate') {
    const settings = parseInputs(publishInputs, inputs);
    const { action } = settings;
    // The parser of the action has just said that it is another one.
    return { ...settings, action: action === 'validate' ? 'plan' : action };
  }
  return { ...parseInputs({ ...ownInputs, timeoutInMinutes }, inputs), action: 'validate' };
}
