import { type JsonObject, textAt } from '../../apim/json.ts';
import type { SecretRule } from '../../apim/kinds/property-rules.ts';
import { systemMadeName } from '../../apim/kinds/system-made.ts';
import { kindOf, valueKind } from '../../apim/kinds/table.ts';
import { resourceId, type ResourceId } from '../../apim/resource-id.ts';
import type { Secret, SecretValues } from '../../apim/resource.ts';
import { TaskError } from '../../errors/task-error.ts';
import { refusalOf } from '../arm/refusal.ts';
import type { Edge } from './edge.ts';
import { pathInInstance } from './paths.ts';

/** What a resource hides, asked for at most once and only when somebody has to compare it; undefined: it hides nothing. */
export function secretOf(id: ResourceId, properties: JsonObject, edge: Edge): Secret | undefined {
  const rule = kindOf(id.kind).properties?.secret;
  if (rule?.hidden(properties) !== true) return undefined;
  let revealed: Promise<SecretValues | undefined> | undefined;
  return { state: 'hidden', reveal: () => (revealed ??= reveal(id, properties, rule, edge)) };
}

async function reveal(
  id: ResourceId,
  properties: JsonObject,
  { paths, revealed }: SecretRule,
  edge: Edge,
): Promise<SecretValues | undefined> {
  if (revealed === 'never') return undefined;
  if (revealed === 'in named values') return await keptInNamedValues(id, properties, paths, edge);
  const told = await posted(id, revealed, edge);
  if (told === undefined) return undefined;
  return Object.fromEntries(paths.flatMap((path) => pair(path, textAt(told, path))));
}

/** The references that are shown lead to named values of the same scope (facts: apim-rest 7). */
async function keptInNamedValues(
  id: ResourceId,
  properties: JsonObject,
  paths: readonly string[],
  edge: Edge,
): Promise<SecretValues | undefined> {
  const kind = valueKind();
  const values = await Promise.all(
    paths.map(async (path) => {
      const name = systemMadeName(textAt(properties, ...path.split('.')) ?? '');
      if (name === undefined) return [];
      const told = await posted(resourceId(kind, name, id.parent), 'listValue', edge);
      return told === undefined ? undefined : pair(path, textAt(told, 'value'));
    }),
  );
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length ? undefined : Object.fromEntries(known.flat());
}

async function posted(id: ResourceId, action: string, { arm, base, current }: Edge) {
  try {
    return (await arm.post(`${base}${pathInInstance(id, current.of)}/${action}`)).body;
  } catch (error) {
    // Readers may read all but secrets (facts: apim-rest 6): then nobody can compare them.
    if (error instanceof TaskError && error.code === 'MISSING_RIGHTS') return undefined;
    if (refusalOf(error)?.status === 404) return undefined;
    throw error;
  }
}

function pair(path: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[path, value]];
}
