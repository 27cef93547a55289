import { textAt } from '../json.ts';
import type { Importable, RuleFault } from './import-rules.ts';
import { placedParameters, type PlacedParameter, placeOf } from './rule-places.ts';
import { route } from './rules-of-operations.ts';

export function pathParameters({ operations, document }: Importable): readonly RuleFault[] {
  return operations.flatMap((one) => {
    const inPath = [...one.path.matchAll(/\{\*?(?<name>[^{}]+)\}/g)].map(
      ({ groups }) => groups?.['name'] ?? '',
    );
    const declared = placedParameters(one, document).filter((found) => isIn(found, 'path'));
    const names = declared.map(nameOf);
    const missing = inPath.filter((name) => !names.includes(name));
    const surplus = declared.filter((found) => !inPath.includes(nameOf(found)));
    return [
      ...missing.map((name) => ({
        pointer: placeOf(one, document),
        message: `{${name}} of ${route(one)} is not declared as a path parameter`,
      })),
      ...surplus.map((found) => ({
        pointer: found.at,
        message: `the path parameter ${nameOf(found)} is not in the path ${one.path}`,
      })),
    ];
  });
}

/** Only where required query parameters come into the URL: this task asks for that only when the API says so. */
export function ambiguousParameters(importable: Importable): readonly RuleFault[] {
  return movedParameters(importable).flatMap(({ found, inPath }) =>
    inPath.some((name) => name.toLowerCase() === nameOf(found).toLowerCase())
      ? [
          {
            pointer: found.at,
            message: `${nameOf(found)} is the name of a path parameter and of a required query parameter`,
          },
        ]
      : [],
  );
}

export function requiredQueryParameters(importable: Importable): readonly RuleFault[] {
  return movedParameters(importable).map(({ found, path }) => ({
    pointer: found.at,
    message: `the required query parameter ${nameOf(found)} becomes part of the URL ${path}`,
  }));
}

function movedParameters({ operations, document, api }: Importable) {
  if (textAt(api, 'translateRequiredQueryParameters') !== 'template') return [];
  return operations.flatMap((one) => {
    const all = placedParameters(one, document);
    const inPath = all.filter((found) => isIn(found, 'path')).map(nameOf);
    return all
      .filter((found) => isIn(found, 'query') && found.parameter['required'] === true)
      .map((found) => ({ found, inPath, path: one.path }));
  });
}

function isIn({ parameter }: PlacedParameter, where: string): boolean {
  return textAt(parameter, 'in') === where;
}

function nameOf({ parameter }: PlacedParameter): string {
  return textAt(parameter, 'name') ?? '';
}
