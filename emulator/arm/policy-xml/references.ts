import type { Element, Node } from './markup.ts';

export interface PolicyReference {
  readonly to: 'fragment' | 'backend' | 'logger' | 'namedValue';
  readonly name: string;
  readonly element: Element;
}

/** What a policy document needs to exist; expressions are looked into for named values only. */
export function referencesOf(nodes: readonly Node[], inLiquid = false): PolicyReference[] {
  return nodes.flatMap((node) => (node.type === 'element' ? ofElement(node, inLiquid) : []));
}

const byAttribute: Readonly<Record<string, { attribute: string; to: 'fragment' | 'backend' | 'logger' }>> = {
  'include-fragment': { attribute: 'fragment-id', to: 'fragment' },
  'log-to-eventhub': { attribute: 'logger-id', to: 'logger' },
  'set-backend-service': { attribute: 'backend-id', to: 'backend' },
};

function ofElement(element: Element, inLiquid: boolean): PolicyReference[] {
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
  for (const name of texts.flatMap(namedValuesOf)) references.push({ to: 'namedValue', name, element });
  return [...references, ...referencesOf(element.children, isLiquid)];
}

/** Display names in {{...}}. */
export function namedValuesOf(text: string): string[] {
  return [...text.matchAll(/\{\{([A-Za-z0-9._-]+)\}\}/g)].map((match) => match[1] ?? '');
}
