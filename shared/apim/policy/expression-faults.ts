import { placeAt } from '../unreadable.ts';
import { endOfExpression, isExpression } from './expression.ts';
import { tagOf } from './tag.ts';
import { isFault, tokensOf } from './tokens.ts';

export interface ExpressionFault {
  readonly message: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Expressions that no compiler takes: the service compiles them when a policy is written (facts: apim-rest 4.2). C# is
 * not understood here: only what is empty, and blocks that can give no value, because they never say return or throw.
 */
export function expressionFaults(policy: string): readonly ExpressionFault[] {
  const tokens = tokensOf(policy);
  if (isFault(tokens)) return [];
  return tokens.flatMap(({ kind, text, offset }) => {
    const values = kind === 'text' ? [text] : kind === 'tag' ? valuesIn(text) : [];
    return values.flatMap((value) =>
      faultsOf(value).map((message) => ({ message, line: placeAt(policy, offset).line })),
    );
  });
}

function valuesIn(tag: string): readonly string[] {
  return tagOf(tag)?.attributes.map(({ value }) => value) ?? [];
}

function faultsOf(value: string): readonly string[] {
  const text = value.trim();
  if (!isExpression(text, 0)) return [];
  const end = endOfExpression(text, 0);
  if (end === undefined) return ['an expression does not end'];
  const body = text.slice(2, end - 1);
  if (body.trim() === '') return ['an expression is empty'];
  const isBlock = text[1] === '{';
  return isBlock && !/\b(?:return|throw)\b/.test(body) ? ['a block "@{ }" returns nothing'] : [];
}
