import { isList, isObject, type Json, type JsonObject, objectAt, stableText, without } from '../json.ts';
import type { OpenApiOperation } from './open-api.ts';
import { routesOf } from './routes.ts';

/**
 * Operations of both documents ("GET /pets") of which one asks callers for something else than the other. Two files of
 * one author can be compared so; an export cannot: the service takes no security from a specification, and adds that of
 * its subscription key (facts: apim-rest 2.1.7, 2.2).
 */
export function otherSecurity(wanted: JsonObject, former: JsonObject): readonly string[] {
  return routesOf(wanted, former)
    .filter(({ wanted: mine, live: theirs }) => {
      if (mine === undefined || theirs === undefined) return false;
      return stableText(askedFor(mine, wanted)) !== stableText(askedFor(theirs, former));
    })
    .map(({ name }) => name);
}

/** Each alternative with what its schemes are, in no order that means something. */
function askedFor({ operation }: OpenApiOperation, document: JsonObject): Json {
  const security = operation['security'] ?? document['security'];
  const schemes = {
    ...objectAt(document, 'securityDefinitions'),
    ...objectAt(document, 'components', 'securitySchemes'),
  };
  const alternatives = isList(security) ? security.filter(isObject) : [];
  return alternatives
    .map((one) =>
      stableText(
        Object.fromEntries(
          Object.entries(one).map(([name, scopes]) => [name, [scopes, withoutWords(schemes[name])]]),
        ),
      ),
    )
    .sort();
}

/** A scheme that is described anew asks for the same. */
function withoutWords(scheme: Json | undefined): Json {
  return isObject(scheme) ? without(scheme, ['description']) : null;
}
