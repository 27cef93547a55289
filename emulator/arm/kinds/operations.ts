import { filledTextOf, type JsonObject, listOf, objectOf, objectsOf, textOf } from '../json.ts';
import type { Behaviour, Write } from '../kind.ts';
import { invalid } from '../refusal.ts';
import { templateNames } from '../specification/imported-operations.ts';
import { refuseServiceMade } from './service-made-operations.ts';

/** Facts 1.4, 8. */
export const operations: Behaviour = {
  admit(wanted, write) {
    refuseServiceMade(write.instance, write.place.parent);
    checkTemplate(wanted);
    checkUnique(wanted, write);
    const parts = partsOf(wanted);
    parts.forEach(checkValues);
    parts.forEach((part) => {
      checkSchema(part, write);
    });
    const request = objectOf(wanted, 'request') ?? {};
    return {
      ...wanted,
      // Facts 8: synthesised when absent; an empty one is left alone.
      description: wanted['description'] ?? wanted['displayName'],
      templateParameters: parameters(wanted, 'templateParameters'),
      request: {
        ...request,
        queryParameters: parameters(request, 'queryParameters'),
        headers: parameters(request, 'headers'),
        representations: listOf(request, 'representations'),
      },
      responses: objectsOf(wanted, 'responses').map((response) => ({
        ...response,
        representations: listOf(response, 'representations'),
        headers: parameters(response, 'headers'),
      })),
    };
  },

  beforeDelete({ key }, { instance }) {
    refuseServiceMade(instance, key.slice(0, key.lastIndexOf('/operations/')));
  },
};

function parameters(owner: JsonObject, name: string): JsonObject[] {
  return objectsOf(owner, name).map((one) => ({
    ...one,
    type: filledTextOf(one, 'type') ?? 'string',
    values: listOf(one, 'values'),
  }));
}

function checkTemplate(wanted: JsonObject): void {
  const used = templateNames(textOf(wanted, 'urlTemplate') ?? '');
  const declared = objectsOf(wanted, 'templateParameters').map((one) =>
    (textOf(one, 'name') ?? '').replace(/^\*/, ''),
  );
  if (used.some((name) => !declared.includes(name)) || declared.some((name) => !used.includes(name)))
    throw invalid(
      'templateParameters',
      'All template parameters used in the UriTemplate must be defined in the Operation, please ensure the Resource Uri template and parameters match.',
    );
}

function checkUnique(wanted: JsonObject, { instance, place }: Write): void {
  const identity = (one: JsonObject): string =>
    `${textOf(one, 'method') ?? ''} ${textOf(one, 'urlTemplate') ?? ''}`.toLowerCase();
  const twin = instance.store
    .list(place.collection)
    .find(({ key, properties }) => key !== place.key && identity(properties) === identity(wanted));
  if (twin) throw invalid('urlTemplate', 'Operation with the same method and URL template already exists.');
}

/** Everything in an operation that has values or names a schema. */
function partsOf(wanted: JsonObject): JsonObject[] {
  const owners = [objectOf(wanted, 'request') ?? {}, ...objectsOf(wanted, 'responses')];
  return [
    ...objectsOf(wanted, 'templateParameters'),
    ...owners.flatMap((owner) =>
      ['queryParameters', 'headers', 'representations'].flatMap((name) => objectsOf(owner, name)),
    ),
  ];
}

function checkValues(part: JsonObject): void {
  const values = listOf(part, 'values');
  const standard = textOf(part, 'defaultValue');
  if (standard !== undefined && values.length > 0 && !values.includes(standard))
    throw invalid('defaultValue', 'Default value must be present in the list of values.');
}

function checkSchema(part: JsonObject, { instance, place }: Write): void {
  const schemaId = textOf(part, 'schemaId');
  if (schemaId === undefined || instance.find(`${place.parent}/schemas/${schemaId.toLowerCase()}`)) return;
  throw invalid('representation', 'Operation references schema that does not exist.');
}
