import { type Tag, tagOf } from './tag.ts';
import { isFault, tokensOf } from './tokens.ts';

/** The parts of a policy that count: comments refer to nothing. */
export interface LivePolicy {
  readonly tags: readonly Tag[];
  /** Everything that is no Liquid template. */
  readonly text: string;
  /** Liquid has braces of its own, `{{body.x}}`: a name in them may be a named value, or not. */
  readonly liquid: string;
}

/** Takes a policy apart; one that cannot be read has no parts. */
export function livePolicy(policy: string): LivePolicy {
  const tokens = tokensOf(policy);
  const tags: Tag[] = [];
  const texts: string[] = [];
  const templates: string[] = [];
  // How many elements are open in a template, its own among them: a template may hold XML.
  let open = 0;
  for (const { kind, text } of isFault(tokens) ? [] : tokens) {
    if (kind === 'comment') continue;
    const tag = kind === 'tag' ? tagOf(text) : undefined;
    if (tag !== undefined) tags.push(tag);
    const inside = openAfter(tag, open);
    (Math.min(open, inside) > 0 ? templates : texts).push(text);
    open = inside;
  }
  return { tags, text: texts.join('\n'), liquid: templates.join('\n') };
}

function openAfter(tag: Tag | undefined, open: number): number {
  if (tag?.kind === 'opening' && (open > 0 || isTemplate(tag))) return open + 1;
  return tag?.kind === 'closing' && open > 0 ? open - 1 : open;
}

function isTemplate({ attributes }: Tag): boolean {
  return attributes.some(({ name, value }) => name === 'template' && value.toLowerCase() === 'liquid');
}

/** Names in `{{ }}`: what can be the display name of a named value (facts: apim-rest 1.13). */
export function bracedNames(text: string): readonly string[] {
  const found = [...text.matchAll(/\{\{(?<name>[A-Za-z0-9-._]+)\}\}/g)];
  return [...new Set(found.map(({ groups }) => groups?.['name'] ?? ''))];
}

/** Values of an attribute of an element. What an expression or a named value decides is known at run time only. */
export function attributeValues({ tags }: LivePolicy, element: string, attribute: string): readonly string[] {
  const found = tags
    .filter(({ name }) => name === element)
    .flatMap(({ attributes }) =>
      attributes.filter(({ name }) => name === attribute).map(({ value }) => value),
    )
    .filter((name) => name !== '' && !name.startsWith('@') && !name.includes('{{'));
  return [...new Set(found)];
}
