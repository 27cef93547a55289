import { sameLineEnds } from '../apim/policy/meaning.ts';
import type { PolicyElement, PolicyNode, PolicyTree } from '../apim/policy/policy-tree.ts';
import type { TextEdit } from './text-edit.ts';
import { indentAt } from './text-lines.ts';

/** Writes parts of a live policy in the manner of the file that they go into. */
export class PolicyWriter {
  readonly before: PolicyTree;
  readonly after: PolicyTree;
  readonly lineEnd: '\n' | '\r\n';
  readonly #unit: string;
  /** Elements that the file has somewhere, by meaning: what moved keeps its author's words. */
  readonly #written: ReadonlyMap<number, PolicyNode>;

  constructor(before: PolicyTree, after: PolicyTree) {
    this.before = before;
    this.after = after;
    this.lineEnd = before.text.includes('\r\n') ? '\r\n' : '\n';
    this.#unit = unitOf(before) ?? unitOf(after) ?? '  ';
    this.#written = new Map(nodesIn(before.children).map((node) => [node.meaning, node]));
  }

  /** The bytes of a node of the live policy, with the line ends of the file. */
  source({ start, end }: PolicyNode): string {
    return this.withLineEnds(sameLineEnds(this.after.text.slice(start, end)));
  }

  /** What is between the tags of an element, to the letter. */
  inside({ inner: [start, end] }: PolicyElement): string {
    return this.withLineEnds(sameLineEnds(this.after.text.slice(start, end)));
  }

  withLineEnds(text: string): string {
    return this.lineEnd === '\n' ? text : text.replaceAll('\n', this.lineEnd);
  }

  /** A node of the live policy as the file would have it at this indentation. */
  written(node: PolicyNode, indent: string): string {
    const known = this.#written.get(node.meaning);
    if (known !== undefined && indentAt(this.before.text, known.start) === indent)
      return this.before.text.slice(known.start, known.end);
    if (node.kind !== 'element' || !isStructure(node)) return this.source(node);
    const [start, end] = node.inner;
    const opening = this.source({ ...node, end: start });
    const closing = this.source({ ...node, start: end });
    return opening + this.lines(node, indent) + closing;
  }

  /** The children of an element, each on a line of its own, and the beginning of the line of its closing tag. */
  lines({ children }: PolicyElement, indent: string): string {
    const deeper = this.lineEnd + indent + this.#unit;
    const lines = children.map((child) => deeper + this.written(child, indent + this.#unit));
    return lines.length === 0 ? '' : lines.join('') + this.lineEnd + indent;
  }

  /** Takes a node away, with the line that it is alone on. */
  removal({ start, end }: PolicyNode): TextEdit {
    const { text } = this.before;
    const from = start - indentAt(text, start).length;
    const isAlone =
      this.beginsLine({ start }) && from > 0 && /^[ \t]*(?:\r?\n|<\/|$)/.test(text.slice(end, end + 200));
    if (!isAlone) return { start, end, text: '' };
    return { start: text.startsWith('\r\n', from - 2) ? from - 2 : from - 1, end, text: '' };
  }

  /** Whether nothing but white space stands before it on its line. */
  beginsLine({ start }: Pick<PolicyNode, 'start'>): boolean {
    const { text } = this.before;
    const from = start - indentAt(text, start).length;
    return from === 0 || text.charAt(from - 1) === '\n';
  }
}

/** Whether it holds elements and comments only: white space means nothing there. */
function isStructure({ children }: PolicyElement): boolean {
  return children.length > 0 && children.every(({ kind }) => kind === 'element' || kind === 'comment');
}

/** By how much a policy indents, as its first indented tag shows. */
function unitOf({ text }: PolicyTree): string | undefined {
  return /^(?<unit>[ \t]+)</m.exec(text)?.groups?.['unit'];
}

function nodesIn(nodes: readonly PolicyNode[]): readonly PolicyNode[] {
  return nodes.flatMap((node) => (node.kind === 'element' ? [node, ...nodesIn(node.children)] : [node]));
}
