import { meantBy, Meanings } from '../policy/meaning.ts';
import { type PolicyElement, type PolicyNode, policyTree } from '../policy/policy-tree.ts';
import type { Piece } from './piece.ts';

/** All texts of a policy, with what is known of their places; also of what is commented out. */
export function piecesOfPolicy(policy: string, firstLine = 1): readonly Piece[] {
  const tree = policyTree(policy, new Meanings());
  // Tags that do not fit together: nothing is known of places, and the text is looked through all the same.
  if (tree === undefined) return [{ place: 'policy', line: firstLine, text: policy, within: 'policy' }];
  const reading: Reading = { policy, lineAt: lines(policy, firstLine) };
  return tree.children.flatMap((node) => piecesOfNode(node, [], reading));
}

interface Reading {
  readonly policy: string;
  readonly lineAt: (offset: number) => number;
}

function piecesOfNode(node: PolicyNode, above: readonly PolicyElement[], reading: Reading): readonly Piece[] {
  if (node.kind === 'element')
    return [
      ...piecesOfAttributes(node, above, reading),
      ...node.children.flatMap((child) => piecesOfNode(child, [...above, node], reading)),
    ];
  const { policy, lineAt } = reading;
  const written = policy.slice(node.start, node.end);
  const line = lineAt(node.start);
  switch (node.kind) {
    case 'comment':
      return piecesOfComment(written.slice('<!--'.length, -'-->'.length), line);
    case 'cdata':
      return [textOf(written.slice('<![CDATA['.length, -']]>'.length), line, above)];
    default:
      return [textOf(meantBy(written, 'rawxml'), line, above)];
  }
}

function piecesOfAttributes(
  element: PolicyElement,
  above: readonly PolicyElement[],
  { lineAt }: Reading,
): readonly Piece[] {
  const own = nameOf(element);
  return element.attributes.map(({ name, value, start }) => ({
    ...placed([...above, element], name),
    attribute: name,
    line: lineAt(element.start + start),
    text: meantBy(value, 'rawxml'),
    // Of <set-variable name="x" value="y" /> y is the value of x; of most others an attribute has its own name.
    ...(name === 'value' && own !== undefined ? { name: own } : {}),
  }));
}

/** What is commented out stands in the file like everything else. */
function piecesOfComment(text: string, line: number): readonly Piece[] {
  const pieces = /<[a-z]/i.test(text) ? piecesOfPolicy(text, line) : [];
  const commented = pieces.map((piece) => ({ ...piece, place: `comment: ${piece.place}` }));
  return commented.length > 0 ? commented : [{ place: 'comment', line, text, within: 'policy' }];
}

function textOf(text: string, line: number, above: readonly PolicyElement[]): Piece {
  const outer = above.at(-2);
  const name = above.at(-1)?.name === 'value' && outer !== undefined ? nameOf(outer) : undefined;
  return { ...placed(above), line, text, ...(name === undefined ? {} : { name }) };
}

/** "inbound > set-header Authorization > value": the outermost element says nothing. */
function placed(
  path: readonly PolicyElement[],
  attribute?: string,
): Pick<Piece, 'place' | 'within' | 'element' | 'outer'> {
  const steps = path.slice(path.length > 1 ? 1 : 0).map((element) => {
    const own = nameOf(element);
    return own === undefined ? element.name : `${element.name} ${own}`;
  });
  const [element, outer] = [path.at(-1)?.name, path.at(-2)?.name];
  return {
    place: [...steps, ...(attribute === undefined ? [] : [attribute])].join(' > '),
    within: 'policy',
    ...(element === undefined ? {} : { element }),
    ...(outer === undefined ? {} : { outer }),
  };
}

function nameOf({ attributes }: PolicyElement): string | undefined {
  return attributes.find(({ name }) => name === 'name')?.value;
}

/** Which line an offset is on: a policy may have a megabyte. */
function lines(text: string, first: number): (offset: number) => number {
  const starts = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return first + low;
  };
}
