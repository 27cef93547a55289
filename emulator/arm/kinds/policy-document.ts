import type { Instance } from '../instance.ts';
import { type Element, MarkupError, type Node } from '../policy-xml/markup.ts';
import { type PolicyFormat, readMarkup } from '../policy-xml/read-markup.ts';
import { referencesOf } from '../policy-xml/references.ts';
import { writeMarkup } from '../policy-xml/write-markup.ts';
import { type Detail, invalid, invalidFields } from '../refusal.ts';
import type { Scope } from '../scope.ts';

/** What a document refers to is looked up in its own workspace, or in the service. */
export interface Where {
  readonly instance: Instance;
  readonly scope: Scope;
}

const sections = ['inbound', 'backend', 'outbound', 'on-error'];

/** Checks a policy or fragment, and gives the rawxml that the service keeps (facts 1.5, 1.6, 4.2). */
export function acceptPolicy(
  where: Where,
  text: string,
  format: PolicyFormat,
  root: 'policies' | 'fragment',
): string {
  const nodes = parsed(text, format, root);
  checkRoot(nodes, root);
  const details = missingTargets(where, nodes);
  if (details.length > 0) throw invalidFields(details);
  return writeMarkup(nodes, {
    from: format,
    to: 'rawxml',
    reindent: where.instance.switches.reindentPolicies,
  });
}

/** What is kept, in the format that a GET asks for. */
export function inFormat(rawxml: string, format: PolicyFormat): string {
  if (format === 'rawxml') return rawxml;
  return writeMarkup(readMarkup(rawxml, 'rawxml'), { from: 'rawxml', to: 'xml', reindent: false });
}

function parsed(text: string, format: PolicyFormat, root: 'policies' | 'fragment'): Node[] {
  try {
    return readMarkup(text, format);
  } catch (error) {
    if (!(error instanceof MarkupError)) throw error;
    throw root === 'policies'
      ? invalid('representation', error.message)
      : invalid('value', `The policy fragment is not a valid XML: ${error.message}`);
  }
}

function checkRoot(nodes: readonly Node[], root: string): void {
  const element = nodes.find((node) => node.type === 'element');
  if (element?.name !== root)
    throw invalid('representation', at(element, `The root element must be '${root}'.`));
  if (root !== 'policies') return;
  const known = element.children.filter((child) => child.type === 'element');
  for (const [index, section] of known.entries()) {
    if (!sections.includes(section.name))
      throw invalid(section.name, at(section, 'Policy section is not allowed in the specified scope'));
    if (known.findIndex(({ name }) => name === section.name) !== index)
      throw invalid(section.name, at(section, 'Policy section is specified more than once'));
  }
}

function missingTargets(where: Where, nodes: readonly Node[]): Detail[] {
  return referencesOf(nodes).flatMap(({ to, name, element }) => {
    const message = problemOf(where, to, name);
    if (message === undefined) return [];
    return [{ code: 'ValidationError', target: element.name, message: at(element, message) }];
  });
}

function problemOf({ instance, scope }: Where, to: string, name: string): string | undefined {
  const key = name.toLowerCase();
  if (to === 'fragment')
    return instance.find(`${scope}policyfragments/${key}`)
      ? undefined
      : `Policy fragment with id '${name}' could not be found.`;
  if (to === 'backend')
    return instance.find(`${scope}backends/${key}`)
      ? undefined
      : `Backend with id '${name}' could not be found.`;
  if (to === 'logger') return instance.find(`${scope}loggers/${key}`) ? undefined : 'Logger not found';
  return instance.findByDisplayName(`${scope}namedvalues`, key)
    ? undefined
    : `Cannot find a property '${name}'`;
}

function at(element: Element | undefined, message: string): string {
  if (!element) return message;
  const { name, line, column } = element;
  return `Error in element '${name}' on line ${line}, column ${column}: ${message}`;
}
