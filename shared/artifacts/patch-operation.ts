import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  stableText,
  textAt,
  without,
} from '../apim/json.ts';
import { followed, type OpenApiOperation } from '../apim/specification/open-api.ts';
import type { ComponentPlaces, Schemas } from './patch-schema.ts';

/** What OpenAPI 3 and Swagger 2 say in different places. */
export interface Dialect {
  readonly places: ComponentPlaces;
  /** What the reference to a schema begins with. */
  readonly schemas: string;
  /** A parameter or header, neither of them a reference, that says what the live one says. */
  readonly parameter: (mine: JsonObject, theirs: JsonObject, schemas: Schemas) => JsonObject;
  /** The written operation with the body of the live one. */
  readonly withBody: (mine: OpenApiOperation, theirs: OpenApiOperation, sides: Sides) => JsonObject;
  /** What a response holds besides its description and headers. */
  readonly content: (mine: JsonObject, theirs: JsonObject, sides: Sides) => JsonObject;
  /** The written operation that says, where it is not said with its bodies, of which types they are. */
  readonly withTypes: (mine: JsonObject, theirs: JsonObject, sides: Sides) => JsonObject;
}

/** Both documents whole, and what becomes of the components of the written one. */
export interface Sides {
  readonly written: JsonObject;
  readonly live: JsonObject;
  readonly schemas: Schemas;
  readonly dialect: Dialect;
}

/**
 * The written operation in which the parts that differ say what the live one says: "summary", "parameter status",
 * "response 200" (verdict.ts). Undefined for a part that cannot be changed by itself.
 */
export function patchedOperation(
  mine: OpenApiOperation,
  theirs: OpenApiOperation,
  parts: readonly string[],
  sides: Sides,
): JsonObject | undefined {
  let operation: JsonObject | undefined = mine.operation;
  for (const part of parts) {
    if (operation === undefined) return undefined;
    operation = patchedPart({ ...mine, operation }, theirs, part, sides);
  }
  return operation;
}

/** A live operation for a place where there is none: whole, with the components that it needs. */
export function broughtOperation({ operation, shared }: OpenApiOperation, sides: Sides): JsonObject {
  const parameters = [...listAt(shared, 'parameters'), ...listAt(operation, 'parameters')];
  const own = without(operation, ['tags']);
  const whole = parameters.length === 0 ? own : { ...own, parameters };
  return sides.dialect.withTypes(objectAt(sides.schemas.brought(whole)), whole, sides);
}

function patchedPart(
  mine: OpenApiOperation,
  theirs: OpenApiOperation,
  part: string,
  sides: Sides,
): JsonObject | undefined {
  const [what = '', ...rest] = part.split(' ');
  const name = rest.join(' ');
  if (what === 'parameter') return withParameter(mine, theirs, name, sides);
  if (what === 'response') return withResponse(mine.operation, theirs.operation, name, sides);
  if (part === 'request body') return sides.dialect.withBody(mine, theirs, sides);
  const key = part === 'id' ? 'operationId' : part;
  if (!['operationId', 'summary', 'description'].includes(key)) return undefined;
  const text = textAt(theirs.operation, key) ?? '';
  return text === '' ? without(mine.operation, [key]) : { ...mine.operation, [key]: text };
}

/** Only what stands in the operation itself: what its path says for all its operations is theirs too. */
function withParameter(
  mine: OpenApiOperation,
  theirs: OpenApiOperation,
  name: string,
  { written, live, schemas, dialect }: Sides,
): JsonObject | undefined {
  const isCalled = (document: JsonObject) => (entry: Json) => {
    const said = isObject(entry) ? followed(entry, document) : {};
    const isCarried = ['path', 'query', 'header'].includes(textAt(said, 'in') ?? '');
    return isCarried && textAt(said, 'name')?.toLowerCase() === name.toLowerCase();
  };
  const own = listAt(mine.operation, 'parameters');
  const inherited = listAt(mine.shared, 'parameters').find(isCalled(written));
  const source = [...listAt(theirs.shared, 'parameters'), ...listAt(theirs.operation, 'parameters')].find(
    isCalled(live),
  );
  const at = own.findIndex(isCalled(written));
  const before = at === -1 ? inherited : own[at];
  if (source === undefined)
    return at === -1 ? undefined : withParameters(mine.operation, own.toSpliced(at, 1));
  const after = followed(objectAt(source), live);
  if (!isObject(before)) return withParameters(mine.operation, [...own, schemas.brought(after)]);
  const patched = dialect.parameter(followed(before, written), after, schemas);
  // One of the path is said again for this operation alone: that is what OpenAPI has it for.
  return withParameters(mine.operation, at === -1 ? [...own, patched] : own.with(at, patched));
}

