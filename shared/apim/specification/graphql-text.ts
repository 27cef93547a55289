import { parse } from 'graphql/language/parser.js';
import { isList, isObject, type Json, type JsonObject, valueAt, without } from '../json.ts';
import { members, nameOf, subjectOf, wording } from './graphql.ts';

/** Where something stands in the text of a schema, and what it says, its words folded. */
export interface GraphQlPart {
  /** "type Pet", "field name" */
  readonly subject: string;
  readonly start: number;
  readonly end: number;
  readonly meaning: string;
}

export interface GraphQlDefinition extends GraphQlPart {
  /** Fields of a type, values of an enum: what has a name of its own in it. */
  readonly members: readonly GraphQlPart[];
  /** What it says besides its members. */
  readonly frame: string;
}

/** The definitions and extensions of a schema, in the order of its text, which must be one that can be parsed. */
export function definitionsIn(text: string): readonly GraphQlDefinition[] {
  const { definitions } = parse(text, { maxTokens: 500_000 });
  return (definitions as unknown as readonly JsonObject[]).map((definition) => {
    const lists = Object.keys(members).filter((key) => key !== 'arguments');
    const own = lists.flatMap((key) => {
      const list = definition[key];
      return isList(list)
        ? list.map((member) => partOf(member, `${members[key] ?? ''} ${nameOf(member)}`))
        : [];
    });
    return {
      ...partOf(definition, subjectOf(definition)),
      members: own,
      frame: wording(without(definition, lists)),
    };
  });
}

function partOf(node: Json, subject: string): GraphQlPart {
  const [start, end] = ['start', 'end'].map((key) => Number(isObject(node) ? valueAt(node, 'loc', key) : 0));
  return { subject, start: start ?? 0, end: end ?? 0, meaning: wording(node) };
}
