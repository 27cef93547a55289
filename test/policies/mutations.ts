import { isExpression } from '../../emulator/arm/policy-xml/expression.ts';
import { type Attribute, type Element, isBlank, type Node } from '../../emulator/arm/policy-xml/markup.ts';
import { readMarkup } from '../../emulator/arm/policy-xml/read-markup.ts';
import { writeMarkup } from '../../emulator/arm/policy-xml/write-markup.ts';

/** A policy that says something else, by one thing. */
export interface Mutant {
  readonly what: string;
  readonly policy: string;
}

/** Every policy that differs from this one by one meaningful thing. */
export function mutants(policy: string): readonly Mutant[] {
  const changed = inList(readMarkup(policy, 'rawxml')).filter(
    ({ nodes }) => nodes.filter(({ type }) => type === 'element').length === 1,
  );
  return changed.map(({ what, nodes }) => ({
    what,
    policy: writeMarkup(nodes, { from: 'rawxml', to: 'rawxml', reindent: false }),
  }));
}

interface Changed {
  readonly what: string;
  readonly nodes: readonly Node[];
}

function inList(nodes: readonly Node[]): readonly Changed[] {
  return nodes.flatMap((node, at) => {
    const inPlace = (what: string, ...other: readonly Node[]): Changed => ({
      what,
      nodes: [...nodes.slice(0, at), ...other, ...nodes.slice(at + 1)],
    });
    if (node.type === 'text')
      return isBlank(node)
        ? []
        : changedTexts(node.source).map((source) => inPlace(`text ${source}`, { ...node, source }));
    if (node.type === 'verbatim') {
      const source = node.source.replace(/^(<!--|<!\[CDATA\[)/, '$1 ');
      return [inPlace(`white space in ${node.source}`, { ...node, source }), inPlace(`no ${node.source}`)];
    }
    const next = nodes.findIndex((other, index) => index > at && other.type === 'element');
    const neighbour = nodes[next];
    return [
      ...(nodes.some((other) => other !== node && other.type === 'element')
        ? [inPlace(`no <${node.name}>`)]
        : []),
      inPlace(`two <${node.name}>`, node, node),
      inPlace(`<${node.name}> renamed`, { ...node, name: `${node.name}s` }),
      ...(neighbour === undefined || text(neighbour) === text(node)
        ? []
        : [
            {
              what: `<${node.name}> and the next one swapped`,
              nodes: nodes.with(at, neighbour).with(next, node),
            },
          ]),
      ...inAttributes(node).map(({ what, element }) => inPlace(what, element)),
      ...inList(node.children).map((changed) =>
        inPlace(changed.what, { ...node, children: [...changed.nodes] }),
      ),
    ];
  });
}

function text(node: Node): string {
  return writeMarkup([node], { from: 'rawxml', to: 'rawxml', reindent: true });
}

function inAttributes(element: Element): readonly { readonly what: string; readonly element: Element }[] {
  const { attributes } = element;
  return attributes.flatMap((attribute, at) => {
    const other = (what: string, ...those: readonly Attribute[]) => ({
      what: `${attribute.name} ${what}`,
      element: {
        ...element,
        attributes: [...attributes.slice(0, at), ...those, ...attributes.slice(at + 1)],
      },
    });
    const quote = attribute.source.charAt(0);
    return [
      other('taken away'),
      other('renamed', { ...attribute, name: `${attribute.name}s` }),
      ...changedTexts(attribute.source.slice(1, -1)).map((value) =>
        other(`= ${value}`, { ...attribute, source: quote + value + quote }),
      ),
    ];
  });
}

/** Texts that say something else: white space in a string of an expression, round and within a text. */
function changedTexts(source: string): readonly string[] {
  if (!isExpression(source))
    return [` ${source}`, `${source} `, `${source}x`, source.replace(/ /, '  ')].filter(
      (one) => one !== source,
    );
  return [
    source.replace(/"(?=[^"])/, '" '),
    source.replace(/context/, 'Context'),
    source.replace(/(?<=\w) (?=\w)/, '  '),
    source.replace(/&&/, '&amp;&amp;'),
  ].filter((one) => one !== source);
}
