import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Switches } from '../switches.ts';

/** A stored schema as it comes out: some words get lost on the way (facts 2.2). */
export function exportedSchema(schema: JsonObject, switches: Switches): JsonObject {
  const inner = (value: Json | undefined): Json | undefined =>
    isObject(value) ? exportedSchema(value, switches) : value;
  const words = Object.entries(schema).filter(([name, value]) => survives(name, value, switches));
  return Object.fromEntries(
    words.map(([name, value]) => {
      if (Array.isArray(value) && ['allOf', 'anyOf', 'oneOf'].includes(name))
        return [name, value.map((one) => inner(one) ?? null)];
      if (isObject(value) && name === 'properties')
        return [name, Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)]))];
      return [name, ['items', 'not', 'additionalProperties'].includes(name) ? inner(value) : value];
    }),
  );
}

/** Examples that are not strings are said to be lost; whether any comes out is a switch. */
export function exampleSurvives(value: Json | undefined, { exportedExamples }: Switches): boolean {
  return exportedExamples === 'strings' && typeof value === 'string';
}

function survives(name: string, value: Json | undefined, switches: Switches): boolean {
  if (name === 'nullable') return switches.exportedNullable === 'kept';
  if (name === 'format') return switches.exportedFormat === 'kept';
  return name !== 'example' || exampleSurvives(value, switches);
}
