import { circlesIn } from '../circles.ts';
import { isList, isObject, type Json, objectAt, textAt } from '../json.ts';
import type { Importable, RuleFault } from './import-rules.ts';
import { pointedAt, pointer, stepsOf } from './json-pointer.ts';

interface PlacedReference {
  readonly reference: string;
  readonly steps: readonly (string | number)[];
}

export function externalReferences({ document }: Importable): readonly RuleFault[] {
  return referencesIn(document, [])
    .filter(({ reference }) => !reference.startsWith('#'))
    .map(({ reference, steps }) => ({
      pointer: pointer(...steps),
      message: `${reference} is outside of the document: bundle it into one file`,
    }));
}

export function danglingReferences({ document }: Importable): readonly RuleFault[] {
  return referencesIn(document, [])
    .filter(({ reference }) => reference.startsWith('#') && pointedAt(document, reference) === undefined)
    .map(({ reference, steps }) => ({ pointer: pointer(...steps), message: `${reference} leads nowhere` }));
}

export function recursiveSchemas({ document }: Importable): readonly RuleFault[] {
  return [['components', 'schemas'], ['definitions']].flatMap((section) => {
    const schemas = Object.entries(objectAt(document, ...section));
    const prefix = `${pointer(...section)}/`;
    const needs = schemas.map(([name, schema]) => {
      const used = referencesIn(schema, []).map(({ reference }) => reference);
      const names = used.flatMap((one) =>
        one.startsWith(prefix) ? (stepsOf(one)[section.length] ?? []) : [],
      );
      return [name, { after: new Set(names) }] as const;
    });
    return circlesIn(new Map(needs)).map((circle) => ({
      pointer: pointer(...section, circle[0] ?? ''),
      message: `it leads back to itself: ${[...circle, circle[0] ?? ''].join(' -> ')}`,
    }));
  });
}

/** A property may be called $ref: only a text is a reference. Examples hold whatever they like. */
function referencesIn(value: Json, steps: readonly (string | number)[]): readonly PlacedReference[] {
  if (isList(value)) return value.flatMap((item, at) => referencesIn(item, [...steps, at]));
  if (!isObject(value)) return [];
  const reference = textAt(value, '$ref');
  if (reference !== undefined) return [{ reference, steps }];
  return Object.entries(value).flatMap(([key, item]) =>
    isExample(key, steps) ? [] : referencesIn(item, [...steps, key]),
  );
}

/** `example` below `properties` is the name of a property. */
function isExample(key: string, steps: readonly (string | number)[]): boolean {
  return ['example', 'examples', 'default', 'enum', 'const'].includes(key) && steps.at(-1) !== 'properties';
}