export function withParameters(operation: JsonObject, parameters: readonly Json[]): JsonObject {
  return parameters.length === 0 ? without(operation, ['parameters']) : { ...operation, parameters };
}

/** What the service keeps of a parameter besides its schema: whether it is required, and its description. */
export function patchedWords(mine: JsonObject, theirs: JsonObject, { literally }: Schemas): JsonObject {
  const said = ['in', 'required', 'description'].filter((key) => Object.hasOwn(theirs, key));
  const isOptional =
    theirs['required'] !== true && mine['required'] === true && textAt(theirs, 'in') !== 'path';
  const all = { ...mine, ...Object.fromEntries(said.map((key) => [key, theirs[key] ?? null])) };
  const gone = [
    ...(isOptional ? ['required'] : []),
    ...(literally && !Object.hasOwn(theirs, 'description') ? ['description'] : []),
  ];
  return without(all, gone);
}

function withResponse(mine: JsonObject, theirs: JsonObject, code: string, sides: Sides): JsonObject {
  const responses = objectAt(mine, 'responses');
  const live = objectAt(theirs, 'responses');
  if (!Object.hasOwn(live, code)) return { ...mine, responses: without(responses, [code]) };
  const patched = Object.hasOwn(responses, code)
    ? patchedResponse(objectAt(responses, code), objectAt(live, code), sides)
    : sides.schemas.brought(live[code] ?? null);
  return sides.dialect.withTypes({ ...mine, responses: { ...responses, [code]: patched } }, theirs, sides);
}

function patchedResponse(mine: JsonObject, theirs: JsonObject, sides: Sides): JsonObject {
  const [own, source] = [followed(mine, sides.written), followed(theirs, sides.live)];
  const headers = patchedHeaders(objectAt(own, 'headers'), objectAt(source, 'headers'), sides);
  return {
    ...without(own, ['headers']),
    ...patchedDescription(own, source, sides),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...sides.dialect.content(own, source, sides),
  };
}

/** Names of headers have no case; the type of the content is no header (OpenAPI: "shall be ignored"). */
function patchedHeaders(mine: JsonObject, theirs: JsonObject, sides: Sides): JsonObject {
  const { written, live, schemas, dialect } = sides;
  const isNamed = (name: string) => (other: string) => other.toLowerCase() === name.toLowerCase();
  const kept = Object.keys(mine).flatMap((name): readonly (readonly [string, Json])[] => {
    const header = objectAt(mine, name);
    const there = Object.keys(theirs).find(isNamed(name));
    // A reference to a shared header may be what an import drops (facts: apim-rest 2.1.7).
    const isAuthors = name.toLowerCase() === 'content-type' || Object.hasOwn(header, '$ref');
    if (there === undefined) return isAuthors ? [[name, header]] : [];
    const own = followed(header, written);
    const patched = dialect.parameter(own, followed(objectAt(theirs, there), live), schemas);
    return [[name, stableText(patched) === stableText(own) ? header : patched]];
  });
  const added = Object.keys(theirs).filter((name) => !Object.keys(mine).some(isNamed(name)));
  return Object.fromEntries([
    ...kept,
    ...added.map((name) => [name, schemas.brought(theirs[name] ?? null)] as const),
  ]);
}

/** The author's words for the same, else those of the service. */
export function patchedDescription(own: JsonObject, source: JsonObject, { schemas }: Sides): JsonObject {
  const theirs = textAt(source, 'description') ?? '';
  const mine = textAt(own, 'description') ?? '';
  const isSilent = theirs === '' && !schemas.literally;
  return isSilent || mine.trim() === theirs.trim() ? {} : { description: theirs };
}

export function listAt(value: JsonObject, key: string): readonly Json[] {
  const found = value[key];
  return isList(found) ? found : [];
}
