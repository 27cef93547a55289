import { didYouMean } from '../apim/nearest.ts';
import type { TaskError } from '../errors/task-error.ts';
import type { Token } from './token-text.ts';
import type { ErrorAt, TokenRules, Variable } from './tokens.ts';

/** The agent makes "shop.host" SHOP_HOST: names that it cannot tell apart are one (facts: azure-pipelines 2.1). */
export function variableKey(name: string): string {
  return name.replace(/[. ]/g, '_').toUpperCase();
}

/** Variables by what the agent tells them apart by. */
export function variablesByKey(variables: readonly Variable[]): ReadonlyMap<string, Variable> {
  return new Map(variables.map((variable) => [variableKey(variable.name), variable]));
}

/** What the pipeline says of itself and of its agent. */
const ownVariable =
  /^(?:agent|build|checks|common|endpoint|environment|pipeline|release|resources|securefile|strategy|system|task|tf|vsts)[._]/i;

/** Why nothing may fill a token; undefined: this variable may. */
export function faultOf(
  { name }: Token,
  variable: Variable | undefined,
  { where, allowed, variables }: TokenRules,
): { readonly message: string; readonly remedy: string } | undefined {
  const takes = (one: string) =>
    !ownVariable.test(one) &&
    allowed.some((pattern) => !pattern.excludes && pattern.matches(one)) &&
    !allowed.some((pattern) => pattern.excludes && pattern.matches(one));
  if (where === 'none')
    return {
      message: 'replaceTokens is "none"',
      remedy: 'Let the pipeline replace tokens before this step, or set replaceTokens to "overrides".',
    };
  if (ownVariable.test(variable?.name ?? name))
    return {
      message: 'variables of the pipeline itself never fill a token',
      remedy: 'Give the value to a variable of your own.',
    };
  if (variable === undefined)
    return {
      message: `the pipeline has no variable "${name}" here`,
      remedy: `${nearby(name, variables.map((one) => one.name).filter(takes))}Link the variable group to this stage, and check that it is set for this environment.`,
    };
  if (!takes(variable.name) && !takes(name))
    return { message: 'the input tokens does not allow it', remedy: `Add "${name}" to the input tokens.` };
  // The agent left a variable inside of it as it was.
  if (/^\s*\$\([\w.-]+\)\s*$/.test(variable.value))
    return {
      message: `the value of "${name}" is a variable that nobody set`,
      remedy: 'Set that variable for this environment.',
    };
  return undefined;
}

function nearby(name: string, names: readonly string[]): string {
  const words = didYouMean(name, names);
  return words.startsWith('Did you mean') ? `${words} ` : '';
}

/** A secret that everybody would see, or a text that would become markup. */
export function whyNotHere(
  { value, secret }: Variable,
  text: string,
  isOpen: boolean,
): ((token: Token, at: ErrorAt) => TaskError) | undefined {
  if (secret) return isOpen ? inClear : undefined;
  return isMarkup(text) && meansSomething.test(value) ? breaksPolicy : undefined;
}

/** SECRET_IN_CLEAR. */
export function inClear({ text }: Token, at: ErrorAt): TaskError {
  const message = `the token ${text} is a secret variable, and what it fills is no secret: everybody who may read the instance would see it.`;
  return at(
    'SECRET_IN_CLEAR',
    message,
    'Let a secret named value hold it, and refer to that as {{name}}.',
    text,
  );
}

function breaksPolicy({ text }: Token, at: ErrorAt): TaskError {
  const message = `the value of the token ${text} has characters that mean something in a policy.`;
  return at('INVALID_FILE', message, 'Let a named value hold it, and refer to that as {{name}}.', text);
}

/** Ends a text, an attribute, an expression or a string in one, or begins one of them. */
const meansSomething = /[<>&"'\\@]|\{\{|[\r\n]/;

/** A policy, or another document: what is put into it must not become a part of its structure. */
function isMarkup(text: string): boolean {
  return /^\s*</.test(text);
}
