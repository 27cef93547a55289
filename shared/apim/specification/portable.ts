import { isList, isObject, type Json, type JsonObject, mapValues, objectAt, without } from '../json.ts';
import { isSayable } from './sayable.ts';

/** What an export adds for the subscription key (facts: apim-rest 2.2); security of the author has other names. */
const keySchemes = ['apiKeyHeader', 'apiKeyQuery'];

/**
 * An exported document without what belongs to the instance it comes from, its gateway's hosts and the subscription
 * key: both are settings of the API, and other ones in the next environment. Tags of operations go too: they are
 * resources of their own, and an export names them only in part. So do methods that OpenAPI does not know.
 */
export function portableOpenApi(exported: JsonObject): JsonObject {
  const components = objectAt(exported, 'components');
  const schemes = without(objectAt(components, 'securitySchemes'), keySchemes);
  const rest = withoutEmpty({ ...components, securitySchemes: schemes });
  const { security } = exported;
  const kept = isList(security) ? security.filter((requirement) => !isKeyRequirement(requirement)) : security;
  return withoutEmpty({
    ...without(exported, ['servers', 'tags', 'host', 'basePath', 'schemes']),
    ...(exported['securityDefinitions'] === undefined
      ? {}
      : { securityDefinitions: without(objectAt(exported, 'securityDefinitions'), keySchemes) }),
    ...sayableIn(exported, 'paths'),
    ...sayableIn(exported, 'x-ms-paths'),
    components: rest,
    ...(kept === undefined ? {} : { security: kept }),
  });
}

function sayableIn(document: JsonObject, key: string): JsonObject {
  if (document[key] === undefined && key !== 'paths') return {};
  const items = Object.entries(withoutOperationTags(objectAt(document, key)));
  const said = items.map(([path, item]) => [path, isObject(item) ? withoutUnsayable(item) : item] as const);
  // A path that had nothing else is none.
  const kept = said.filter(([, item], at) => !isEmpty(item) || isEmpty(items[at]?.[1] ?? null));
  return { [key]: Object.fromEntries(kept) };
}

/** What a path has besides operations (OpenAPI 3, Path Item Object). */
const besides = /^(?:\$ref|summary|description|servers|parameters|x-.*)$/;

function withoutUnsayable(item: JsonObject): JsonObject {
  const unsayable = Object.keys(item).filter((key) => !besides.test(key) && !isSayable({ method: key }));
  return without(item, unsayable);
}

export function withoutOperationTags(paths: JsonObject): JsonObject {
  return mapValues(paths, (item) => mapValues(item, (operation) => without(operation, ['tags'])));
}

function isKeyRequirement(requirement: Json): boolean {
  return isObject(requirement) && Object.keys(requirement).every((name) => keySchemes.includes(name));
}

/** Without the sections that have become empty; an empty `paths` says that there are no operations. */
function withoutEmpty(document: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(document).filter(([key, value]) => key === 'paths' || !isEmpty(value)),
  );
}

function isEmpty(value: Json): boolean {
  return isList(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}
