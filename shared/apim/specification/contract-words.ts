import { isList, isObject, type Json, type JsonObject, objectAt, stableText, textAt } from '../json.ts';
import type { Comparing, DocumentSide, Found } from './comparing.ts';
import type { Fact, Side } from './finding.ts';
import { followed } from './open-api.ts';
import { sameText } from './same-text.ts';
import { type Silence } from './silences.ts';

/** Where a parameter stands, in an operation and in words. */
export interface Place {
  readonly part: string;
  readonly side: Side;
  readonly at?: string;
}

/** What the contract of a parameter itself can say of a schema (facts: apim-rest 1.4), and what needs a component. */
interface Contract {
  readonly type: string;
  /** Whether the schema itself says its type, as one word. */
  readonly says: boolean;
  readonly values: readonly Json[];
  readonly standard: Json | undefined;
  readonly details: JsonObject;
}

/**
 * Compares the schemas of a parameter, a header or a field of a form. The contract holds type, values and default, as
 * texts; anything more is there only when the service made a component of it.
 */
export function contractFindings(
  wanted: Json | undefined,
  live: Json | undefined,
  place: Place,
  comparing: Comparing,
): readonly Found[] {
  const a = contractOf(wanted, comparing.wanted);
  const b = contractOf(live, comparing.live);
  const isBare = Object.keys(b.details).length === 0;
  const silence: Silence = 'details of a parameter';
  if (!isBare) comparing.heard.add(silence);
  const facts: Fact[] = [];
  if (a.type !== b.type) {
    // A type inside of a composition is a detail: the contract then says "string".
    const unsaid = !a.says && isBare && b.type === 'string';
    facts.push({ of: 'type', before: b.type, after: a.type, silence: unsaid ? silence : undefined });
  }
  if (stableText(a.values) !== stableText(b.values))
    facts.push({ of: 'enum', before: listed(b.values), after: listed(a.values) });
  if (a.standard !== b.standard) facts.push({ of: 'default', before: b.standard, after: a.standard });
  if (isBare && Object.keys(a.details).length > 0) facts.push({ of: 'schema', after: a.details, silence });
  const found = facts.map((fact) => ({ ...fact, ...place }));
  if (isBare) return found;
  const { part, side } = place;
  return [...found, { part, side, pair: comparing.pairs.pairOf(a.details, b.details) }];
}

/** Descriptions of parameters: the service may drop them, but does not make them up. */
export function describedFindings(
  wanted: string | undefined,
  live: string | undefined,
  place: Place,
  { heard }: Comparing,
): readonly Found[] {
  const silence: Silence = 'description of a parameter';
  if (live !== undefined && live !== '') heard.add(silence);
  if (sameText(wanted ?? '', live ?? '')) return [];
  const isSilent = live === undefined || live === '';
  return [
    { of: 'description', before: live, after: wanted, silence: isSilent ? silence : undefined, ...place },
  ];
}

/** The schema of a parameter or header, which may stand in a content. */
export function schemaIn(parameter: JsonObject): Json | undefined {
  const content = Object.values(objectAt(parameter, 'content')).find(isObject);
  return parameter['schema'] ?? content?.['schema'];
}

function contractOf(schema: Json | undefined, { document, words }: DocumentSide): Contract {
  const { type, enum: values, default: standard, ...details } = words(schema);
  const isPlain = standard === undefined || (!isObject(standard) && !isList(standard) && standard !== null);
  return {
    type: typeof type === 'string' ? type : 'string',
    says: isObject(schema) && textAt(followed(schema, document), 'type') !== undefined,
    values: isList(values)
      ? values
          .filter((one) => one !== null)
          .map(asText)
          .sort()
      : [],
    standard: isPlain && standard !== undefined ? asText(standard) : undefined,
    details: withoutExample(isPlain ? details : { ...details, default: standard }),
  };
}

/** Examples are kept in part: that there is one makes no component necessary. */
function withoutExample({ example: _, ...details }: JsonObject): JsonObject {
  return details;
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function listed(values: readonly Json[]): Json | undefined {
  return values.length > 0 ? values : undefined;
}
