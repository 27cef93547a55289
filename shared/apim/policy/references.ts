import { isFault, tokensOf } from './tokens.ts';

/** What a text needs to be there before it: named values go by display name, the others by their id. */
export interface TextReferences {
  readonly namedValues: readonly string[];
  readonly fragments: readonly string[];
  readonly backends: readonly string[];
}

/**
 * References in a policy. `{{x}}` counts only when x can be the display name of a named value
 * (letters, digits, - . _ : facts apim-rest 1.13), so that Liquid's `{{ body.x }}` is not taken for one.
 * References in comments do not count.
 */
export function referencesInPolicy(policy: string): TextReferences {
  const tokens = tokensOf(policy);
  if (isFault(tokens)) return { namedValues: [], fragments: [], backends: [] };
  const live = tokens.filter(({ kind }) => kind !== 'comment');
  const tags = live.filter(({ kind }) => kind === 'tag').map(({ text }) => text);
  return {
    namedValues: namedValuesIn(live.map(({ text }) => text).join('\n')),
    fragments: attributesOf(tags, 'include-fragment', 'fragment-id'),
    backends: attributesOf(tags, 'set-backend-service', 'backend-id'),
  };
}

export function namedValuesIn(text: string): readonly string[] {
  return [
    ...new Set(
      [...text.matchAll(/\{\{(?<name>[A-Za-z0-9-._]+)\}\}/g)].map(({ groups }) => groups?.['name'] ?? ''),
    ),
  ];
}

/** Values that are expressions are decided at run time: nothing to order. */
function attributesOf(tags: readonly string[], element: string, attribute: string): readonly string[] {
  const value = new RegExp(`\\s${attribute}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  const found = tags
    .filter((tag) => new RegExp(`^<${element}[\\s/>]`).test(tag))
    .map((tag) => value.exec(tag))
    .map((match) => match?.[1] ?? match?.[2] ?? '')
    .filter((name) => name !== '' && !name.startsWith('@') && !name.includes('{{'));
  return [...new Set(found)];
}
