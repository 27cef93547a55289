import { type Document, isCollection, LineCounter, parseDocument, visit } from 'yaml';
import { deepestNesting, isTooDeep } from './nesting.ts';
import { placeAt, unreadable } from './unreadable.ts';

export interface ReadYaml {
  readonly document: Document;
  readonly content: unknown;
  readonly lines: LineCounter;
}

/**
 * YAML, or JSON, as the parser has it and as plain values. Throws INVALID_FILE with line and column for broken syntax,
 * for what would be without end or nested too deep, and when more than `maxAliasCount` aliases stand for one another: a
 * few lines of anchors in anchors can grow to gigabytes. With `intAsBigInt` no whole number is rounded.
 */
export function readYaml(
  text: string,
  file: string,
  maxAliasCount: number,
  { intAsBigInt = false } = {},
): ReadYaml {
  const lines = new LineCounter();
  const options = { lineCounter: lines, prettyErrors: false, intAsBigInt };
  const document = unreadableOf(file, () => parseDocument(text, options));
  const [fault] = document.errors;
  if (fault !== undefined) {
    const message = fault.code === 'RESOURCE_EXHAUSTION' ? 'it is nested too deep' : fault.message;
    throw unreadable(file, message, placeAt(text, fault.pos[0]));
  }
  const endless = endlessAlias(document);
  if (endless !== undefined) {
    const message = `*${endless.name} stands inside of what it stands for`;
    throw unreadable(file, message, placeAt(text, endless.offset));
  }
  const content = unreadableOf<unknown>(file, () => document.toJS({ maxAliasCount }));
  if (isTooDeep(content)) throw unreadable(file, `it is nested more than ${deepestNesting} deep`);
  return { document, content, lines };
}

/** What the parser throws instead of telling: too deep for the stack, too many aliases. */
function unreadableOf<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const words = cause instanceof RangeError ? 'it is nested too deep' : undefined;
    throw unreadable(file, words ?? (cause instanceof Error ? cause.message : 'its aliases grow too large'));
  }
}

/**
 * The first alias that would make a value without end. YAML allows it, JSON and everything that walks through values
 * does not. An alias can only name what begins before it, so no other circle is possible.
 */
function endlessAlias(document: Document): { readonly name: string; readonly offset: number } | undefined {
  const found: { readonly name: string; readonly offset: number }[] = [];
  visit(document, {
    Alias: (_, { source, range }, path) => {
      const isInside = path.some((holder) => isCollection(holder) && holder.anchor === source);
      if (!isInside) return undefined;
      found.push({ name: source, offset: range?.[0] ?? 0 });
      return visit.BREAK;
    },
  });
  return found[0];
}
