import type { Instance } from '../instance.ts';
import { textOf } from '../json.ts';
import { checkExpressions } from '../policy-xml/check-expressions.ts';
import { checkRewrites } from '../policy-xml/check-rewrites.ts';
import { checkStructure, type Complaint } from '../policy-xml/check-structure.ts';
import { MarkupError, type Node } from '../policy-xml/markup.ts';
import { type PolicyFormat, readMarkup } from '../policy-xml/read-markup.ts';
import { type PolicyReference, referencesOf } from '../policy-xml/references.ts';
import type { PolicyLevel } from '../policy-xml/statements.ts';
import { writeMarkup } from '../policy-xml/write-markup.ts';
import { invalid, invalidFields, Refusal } from '../refusal.ts';
import type { Scope } from '../scope.ts';

/** What a document refers to is looked up in its own workspace, or in the service. */
export interface Where {
  readonly instance: Instance;
  readonly scope: Scope;
  /** Of the operation that the policy is for. */
  readonly urlTemplate?: string | undefined;
}

/** Checks a policy or fragment, and gives the rawxml that the service keeps (facts 1.5, 1.6, 4.2). */
export function acceptPolicy(where: Where, text: string, format: PolicyFormat, level: PolicyLevel): string {
  const { switches } = where.instance;
  checkSize(where, text, level);
  const nodes = parsed(text, format, level);
  const nestedFragments = switches.nestedFragments === 'accepted';
  refuse(checkStructure(nodes, { level, nestedFragments }));
  if (where.urlTemplate !== undefined) refuse(checkRewrites(nodes, where.urlTemplate));
  refuse([...missingTargets(where, nodes), ...checkExpressions(nodes, (name) => valueOf(where, name))]);
  return writeMarkup(nodes, {
    from: format,
    to: 'rawxml',
    reindent: switches.reindentPolicies,
    emptyElements: switches.emptyPolicyElements,
  });
}

/** Whether a kept policy would still compile with another value of a named value (facts 1.13, 4.4). */
export function checkWithValue(where: Where, rawxml: string, named: { name: string; value: string }): void {
  refuse(
    checkExpressions(readMarkup(rawxml, 'rawxml'), (name) =>
      name.toLowerCase() === named.name.toLowerCase() ? named.value : valueOf(where, name),
    ),
  );
}

/** What is kept, in the format that a GET asks for. */
export function inFormat(rawxml: string, format: PolicyFormat): string {
  if (format === 'rawxml') return rawxml;
  return writeMarkup(readMarkup(rawxml, 'rawxml'), { from: 'rawxml', to: 'xml', reindent: false });
}

/** Facts 1.6, 4.6; the words are a guess. */
function checkSize({ instance }: Where, text: string, level: PolicyLevel): void {
  const isSmall = instance.options.sku === 'Consumption';
  const kibibytes = level === 'fragment' ? 512 : isSmall ? 16 : 256;
  if (Buffer.byteLength(text) <= kibibytes * 1024) return;
  throw invalid('representation', `The size of the document exceeds the limit of ${kibibytes} KB.`);
}

function parsed(text: string, format: PolicyFormat, level: PolicyLevel): Node[] {
  try {
    return readMarkup(text, format);
  } catch (error) {
    if (!(error instanceof MarkupError)) throw error;
    if (level !== 'fragment') throw invalid('representation', error.message);
    const message = `The policy fragment is not a valid XML: ${error.message}`;
    throw new Refusal(400, 'ValidationError', message, null);
  }
}

/** All that is wrong, in one answer (facts 4.2). */
function refuse(complaints: readonly Complaint[]): void {
  if (complaints.length === 0) return;
  throw invalidFields(
    complaints.map(({ element: { name, line, column }, message }) => ({
      code: 'ValidationError',
      target: name,
      message: `Error in element '${name}' on line ${line}, column ${column}: ${message}`,
    })),
  );
}

function missingTargets(where: Where, nodes: readonly Node[]): Complaint[] {
  return referencesOf(nodes)
    .filter(({ to, name }) => !exists(where, to, name))
    .map(({ to, name, element }) => ({ element, message: missing[to](name) }));
}

const missing: Readonly<Record<PolicyReference['to'], (name: string) => string>> = {
  fragment: (name) => `Policy fragment with id '${name}' could not be found.`,
  backend: (name) => `Backend with id '${name}' could not be found.`,
  logger: () => 'Logger not found',
  certificate: (name) => `Certificate with id '${name}' not found.`,
  namedValue: (name) => `Cannot find a property '${name}'`,
};

const collections = {
  fragment: 'policyfragments',
  backend: 'backends',
  logger: 'loggers',
  certificate: 'certificates',
};

function exists({ instance, scope }: Where, to: PolicyReference['to'], name: string): boolean {
  if (to === 'namedValue') return instance.findByDisplayName(`${scope}namedvalues`, name) !== undefined;
  return instance.find(`${scope}${collections[to]}/${name.toLowerCase()}`) !== undefined;
}

function valueOf({ instance, scope }: Where, displayName: string): string | undefined {
  const entry = instance.findByDisplayName(`${scope}namedvalues`, displayName);
  return entry && textOf(entry.properties, 'value');
}
