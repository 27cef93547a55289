import type { DocumentNode } from 'graphql/language/ast.js';
import { parse } from 'graphql/language/parser.js';
import { buildASTSchema } from 'graphql/utilities/buildASTSchema.js';
import { findBreakingChanges } from 'graphql/utilities/findBreakingChanges.js';
import {
  inTextOrder,
  isList,
  isObject,
  type Json,
  type JsonObject,
  stableText,
  textAt,
  without,
} from '../json.ts';
import { compareParts, type Parts } from './parts.ts';
import { unreadable } from '../unreadable.ts';
import type { SpecificationDifference, Verdict } from './verdict.ts';

/** Members of a definition that have a name of their own, and what to call them. */
export const members: Readonly<Record<string, string>> = {
  fields: 'field',
  values: 'value',
  arguments: 'argument',
  operationTypes: 'root',
};

/** Parses the schema definition language. Throws INVALID_FILE with line and column. */
export function parseGraphQl(text: string, file: string): DocumentNode {
  if (text.trim() === '') throw unreadable(file, 'it is empty');
  try {
    return parse(text.replace(/^\uFEFF/, ''), { noLocation: true, maxTokens: 500_000 });
  } catch (error) {
    const { message, locations } = error as {
      message: string;
      locations?: { line: number; column: number }[];
    };
    throw unreadable(file, message.replace(/\.$/, ''), locations?.[0]);
  }
}

/**
 * The service keeps the text of a schema as it is (facts: apim-rest 2.1.8), so nothing is uncertain. Folded are order,
 * comments, white space, and in how many blocks a type is written. Breaking is what the GraphQL reference says.
 */
export function compareGraphQl(wanted: DocumentNode, live: DocumentNode): Verdict {
  const verdict = compareParts(partsOf(wanted), partsOf(live));
  if (verdict.verdict !== 'different') return verdict;
  const breaking = breakingChanges(wanted, live);
  return { verdict: 'different', differences: verdict.differences.map((one) => withBreaking(one, breaking)) };
}

function partsOf(document: DocumentNode): Parts {
  const parts = new Map<string, Map<string, string>>();
  for (const definition of document.definitions as unknown as readonly JsonObject[]) {
    const subject = subjectOf(definition);
    const aspects = parts.get(subject) ?? new Map<string, string>();
    parts.set(subject, aspects);
    for (const [aspect, says] of aspectsOf(definition)) {
      const before = aspects.get(aspect);
      aspects.set(aspect, before === undefined ? says : [before, says].sort().join(' '));
    }
  }
  return parts;
}

/** "type Pet", whether it is defined or extended. */
export function subjectOf(definition: JsonObject): string {
  const word = (textAt(definition, 'kind') ?? '').replace(/(?:Type)?(?:Definition|Extension)$/, '');
  const kind = word === 'Object' ? 'type' : word.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  const name = textAt(definition, 'name', 'value');
  return name === undefined ? kind : `${kind} ${name}`;
}

function aspectsOf(definition: JsonObject): readonly (readonly [string, string])[] {
  return Object.entries(without(definition, ['kind', 'name'])).flatMap(([key, value]) => {
    const word = members[key];
    if (isEmpty(value)) return [];
    if (word === undefined || !isList(value)) return [[key, wording(value)] as const];
    return value.map((member) => [`${word} ${nameOf(member)}`, wording(member)] as const);
  });
}

/** The name of a member of a type, of a directive or of an operation in `schema`; "" where it has none. */
export function nameOf(member: Json): string {
  return textAt(member, 'operation') ?? textAt(member, 'name', 'value') ?? '';
}

/** Order of arguments, interfaces and members of unions means nothing; neither does the style of a description. */
export function wording(node: Json): string {
  return stableText(plain(node));
}

function plain(node: Json): Json {
  if (isList(node)) return inTextOrder(node.map(plain));
  if (!isObject(node)) return node;
  const entries = Object.entries(node).filter(
    ([key, value]) => key !== 'block' && key !== 'loc' && !isEmpty(value),
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || (isList(value) && value.length === 0);
}

/** A schema that refers to what it lacks is still a text that the service keeps; only this cannot be said of it. */
function breakingChanges(wanted: DocumentNode, live: DocumentNode): readonly string[] {
  const [before, after] = [live, wanted].map((document) => schemaOf(document));
  return before === undefined || after === undefined
    ? []
    : findBreakingChanges(before, after).map(({ description }) => description.replace(/\.$/, ''));
}

function schemaOf(document: DocumentNode) {
  try {
    return buildASTSchema(document);
  } catch {
    return undefined;
  }
}

function withBreaking(one: SpecificationDifference, all: readonly string[]): SpecificationDifference {
  const name = one.subject.replace(/^.* /, '');
  const about = all.filter((words) => words.split(/[\s.]+/).includes(name));
  return { ...one, breaking: about };
}
