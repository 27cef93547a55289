import { isList, isObject, type Json, type JsonObject, objectAt, textAt, without } from '../apim/json.ts';
import { followed, type OpenApiOperation } from '../apim/specification/open-api.ts';
import { keysInOrder } from './aligned.ts';
import type { Schemas } from './patch-schema.ts';

/** Both documents whole, and what becomes of the components of the written one. */
export interface Sides {
  readonly written: JsonObject;
  readonly live: JsonObject;
  readonly schemas: Schemas;
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
export function broughtOperation({ operation, shared }: OpenApiOperation, { schemas }: Sides): JsonObject {
  const parameters = [shared['parameters'], operation['parameters']].flatMap((list) =>
    isList(list) ? list : [],
  );
  const own = without(operation, ['tags']);
  const whole = parameters.length === 0 ? own : { ...own, parameters };
  return objectAt({ it: schemas.brought(whole) }, 'it');
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
  if (part === 'request body') return withBody(mine.operation, theirs.operation, sides);
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
  { written, live, schemas }: Sides,
): JsonObject | undefined {
  const isCalled = (document: JsonObject) => (entry: Json) =>
    isObject(entry) && textAt(followed(entry, document), 'name')?.toLowerCase() === name.toLowerCase();
  const own = listAt(mine.operation, 'parameters');
  const inherited = listAt(mine.shared, 'parameters').find(isCalled(written));
  const source = [...listAt(theirs.shared, 'parameters'), ...listAt(theirs.operation, 'parameters')].find(
    isCalled(live),
  );
  const at = own.findIndex(isCalled(written));
  const before = at === -1 ? inherited : own[at];
  if (source === undefined)
    return at === -1 ? undefined : withParameters(mine.operation, own.toSpliced(at, 1));
  const after = followed(objectAt({ it: source }, 'it'), live);
  if (!isObject(before)) return withParameters(mine.operation, [...own, schemas.brought(after)]);
  const patched = patchedParameter(followed(before, written), after, schemas);
  // One of the path is said again for this operation alone: that is what OpenAPI has it for.
  return withParameters(mine.operation, at === -1 ? [...own, patched] : own.with(at, patched));
}

/** The service keeps of a parameter whether it is required, its description and three words of its schema. */
function patchedParameter(mine: JsonObject, theirs: JsonObject, schemas: Schemas): JsonObject {
  const said = ['in', 'required', 'description'].filter((key) => Object.hasOwn(theirs, key));
  const isOptional =
    theirs['required'] !== true && mine['required'] === true && textAt(theirs, 'in') !== 'path';
  const words = Object.fromEntries(said.map((key) => [key, theirs[key] ?? null]));
  const schema = Object.hasOwn(theirs, 'schema')
    ? { schema: schemas.mergedInline(objectAt(mine, 'schema'), objectAt(theirs, 'schema')) }
    : {};
  const all = { ...mine, ...words, ...schema };
  return isOptional ? without(all, ['required']) : all;
}

function withParameters(operation: JsonObject, parameters: readonly Json[]): JsonObject {
  return parameters.length === 0 ? without(operation, ['parameters']) : { ...operation, parameters };
}

function withBody(mine: JsonObject, theirs: JsonObject, sides: Sides): JsonObject {
  if (!Object.hasOwn(theirs, 'requestBody')) return without(mine, ['requestBody']);
  const requestBody = patchedContent(objectAt(mine, 'requestBody'), objectAt(theirs, 'requestBody'), sides);
  return { ...mine, requestBody };
}

function withResponse(mine: JsonObject, theirs: JsonObject, code: string, sides: Sides): JsonObject {
  const responses = objectAt(mine, 'responses');
  const live = objectAt(theirs, 'responses');
  if (!Object.hasOwn(live, code)) return { ...mine, responses: without(responses, [code]) };
  const patched = Object.hasOwn(responses, code)
    ? patchedContent(objectAt(responses, code), objectAt(live, code), sides)
    : sides.schemas.brought(live[code] ?? null);
  return { ...mine, responses: { ...responses, [code]: patched } };
}

/** A body or a response: its description, and the schema of each type of content. */
function patchedContent(mine: JsonObject, theirs: JsonObject, { written, live, schemas }: Sides): JsonObject {
  const [own, source] = [followed(mine, written), followed(theirs, live)];
  const description = textAt(source, 'description') ?? '';
  const [before, after] = [objectAt(own, 'content'), objectAt(source, 'content')];
  const content = keysInOrder(Object.keys(before), Object.keys(after)).map((type) => {
    const [was, now] = [objectAt(before, type), objectAt(after, type)];
    if (!Object.hasOwn(before, type)) return [type, schemas.brought(now)] as const;
    if (!Object.hasOwn(now, 'schema')) return [type, was] as const;
    return [type, { ...was, schema: schemas.merged(was['schema'], now['schema'] ?? {}) }] as const;
  });
  return {
    ...own,
    ...(description === '' ? {} : { description: sameWords(own['description'], description) ?? description }),
    ...(Object.hasOwn(own, 'content') || content.length > 0 ? { content: Object.fromEntries(content) } : {}),
  };
}

function sameWords(mine: Json | undefined, theirs: string): string | undefined {
  return typeof mine === 'string' && mine.trim() === theirs.trim() ? mine : undefined;
}

function listAt(value: JsonObject, key: string): readonly Json[] {
  const found = value[key];
  return isList(found) ? found : [];
}
