import { isFault, tokensOf } from './tokens.ts';

/** The parts of a policy that count: comments refer to nothing. */
export interface LivePolicy {
  readonly text: string;
  readonly tags: readonly string[];
}

export function livePolicy(policy: string): LivePolicy {
  const tokens = tokensOf(policy);
  const live = isFault(tokens) ? [] : tokens.filter(({ kind }) => kind !== 'comment');
  return {
    text: live.map(({ text }) => text).join('\n'),
    tags: live.filter(({ kind }) => kind === 'tag').map(({ text }) => text),
  };
}

/**
 * Names in `{{ }}`. Only what can be the display name of a named value counts (letters, digits, - . _ : facts
 * apim-rest 1.13), so that Liquid's `{{ body.x }}` is not taken for one.
 */
export function bracedNames(text: string): readonly string[] {
  const found = [...text.matchAll(/\{\{(?<name>[A-Za-z0-9-._]+)\}\}/g)];
  return [...new Set(found.map(({ groups }) => groups?.['name'] ?? ''))];
}

/** Values of an attribute of an element. What an expression or a named value decides is known at run time only. */
export function attributeValues({ tags }: LivePolicy, element: string, attribute: string): readonly string[] {
  const value = new RegExp(`\\s${attribute}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  const found = tags
    .filter((tag) => new RegExp(`^<${element}[\\s/>]`).test(tag))
    .map((tag) => value.exec(tag))
    .map((match) => match?.[1] ?? match?.[2] ?? '')
    .filter((name) => name !== '' && !name.startsWith('@') && !name.includes('{{'));
  return [...new Set(found)];
}
