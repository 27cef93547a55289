import { type Element, isBlank, type Node } from './markup.ts';
import {
  innerHolders,
  isAllowedAt,
  isAllowedIn,
  isStatement,
  type PolicyLevel,
  rootsAt,
  sections,
  withoutText,
} from './statements.ts';

/** What is wrong with one element. */
export interface Complaint {
  readonly element: Element;
  readonly message: string;
}

interface Rules {
  readonly level: PolicyLevel;
  /** Undefined in a fragment, which does not know where it will be included. */
  readonly section: string | undefined;
  readonly nestedFragments: boolean;
}

/** Sections and statements where they may not be (facts 1.6, 4.2). */
export function checkStructure(
  nodes: readonly Node[],
  { level, nestedFragments }: { level: PolicyLevel; nestedFragments: boolean },
): Complaint[] {
  const root = elementsIn(nodes)[0];
  if (!root) return [];
  const rules = { level, section: undefined, nestedFragments };
  const complaints =
    level === 'resolver' ? [] : level === 'fragment' ? inside(root, rules) : sectionsOf(root, rules);
  const roots = rootsAt(level);
  // A lone section was seen to be taken for the root: what is in it is refused, as sections.
  if (roots.includes(root.name) || (level !== 'fragment' && complaints.length > 0)) return complaints;
  return [{ element: root, message: `The root element must be '${roots.join("' or '")}'.` }];
}

function sectionsOf(root: Element, rules: Rules): Complaint[] {
  const found = elementsIn(root.children);
  return [
    ...textIn(root),
    ...found.flatMap((section, index): Complaint[] => {
      if (!sections.includes(section.name))
        return [{ element: section, message: 'Policy section is not allowed in the specified scope' }];
      if (found.findIndex(({ name }) => name === section.name) !== index)
        return [{ element: section, message: 'Policy section is specified more than once' }];
      return inside(section, { ...rules, section: section.name });
    }),
  ];
}

/** The statements in a section, or in what holds statements. */
function inside(holder: Element, rules: Rules): Complaint[] {
  return [
    ...textIn(holder),
    ...elementsIn(holder.children).flatMap((statement) => {
      const message = problemOf(statement, rules);
      return message === undefined ? deeper(statement, rules) : [{ element: statement, message }];
    }),
  ];
}

function deeper(statement: Element, rules: Rules): Complaint[] {
  const holders = innerHolders(statement.name);
  if (holders === undefined) return statement.name in withoutText ? textIn(statement) : [];
  if (holders.length === 0) return inside(statement, rules);
  return [
    ...textIn(statement),
    ...elementsIn(statement.children)
      .filter(({ name }) => holders.includes(name))
      .flatMap((holder) => inside(holder, rules)),
  ];
}

/** The words "Policy is not allowed in the specified ..." were seen for scopes; the others are guesses. */
function problemOf({ name }: Element, { level, section, nestedFragments }: Rules): string | undefined {
  if (level === 'fragment') {
    if (sections.includes(name) || name === 'base')
      return `Element '${name}' is not allowed in a policy fragment.`;
    if (name === 'include-fragment' && !nestedFragments)
      return 'A policy fragment cannot include another policy fragment.';
  }
  if (!isStatement(name)) return `Policy '${name}' is not recognized.`;
  if (section !== undefined && !isAllowedIn(section, name))
    return 'Policy is not allowed in the specified section';
  return isAllowedAt(level, name) ? undefined : 'Policy is not allowed in the specified scope';
}

function textIn(element: Element): Complaint[] {
  if (!element.children.some((child) => child.type === 'text' && !isBlank(child))) return [];
  const expected = withoutText[element.name];
  const list = expected === undefined ? '' : ` List of possible elements expected: '${expected}'.`;
  return [{ element, message: `The element '${element.name}' cannot contain text.${list}` }];
}

function elementsIn(nodes: readonly Node[]): Element[] {
  return nodes.filter((node) => node.type === 'element');
}
