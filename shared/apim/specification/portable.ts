import { isList, isObject, type Json, type JsonObject, mapValues, objectAt, without } from '../json.ts';

/** What an export adds for the subscription key (facts: apim-rest 2.2); security of the author has other names. */
const keySchemes = ['apiKeyHeader', 'apiKeyQuery'];

/**
 * An exported document without what belongs to the instance it comes from, its gateway's hosts and the subscription
 * key: both are settings of the API, and other ones in the next environment. Tags of operations go too: they are
 * resources of their own, and an export names them only in part.
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
    paths: withoutOperationTags(objectAt(exported, 'paths')),
    components: rest,
    ...(kept === undefined ? {} : { security: kept }),
  });
}

export function withoutOperationTags(paths: JsonObject): JsonObject {
  return mapValues(paths, (item) => mapValues(item, (operation) => without(operation, ['tags'])));
}

function isKeyRequirement(requirement: Json): boolean {
  return isObject(requirement) && Object.keys(requirement).every((name) => keySchemes.includes(name));
}

/** Without the sections that have become empty; an empty `paths` says that there are no operations. */
function withoutEmpty(document: JsonObject): JsonObject {
  const empty = (value: Json) =>
    isList(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
  return Object.fromEntries(
    Object.entries(document).filter(([key, value]) => key === 'paths' || !empty(value)),
  );
}
