import type { InputParser } from '../../shared/agent/input-parsers.ts';

const allowed =
  'with a pull request, a folder inside the repository such as "apim-artifacts"; ' +
  'to write a folder on the agent, set "createPullRequest" to "false"';

/** A folder as Git writes it: "apim/artifacts", "" for the root of the repository. */
export const folderInRepository: InputParser<string> = (text = 'apim-artifacts') => {
  const isAbsolute = /^(?:[a-z]:|\\\\|\/\/)/i.test(text);
  const steps = text.split(/[\\/]/).filter((step) => step !== '' && step !== '.');
  const leavesIt = isAbsolute || steps.includes('..') || steps.includes('.git');
  return leavesIt ? { wrong: `is "${text}"`, allowed } : { value: steps.join('/') };
};
