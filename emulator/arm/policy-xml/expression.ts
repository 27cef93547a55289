/**
 * Finds the end of a C# policy expression that starts at `@(` or `@{`, by balance of its brackets;
 * brackets in strings, characters and comments do not count. Undefined when it never ends.
 */
export function endOfExpression(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    const past = endOfLiteral(text, at);
    if (past !== undefined) {
      at = past - 1;
      continue;
    }
    const character = text.charAt(at);
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

/** Whether a value or text is an expression as a whole. */
export function isExpression(text: string): boolean {
  return /^\s*@[({]/.test(text);
}

const literals: readonly RegExp[] = [
  /\/\/[^\n]*/y,
  /\/\*[\s\S]*?\*\//y,
  /(?:\$@|@\$|@)"(?:[^"]|"")*"/y,
  /\$?"(?:[^"\\\n]|\\.)*"/y,
  /'(?:[^'\\\n]|\\.[^'\n]*)'/y,
];

/** Past the string, character or comment that begins here, if one does. */
export function endOfLiteral(text: string, at: number): number | undefined {
  if (!'/@$"\''.includes(text.charAt(at))) return undefined;
  for (const literal of literals) {
    literal.lastIndex = at;
    const match = literal.exec(text);
    if (match) return at + match[0].length;
  }
  return undefined;
}
