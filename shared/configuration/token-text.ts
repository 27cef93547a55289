/** `{#x#}`, `{#[x]#}` and `#{x}#`: as token replacers and the templates of apiops write them (facts: peers 3.5). */
const token = /\{#\[?\s*(?<braced>[\w.-]+)\s*\]?#\}|#\{\s*(?<hashed>[\w.-]+)\s*\}#/g;

/** A pipeline variable that nobody filled in, as a whole text or in the host of an address, where it means nothing else. */
const unsetVariable = /^\s*(?:(?<whole>\$\([\w.-]+\))\s*$|[a-z]+:\/\/[^/\s$]*(?<host>\$\([\w.-]+\)))/i;

export interface Token {
  /** As it stands there: "{#x#}". */
  readonly text: string;
  readonly name: string;
}

/** The tokens in a text, in order. */
export function tokensIn(text: string): readonly Token[] {
  return [...text.matchAll(token)].map(({ 0: all, groups }) => ({
    text: all,
    name: groups?.['braced'] ?? groups?.['hashed'] ?? '',
  }));
}

/** The text with each token replaced by what is given for it; undefined leaves it. */
export function withTokens(text: string, valueOf: (token: Token) => string | undefined): string {
  return text.replace(token, (all: string, braced?: string, hashed?: string) => {
    return valueOf({ text: all, name: braced ?? hashed ?? '' }) ?? all;
  });
}

/** The first thing in a text that would become the value itself if it were published. */
export function leftOver(text: string): string | undefined {
  return tokensIn(text)[0]?.text ?? unsetVariableIn(text);
}

/** A variable that nobody set: "$(x)" and nothing else, or "https://$(x)/pets". */
export function unsetVariableIn(text: string): string | undefined {
  const { whole, host } = unsetVariable.exec(text)?.groups ?? {};
  return whole ?? host;
}

/**
 * A token that is a whole value and has no quotes is no YAML. Token replacers do not mind, since they work on the text:
 * their files are read as if the quotes were there. Lines stay where they are.
 */
export function withQuotedTokens(text: string): string {
  return text.replace(
    /^(?<before>[^'"#\n]*(?::|-)[ \t]+)(?<token>\{#\[?[ \t]*[\w.-]+[ \t]*\]?#\})(?<after>[ \t]*(?:#.*)?\r?)$/gm,
    "$<before>'$<token>'$<after>",
  );
}

/** The line (1-based) of a `#{x}#` without quotes: to YAML it is a comment, and its value is nothing. */
export function commentedToken(text: string): { readonly line: number; readonly token: string } | undefined {
  const lines = text.split('\n');
  const found = lines.findIndex((line) =>
    /^\s*(?:- +)?(?:[\w.-]+:|-)[ \t]+#\{[ \t]*[\w.-]+[ \t]*\}#\s*$/.test(line),
  );
  const [first] = tokensIn(lines[found] ?? '');
  return first === undefined ? undefined : { line: found + 1, token: first.text };
}
