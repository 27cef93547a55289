import type { Complaint } from './check-structure.ts';
import { isExpression } from './expression.ts';
import { expressionProblem } from './expression-problem.ts';
import type { Element, Node } from './markup.ts';
import { isStatement } from './statements.ts';

/**
 * Expressions are compiled when a policy is written (facts 4.2), with named values in their place: a value with a
 * quotation mark in it breaks the string that it is put into.
 */
export function checkExpressions(
  nodes: readonly Node[],
  valueOf: (displayName: string) => string | undefined,
  statement?: Element,
): Complaint[] {
  return nodes.flatMap((node): Complaint[] => {
    if (node.type !== 'element') return [];
    const element = isStatement(node.name) ? node : (statement ?? node);
    const texts = [
      ...node.attributes.map(({ value }) => value),
      ...node.children.map((child) => (child.type === 'text' ? child.value : '')),
    ];
    const problem = texts
      .filter(isExpression)
      .map((text) => expressionProblem(withValues(text, valueOf)))
      .find((found) => found !== undefined);
    const own = problem === undefined ? [] : [{ element, message: problem }];
    return [
      ...own,
      ...checkExpressions(node.children, valueOf, isStatement(element.name) ? element : undefined),
    ];
  });
}

function withValues(text: string, valueOf: (displayName: string) => string | undefined): string {
  return text.replace(/\{\{([A-Za-z0-9._-]+)\}\}/g, (whole, name: string) => valueOf(name) ?? whole);
}
