import { type JsonObject, objectAt, without } from '../apim/json.ts';
import { followed, type OpenApiOperation } from '../apim/specification/open-api.ts';
import { keysInOrder } from './aligned.ts';
import { type Dialect, patchedDescription, patchedWords, type Sides } from './patch-operation.ts';
import type { Schemas } from './patch-schema.ts';

/** OpenAPI 3: bodies and responses have content by type, each with a schema. */
export const openApi3: Dialect = {
  places: {
    sectionsOf: (document) => objectAt(document, 'components'),
    within: (document, components) =>
      Object.keys(components).length === 0 ? document : { ...document, components },
    reference: /^#\/components\/([^/]+)\/([^/]+)$/,
  },
  schemas: '#/components/schemas/',
  parameter,
  withBody,
  content,
  withTypes: (operation) => operation,
};

function parameter(mine: JsonObject, theirs: JsonObject, schemas: Schemas): JsonObject {
  const words = patchedWords(mine, theirs, schemas);
  if (!Object.hasOwn(theirs, 'schema')) return words;
  return { ...words, schema: schemas.mergedInline(objectAt(mine, 'schema'), objectAt(theirs, 'schema')) };
}

function withBody(
  { operation: mine }: OpenApiOperation,
  { operation: theirs }: OpenApiOperation,
  sides: Sides,
): JsonObject {
  if (!Object.hasOwn(theirs, 'requestBody')) return without(mine, ['requestBody']);
  const own = followed(objectAt(mine, 'requestBody'), sides.written);
  const source = followed(objectAt(theirs, 'requestBody'), sides.live);
  const requestBody = { ...own, ...patchedDescription(own, source, sides), ...content(own, source, sides) };
  return { ...mine, requestBody };
}

/** The schema of each type of content. */
function content(own: JsonObject, source: JsonObject, { schemas }: Sides): JsonObject {
  const [before, after] = [objectAt(own, 'content'), objectAt(source, 'content')];
  const all = keysInOrder(Object.keys(before), Object.keys(after)).map((type) => {
    const [was, now] = [objectAt(before, type), objectAt(after, type)];
    if (!Object.hasOwn(before, type)) return [type, schemas.brought(now)] as const;
    if (!Object.hasOwn(now, 'schema')) return [type, was] as const;
    return [type, { ...was, schema: schemas.merged(was['schema'], now['schema'] ?? {}) }] as const;
  });
  return Object.hasOwn(own, 'content') || all.length > 0 ? { content: Object.fromEntries(all) } : {};
}
