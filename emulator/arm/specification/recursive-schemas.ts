import type { Json, JsonObject } from '../json.ts';
import { componentOf } from './stored-schema.ts';

/** The first component schema that leads back to itself, if any: documented as unsupported (facts 2.1). */
export function recursionIn(schemas: Readonly<Record<string, JsonObject>>): string | undefined {
  const targets = new Map(Object.entries(schemas).map(([name, schema]) => [name, componentsIn(schema)]));
  return [...targets.keys()].find((name) => {
    const reached = new Set<string>();
    const open = [...(targets.get(name) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(targets.get(next) ?? []));
    }
    return reached.has(name);
  });
}

function componentsIn(schema: Json): string[] {
  const references = [...JSON.stringify(schema).matchAll(/"\$ref":"(#[^"]+)"/g)];
  return references.flatMap(([, reference = '']) => componentOf(reference) ?? []);
}
