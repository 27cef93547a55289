import { endOfLiteral } from './expression.ts';

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

const unterminated =
  'Unterminated string literal.  Strings that start with a quotation mark (") must be terminated before the end of the line.  However, strings that start with @ and a quotation mark (@") can span multiple lines.';

/**
 * What the compiler says of an expression whose brackets or strings do not end, in the words that were seen
 * ("; expected", "Unterminated string literal..."); more of C# is not understood here.
 */
export function expressionProblem(expression: string): string | undefined {
  const start = expression.indexOf('@');
  const open: string[] = [];
  for (let at = start + 1; at < expression.length; at += 1) {
    const past = endOfLiteral(expression, at);
    if (past !== undefined) {
      at = past - 1;
      continue;
    }
    const character = expression.charAt(at);
    if (character === '"') return unterminated;
    const closer = closers[character];
    if (closer !== undefined) open.push(closer);
    if (!')]}'.includes(character)) continue;
    if (open.at(-1) !== character) return `${open.at(-1) ?? ''} expected`;
    open.pop();
    if (open.length === 0) return isEmpty(expression, start, at) ? `Invalid expression term ')'` : undefined;
  }
  return `${open.at(-1) ?? ''} expected`;
}

function isEmpty(expression: string, start: number, end: number): boolean {
  return expression.charAt(start + 1) === '(' && expression.slice(start + 2, end).trim() === '';
}
