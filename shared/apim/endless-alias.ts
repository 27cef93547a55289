import { type Document, isCollection, visit } from 'yaml';

/** An alias that stands inside of what it stands for, and where it begins. */
export interface EndlessAlias {
  readonly name: string;
  readonly offset: number;
}

/**
 * The first alias that would make a value without end; undefined: there is none. YAML allows it, JSON and everything
 * that walks through values does not. An alias can only name what begins before it, so no other circle is possible.
 */
export function endlessAlias(document: Document): EndlessAlias | undefined {
  const found: EndlessAlias[] = [];
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
