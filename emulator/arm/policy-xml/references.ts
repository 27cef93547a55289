import type { Element, Node } from './markup.ts';
import { isStatement } from './statements.ts';

export interface PolicyReference {
  readonly to: 'fragment' | 'backend' | 'logger' | 'certificate' | 'namedValue';
  readonly name: string;
  /** The statement that needs it: errors name this element (facts 4.2). */
  readonly element: Element;
}

interface Around {
  readonly statement: Element | undefined;
  readonly inLiquid: boolean;
}

/** What a policy document needs to exist; expressions are looked into for named values only. */
export function referencesOf(nodes: readonly Node[]): PolicyReference[] {
  return within(nodes, { statement: undefined, inLiquid: false });
}

function within(nodes: readonly Node[], around: Around): PolicyReference[] {
  return nodes.flatMap((node) => (node.type === 'element' ? ofElement(node, around) : []));
}

const byAttribute: Readonly<Record<string, { attribute: string; to: PolicyReference['to'] }>> = {
  'include-fragment': { attribute: 'fragment-id', to: 'fragment' },
  'set-backend-service': { attribute: 'backend-id', to: 'backend' },
  'llm-content-safety': { attribute: 'backend-id', to: 'backend' },
  'azure-openai-semantic-cache-lookup': { attribute: 'embeddings-backend-id', to: 'backend' },
  'llm-semantic-cache-lookup': { attribute: 'embeddings-backend-id', to: 'backend' },
  'log-to-eventhub': { attribute: 'logger-id', to: 'logger' },
  'authentication-certificate': { attribute: 'certificate-id', to: 'certificate' },
};

function ofElement(element: Element, { statement: above, inLiquid }: Around): PolicyReference[] {
  const statement = isStatement(element.name) ? element : above;
  const references: PolicyReference[] = [];
  const row = byAttribute[element.name];
  const target = element.attributes.find(({ name }) => name === row?.attribute)?.value;
  if (row && target !== undefined && !/^\s*@|\{\{/.test(target))
    references.push({ to: row.to, name: target, element });
  // Liquid templates, which may hold XML, use the same brackets for their own variables.
  const isLiquid =
    inLiquid || element.attributes.some(({ name, value }) => name === 'template' && value === 'liquid');
  const texts = [
    ...(inLiquid ? [] : element.attributes.map(({ value }) => value)),
    ...(isLiquid ? [] : element.children.flatMap((child) => (child.type === 'text' ? [child.value] : []))),
  ];
  for (const name of texts.flatMap(namedValuesOf))
    references.push({ to: 'namedValue', name, element: statement ?? element });
  return [...references, ...within(element.children, { statement, inLiquid: isLiquid })];
}

/** Display names in {{...}}. */
export function namedValuesOf(text: string): string[] {
  return [...text.matchAll(/\{\{([A-Za-z0-9._-]+)\}\}/g)].map((match) => match[1] ?? '');
}
