import { compareParts, type Parts } from './parts.ts';
import { unreadable } from '../unreadable.ts';
import type { Verdict } from './verdict.ts';
import { canonicalXml, descendants, type Element, readXml } from './xml.ts';

/** Parses the metadata document of an OData service. Throws INVALID_FILE. */
export function parseEdmx(text: string, file: string): Element {
  const root = readXml(text, file);
  if (root.name === 'Edmx' || root.name === 'Schema') return root;
  throw unreadable(file, `its root is ${root.name}, that of an OData metadata document is Edmx`);
}

/**
 * Compares entity types, sets, functions and what else a schema declares, member by member. The service keeps the text
 * as a schema (facts: apim-rest 1.3, 1.8), so nothing is uncertain.
 */
export function compareEdmx(wanted: Element, live: Element): Verdict {
  return compareParts(partsOf(wanted), partsOf(live));
}

function partsOf(root: Element): Parts {
  const parts = new Map<string, ReadonlyMap<string, string>>();
  for (const schema of root.name === 'Schema' ? [root] : descendants(root, 'Schema'))
    for (const [at, one] of schema.children.entries()) {
      const name = one.attributes['Name'] ?? one.attributes['Target'] ?? String(at);
      const subject = `${one.name} ${schema.attributes['Namespace'] ?? ''}.${name}`;
      // Functions may have one name and several lists of parameters.
      const free = parts.has(subject) ? `${subject} (${canonicalXml(one)})` : subject;
      parts.set(free, aspectsOf(one));
    }
  return parts;
}

function aspectsOf(one: Element): ReadonlyMap<string, string> {
  const { children, ...self } = one;
  const aspects = new Map([['attributes', canonicalXml({ ...self, children: [] })]]);
  for (const child of children) {
    const name = child.attributes['Name'] ?? child.attributes['Term'] ?? '';
    const aspect = `${child.name} ${name}`.trim();
    aspects.set(aspect, (aspects.get(aspect) ?? '') + canonicalXml(child));
  }
  return aspects;
}
