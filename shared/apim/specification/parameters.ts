import { type JsonObject, textAt } from '../json.ts';
import type { Comparing, Found } from './comparing.ts';
import { contractFindings, describedFindings, type Place, schemaIn } from './contract-words.ts';
import type { OpenApiOperation } from './open-api.ts';
import { placedParameters } from './rule-places.ts';
import type { Silence } from './silences.ts';

/** What differs between the parameters of an operation; cookies are not carried (facts: apim-rest 2.1.7). */
export function parameterFindings(
  a: OpenApiOperation,
  b: OpenApiOperation,
  comparing: Comparing,
): readonly Found[] {
  const wanted = parametersOf(a, comparing.wanted.document);
  const live = parametersOf(b, comparing.live.document);
  const keys = [...new Set([...wanted.keys(), ...live.keys()])].sort();
  return keys.flatMap((key) => {
    const name = key.replace(/^\w+ /, '');
    const place = { part: `parameter ${name}`, side: 'request', at: name } as const;
    return findings(wanted.get(key), live.get(key), place, comparing, silenceAbout(key));
  });
}

function findings(
  a: JsonObject | undefined,
  b: JsonObject | undefined,
  place: Place,
  comparing: Comparing,
  silence: Silence | undefined,
): readonly Found[] {
  if (b !== undefined && silence !== undefined) comparing.heard.add(silence);
  if (a === undefined) return b === undefined ? [] : [{ of: 'parameter', before: b, ...place }];
  if (b === undefined) {
    const of = isRequired(a) ? 'required parameter' : 'parameter';
    return [{ of, after: a, silence, ...place }];
  }
  return [...requiredFindings(a, b, place), ...sharedFindings(a, b, place, comparing)];
}

function requiredFindings(a: JsonObject, b: JsonObject, place: Place): readonly Found[] {
  const [after, before] = [isRequired(a), isRequired(b)];
  return after === before ? [] : [{ of: 'required', before, after, ...place }];
}

/** What parameters and headers have in common. */
export function sharedFindings(
  a: JsonObject,
  b: JsonObject,
  place: Place,
  comparing: Comparing,
): readonly Found[] {
  return [
    ...describedFindings(textAt(a, 'description'), textAt(b, 'description'), place, comparing),
    ...contractFindings(schemaIn(a), schemaIn(b), place, comparing),
  ];
}

/** Those in the path are required whether they say so or not. */
export function isRequired(parameter: JsonObject): boolean {
  return parameter['required'] === true || textAt(parameter, 'in') === 'path';
}

/** By place and name; those of the operation replace those of its path. */
export function parametersOf(one: OpenApiOperation, document: JsonObject): Map<string, JsonObject> {
  const all = placedParameters(one, document).map(({ parameter }) => parameter);
  const carried = all.filter((entry) => ['path', 'query', 'header'].includes(textAt(entry, 'in') ?? ''));
  return new Map(carried.map((entry) => [keyOf(entry, one.path), entry]));
}

/** A required query parameter may have moved into the URL template: it stays the same parameter. Headers have no case. */
function keyOf(entry: JsonObject, path: string): string {
  const name = textAt(entry, 'name') ?? '';
  const place = textAt(entry, 'in') ?? '';
  if (place === 'header') return `header ${name.toLowerCase()}`;
  const inQuery = place === 'query' || (path.split('?')[1] ?? '').includes(`{${name}}`);
  return `${inQuery ? 'query' : place} ${name}`;
}

function silenceAbout(key: string): Silence | undefined {
  return /^header (?:accept|content-type|authorization)$/.test(key) ? 'header of the protocol' : undefined;
}
