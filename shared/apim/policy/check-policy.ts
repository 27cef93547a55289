import { TaskError } from '../../errors/task-error.ts';
import { placeAt } from '../unreadable.ts';
import { isFault, tokensOf, type PolicyFault, type PolicyToken } from './tokens.ts';

/** What is wrong with a policy, and where (1-based). */
export interface PlacedFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Refuses a policy whose tags do not fit together: INVALID_FILE with line and column.
 * Whether elements and attributes exist is for the service to say.
 */
export function checkPolicy(policy: string, file: string): void {
  const fault = policyFault(policy);
  if (fault === undefined) return;
  const { message, line, column } = fault;
  throw new TaskError('INVALID_FILE', {
    message: `${file} (${String(line)}:${String(column)}) is not a well-formed policy: ${message}`,
    remedy: 'Correct the file. Nothing was written.',
    where: { file, line, column },
  });
}

/** The first fault; undefined when the tags fit together. */
export function policyFault(policy: string): PlacedFault | undefined {
  const fault = faultIn(policy);
  return fault === undefined ? undefined : { message: fault.message, ...placeAt(policy, fault.offset) };
}

function faultIn(policy: string): PolicyFault | undefined {
  const tokens = tokensOf(policy);
  if (isFault(tokens)) return tokens;
  const open: Element[] = [];
  let roots = 0;
  for (const token of tokens) {
    const outermost = open.length === 0;
    const fault = (outermost ? faultOutside(token, roots) : undefined) ?? takeTag(token, open);
    if (fault !== undefined) return fault;
    if (outermost && isTag(token)) roots += 1;
  }
  const last = open.at(-1);
  if (last !== undefined) return { message: `<${last.name}> is never closed.`, offset: last.offset };
  return roots === 0 ? { message: 'There is no element in it.', offset: 0 } : undefined;
}

interface Element {
  readonly name: string;
  readonly offset: number;
}

function takeTag(token: PolicyToken, open: Element[]): PolicyFault | undefined {
  const { text, offset } = token;
  if (token.kind === 'tag' && text.startsWith('<!'))
    return { message: 'A document type is not allowed.', offset };
  if (!isTag(token)) return undefined;
  const name = /^<\/?(?<name>[\p{L}_:][^\s/>]*)/u.exec(text)?.groups?.['name'];
  if (name === undefined)
    return { message: 'This "<" begins no tag: write "&lt;", or check the name of the tag.', offset };
  if (!text.startsWith('</')) {
    if (!text.endsWith('/>')) open.push({ name, offset });
    return undefined;
  }
  const last = open.pop();
  if (last?.name === name) return undefined;
  const expected = last === undefined ? 'nothing is open here' : `<${last.name}> is still open`;
  return { message: `</${name}> closes nothing: ${expected}.`, offset };
}

function faultOutside(token: PolicyToken, roots: number): PolicyFault | undefined {
  const { kind, text, offset } = token;
  if (kind === 'cdata' || (kind === 'text' && text.replace(/^\uFEFF/, '').trim() !== '')) {
    return { message: 'There is text outside of the outermost element.', offset };
  }
  const second = roots > 0 && isTag(token) && !text.startsWith('</');
  return second ? { message: 'There is a second outermost element.', offset } : undefined;
}

function isTag({ kind, text }: PolicyToken): boolean {
  return kind === 'tag' && !text.startsWith('<?');
}
