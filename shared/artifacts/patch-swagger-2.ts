import { isList, isObject, type Json, type JsonObject, objectAt, textAt, without } from '../apim/json.ts';
import { followed, type OpenApiOperation } from '../apim/specification/open-api.ts';
import { aboutParameter } from '../apim/specification/swagger-2.ts';
import {
  type Dialect,
  listAt,
  patchedDescription,
  patchedWords,
  type Sides,
  withParameters,
} from './patch-operation.ts';
import type { Schemas } from './patch-schema.ts';

const sections = ['definitions', 'parameters', 'responses'];

/** Swagger 2: a body is a parameter, and one list of types goes for all bodies or responses of an operation. */
export const swagger2: Dialect = {
  places: {
    sectionsOf: (document) =>
      Object.fromEntries(sections.flatMap((one) => (isObject(document[one]) ? [[one, document[one]]] : []))),
    within: (document, components) => ({ ...document, ...components }),
    reference: /^#\/(definitions|parameters|responses)\/([^/]+)$/,
  },
  schemas: '#/definitions/',
  parameter,
  withBody,
  content: (own, source, { schemas }) =>
    Object.hasOwn(source, 'schema') ? { schema: schemas.merged(own['schema'], source['schema'] ?? {}) } : {},
  withTypes,
};

/** The words of its schema stand among its own. */
function parameter(mine: JsonObject, theirs: JsonObject, schemas: Schemas): JsonObject {
  const schema = schemas.mergedInline(without(mine, aboutParameter), without(theirs, aboutParameter));
  const words = patchedWords(mine, theirs, schemas);
  const own = Object.keys(words).filter((key) => aboutParameter.includes(key) || Object.hasOwn(schema, key));
  return { ...Object.fromEntries(own.map((key) => [key, words[key] ?? null])), ...schema };
}

function withBody(mine: OpenApiOperation, theirs: OpenApiOperation, sides: Sides): JsonObject {
  const { written, live, schemas } = sides;
  const inherited = listAt(mine.shared, 'parameters').flatMap(bodyPart(written));
  const all = [...listAt(theirs.shared, 'parameters'), ...listAt(theirs.operation, 'parameters')];
  const source = new Map(all.flatMap(bodyPart(live)));
  const own = listAt(mine.operation, 'parameters').flatMap((entry): readonly Json[] => {
    const [part] = bodyPart(written)(entry);
    if (part === undefined) return [entry];
    const [key, said] = part;
    const now = source.get(key);
    source.delete(key);
    return now === undefined ? [] : [patchedBodyPart(said, now, sides)];
  });
  const added = [...source].map(([key, now]) => {
    const before = inherited.find(([other]) => other === key)?.[1];
    return before === undefined ? schemas.brought(now) : patchedBodyPart(before, now, sides);
  });
  return withTypes(withParameters(mine.operation, [...own, ...added]), theirs.operation, sides);
}

/** The body, whatever it is called, or a field of the form: with what tells it from the others. */
function bodyPart(document: JsonObject): (entry: Json) => readonly (readonly [string, JsonObject])[] {
  return (entry) => {
    const said = isObject(entry) ? followed(entry, document) : {};
    if (textAt(said, 'in') === 'body') return [['body', said]];
    return textAt(said, 'in') === 'formData' ? [[`field ${textAt(said, 'name') ?? ''}`, said]] : [];
  };
}

function patchedBodyPart(mine: JsonObject, theirs: JsonObject, sides: Sides): JsonObject {
  if (textAt(mine, 'in') !== 'body') return parameter(mine, theirs, sides.schemas);
  return { ...mine, ...patchedDescription(mine, theirs, sides), ...swagger2.content(mine, theirs, sides) };
}

/** Those of the operation where those of the document are other ones than what is live. */
function withTypes(mine: JsonObject, theirs: JsonObject, { written, live }: Sides): JsonObject {
  const keys = [
    ...(listAt(theirs, 'parameters').some((entry) => bodyPart(live)(entry).length > 0) ? ['consumes'] : []),
    ...(Object.keys(objectAt(theirs, 'responses')).some((code) => hasSchema(theirs, code, live))
      ? ['produces']
      : []),
  ];
  const others = keys.filter(
    (key) => sorted(typesOf(mine, written, key)) !== sorted(typesOf(theirs, live, key)),
  );
  return { ...mine, ...Object.fromEntries(others.map((key) => [key, typesOf(theirs, live, key)])) };
}

function hasSchema(operation: JsonObject, code: string, document: JsonObject): boolean {
  return Object.hasOwn(followed(objectAt(operation, 'responses', code), document), 'schema');
}

function typesOf(operation: JsonObject, document: JsonObject, key: string): readonly Json[] {
  const own = operation[key];
  return isList(own) ? own : listAt(document, key);
}

function sorted(types: readonly Json[]): string {
  return types.map(String).sort().join().toLowerCase();
}
