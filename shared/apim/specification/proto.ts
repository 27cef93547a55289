import { compareParts, type Parts } from './parts.ts';
import { placeAt, unreadable } from '../unreadable.ts';
import type { Verdict } from './verdict.ts';

/** A statement of a proto file: its words, and what stands in its braces. */
export interface ProtoStatement {
  readonly words: readonly string[];
  readonly block?: readonly ProtoStatement[];
}

interface Token {
  readonly text: string;
  readonly offset: number;
}

const blocks = ['message', 'enum', 'service', 'oneof', 'extend', 'group'];
const deepest = 100;

/** Splits a proto file into statements. Throws INVALID_FILE with line and column. */
export function parseProto(text: string, file: string): readonly ProtoStatement[] {
  if (text.trim() === '') throw unreadable(file, 'it is empty');
  const fail: Fail = (why, offset) => unreadable(file, why, placeAt(text, offset));
  const cursor: Cursor = { tokens: tokensOf(text, fail), at: 0, end: text.length, fail };
  const statements = statementsAt(cursor, 0);
  const rest = cursor.tokens[cursor.at];
  if (rest !== undefined) throw fail('a brace is closed that was never opened', rest.offset);
  return statements;
}

type Fail = (why: string, offset: number) => Error;

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
  readonly end: number;
  readonly fail: Fail;
}

/** Up to the brace that closes the block, or the end. */
function statementsAt(cursor: Cursor, depth: number, isLiteral = false): readonly ProtoStatement[] {
  const { tokens } = cursor;
  const found: ProtoStatement[] = [];
  let words: string[] = [];
  for (let token = tokens[cursor.at]; token !== undefined && token.text !== '}'; token = tokens[cursor.at]) {
    cursor.at += 1;
    if (token.text !== ';' && token.text !== '{') {
      words.push(token.text);
      continue;
    }
    // Values of options are literals: what stands in their braces needs no semicolon.
    const opensLiteral = isLiteral || words.includes('=');
    if (token.text === '{') found.push({ words, block: blockAt(cursor, token, depth + 1, opensLiteral) });
    else if (words.length > 0) found.push({ words });
    words = [];
  }
  return [...found, ...lastWords(words, cursor, isLiteral)];
}

function lastWords(
  words: readonly string[],
  { tokens, at, end, fail }: Cursor,
  isLiteral: boolean,
): readonly ProtoStatement[] {
  if (words.length === 0) return [];
  if (isLiteral) return [{ words }];
  throw fail(`"${words.join(' ')}" does not end`, tokens[at]?.offset ?? end);
}

function blockAt(
  cursor: Cursor,
  opening: Token,
  depth: number,
  isLiteral: boolean,
): readonly ProtoStatement[] {
  if (depth > deepest) throw cursor.fail('its braces are nested too deep', opening.offset);
  const block = statementsAt(cursor, depth, isLiteral);
  if (cursor.tokens[cursor.at] === undefined) throw cursor.fail('a brace is not closed', opening.offset);
  cursor.at += 1;
  return block;
}

/** The service keeps the text as a schema (facts: apim-rest 1.3), so nothing is uncertain; order and comments mean nothing. */
export function compareProto(wanted: readonly ProtoStatement[], live: readonly ProtoStatement[]): Verdict {
  return compareParts(partsOf(wanted), partsOf(live));
}

function partsOf(statements: readonly ProtoStatement[]): Parts {
  const parts = new Map<string, Map<string, string>>();
  const visit = (inner: readonly ProtoStatement[], subject: string, path: string): void => {
    const aspects = parts.get(subject) ?? new Map<string, string>();
    parts.set(subject, aspects);
    for (const { words, block } of inner) {
      const [word = '', name = ''] = words;
      if (block !== undefined && blocks.includes(word))
        visit(block, `${word} ${path}${name}`, `${path}${name}.`);
      else aspects.set(aspectOf(words), [...words, wording(block ?? [])].join(' ').trim());
    }
  };
  visit(statements, 'file', '');
  return parts;
}

/** "field id", "method Get", "option deprecated", "package" */
function aspectOf(words: readonly string[]): string {
  const [word = '', next = ''] = words;
  if (word === 'rpc') return `method ${next}`;
  if (['option', 'import', 'reserved', 'extensions'].includes(word))
    return `${word} ${words.slice(1, word === 'option' ? words.indexOf('=') : undefined).join('')}`;
  const equals = words.indexOf('=');
  return equals < 1 || word === 'syntax' || word === 'edition' ? word : `field ${words[equals - 1] ?? ''}`;
}

function wording(statements: readonly ProtoStatement[]): string {
  const all = statements.map(({ words, block }) => words.join(' ') + wording(block ?? []));
  return all.length === 0 ? '' : `{ ${all.sort().join('; ')} }`;
}

function tokensOf(text: string, fail: Fail): readonly Token[] {
  const pattern =
    /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\w.+-]+|[^\s\w"']/y;
  const tokens: Token[] = [];
  while (pattern.lastIndex < text.length) {
    const offset = pattern.lastIndex;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) throw fail('a text is not closed', offset);
    if (text.startsWith('/*', offset) && found === '/') throw fail('a comment is not closed', offset);
    if (/^(?:\s|\/\/|\/\*)/.test(found)) continue;
    tokens.push({ text: found.replace(/^'(.*)'$/, '"$1"'), offset });
  }
  return tokens;
}
