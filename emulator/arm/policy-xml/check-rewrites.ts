import type { Complaint } from './check-structure.ts';
import type { Node } from './markup.ts';

/** A rewritten address may use the parameters of the operation's template, and no others (facts 4.2); the words are a guess. */
export function checkRewrites(nodes: readonly Node[], urlTemplate: string): Complaint[] {
  return nodes.flatMap((node): Complaint[] => {
    if (node.type !== 'element') return [];
    const template = node.attributes.find(({ name }) => name === 'template')?.value ?? '';
    const isRewrite = node.name === 'rewrite-uri' && !/^\s*@/.test(template);
    const unknown = isRewrite ? namesIn(template).filter((name) => !namesIn(urlTemplate).includes(name)) : [];
    const own = unknown.map((name) => ({
      element: node,
      message: `The template parameter '${name}' is not defined in the operation.`,
    }));
    return [...own, ...checkRewrites(node.children, urlTemplate)];
  });
}

/** {name} and {*name}, but not the {{name}} of a named value. */
function namesIn(template: string): string[] {
  const plain = template.replace(/\{\{[^{}]*\}\}/g, '');
  return [...plain.matchAll(/\{\*?([^{}]+)\}/g)].map(([, name = '']) => name.toLowerCase());
}
