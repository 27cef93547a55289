import { isObject, type JsonObject, objectAt, textAt } from '../json.ts';
import type { Comparing, DocumentSide, Found } from './comparing.ts';
import { contentFindings } from './content.ts';
import type { Place } from './contract-words.ts';
import { followed, type OpenApiOperation } from './open-api.ts';
import { isRequired, sharedFindings } from './parameters.ts';
import { sameText } from './same-text.ts';
import type { Silence } from './silences.ts';

/** What differs between the responses of an operation: the contract keeps those with a number (facts: apim-rest 1.4). */
export function responseFindings(
  a: OpenApiOperation,
  b: OpenApiOperation,
  comparing: Comparing,
): readonly Found[] {
  const wanted = responsesOf(a, comparing.wanted);
  const live = responsesOf(b, comparing.live);
  if (wanted.size === 0 && isMadeUp(live)) return [];
  return [...new Set([...wanted.keys(), ...live.keys()])].sort().flatMap((code) => {
    const [mine, theirs] = [wanted.get(code), live.get(code)];
    const place = { part: `response ${code}`, side: 'response' } as const;
    if (mine === undefined || theirs === undefined)
      return [{ of: 'response', before: theirs, after: mine, ...place, at: code }];
    return [
      ...descriptionFindings(mine, theirs, place),
      ...contentFindings(mine, theirs, place, comparing),
      ...headerFindings(mine, theirs, place, comparing),
    ];
  });
}

function responsesOf({ operation }: OpenApiOperation, { document }: DocumentSide): Map<string, JsonObject> {
  const numbered = Object.entries(objectAt(operation, 'responses')).filter(([code]) => /^\d{3}$/.test(code));
  return new Map(
    numbered.map(([code, response]) => [code, isObject(response) ? followed(response, document) : {}]),
  );
}

/** OpenAPI demands one response at least: an export of none has an empty one. */
function isMadeUp(live: ReadonlyMap<string, JsonObject>): boolean {
  const only = live.get('200');
  return live.size === 1 && only !== undefined && Object.values(only).every((value) => value === '');
}

function descriptionFindings(a: JsonObject, b: JsonObject, place: Place): readonly Found[] {
  const [after, before] = [textAt(a, 'description') ?? '', textAt(b, 'description') ?? ''];
  return sameText(after, before) ? [] : [{ of: 'description', before, after, ...place }];
}

function headerFindings(a: JsonObject, b: JsonObject, place: Place, comparing: Comparing): readonly Found[] {
  const [wanted, live] = [headersOf(a), headersOf(b)];
  return [...new Set([...wanted.keys(), ...live.keys()])].sort().flatMap((name) => {
    const [mine, theirs] = [wanted.get(name), live.get(name)];
    const at = { ...place, at: name };
    const silence: Silence | undefined = textAt(mine, '$ref') === undefined ? undefined : 'shared header';
    if (silence !== undefined && theirs !== undefined) comparing.heard.add(silence);
    if (mine === undefined || theirs === undefined) {
      return [
        {
          of: 'header',
          before: theirs,
          after: mine,
          silence: theirs === undefined ? silence : undefined,
          ...at,
        },
      ];
    }
    const [left, right] = [
      followed(mine, comparing.wanted.document),
      followed(theirs, comparing.live.document),
    ];
    const [after, before] = [isRequired(left), isRequired(right)];
    const required = after === before ? [] : [{ of: 'required', before, after, ...at }];
    return [...required, ...sharedFindings(left, right, at, comparing)];
  });
}

/** By name, which has no case. The type of the content is said by the content (OpenAPI: "shall be ignored"). */
function headersOf(response: JsonObject): Map<string, JsonObject> {
  const headers = Object.entries(objectAt(response, 'headers'));
  const named = headers.map(
    ([name, header]) => [name.toLowerCase(), isObject(header) ? header : {}] as const,
  );
  return new Map(named.filter(([name]) => name !== 'content-type'));
}
