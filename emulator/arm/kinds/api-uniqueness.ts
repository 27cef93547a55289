import type { Instance } from '../instance.ts';
import { type JsonObject, textOf } from '../json.ts';
import { rootOf } from '../place.ts';
import { invalid } from '../refusal.ts';
import { scopeOf } from '../scope.ts';
import type { Entry } from '../store.ts';

/** Unique among APIs that share neither a version set nor a revision family (facts 1.3). */
export function checkDisplayName(instance: Instance, wanted: JsonObject, key: string): void {
  const name = textOf(wanted, 'displayName')?.toLowerCase();
  const twin = strangers(instance, wanted, key).find(
    ({ properties }) => textOf(properties, 'displayName')?.toLowerCase() === name,
  );
  if (twin) throw invalid('name', 'Api with the same name already exists.');
}

/** Facts 3: (path, version set, version) is unique. */
export function checkPath(instance: Instance, wanted: JsonObject, key: string): void {
  const path = textOf(wanted, 'path')?.toLowerCase();
  const twin = others(instance, key).find(
    ({ properties }) =>
      textOf(properties, 'path')?.toLowerCase() === path &&
      (!sameSet(properties, wanted) || (properties['apiVersion'] ?? '') === (wanted['apiVersion'] ?? '')),
  );
  if (!twin) return;
  const names = [textOf(wanted, 'displayName') ?? '', textOf(twin.properties, 'displayName') ?? ''];
  throw invalid(
    'path',
    `Cannot create API '${names[0] ?? ''}' with the same Path '${path ?? ''}' as API '${names[1] ?? ''}' unless it's a part of the same version set`,
  );
}

function others(instance: Instance, key: string): Entry[] {
  return instance.store.list(`${scopeOf(key)}apis`).filter((other) => rootOf(other.key) !== rootOf(key));
}

function strangers(instance: Instance, wanted: JsonObject, key: string): Entry[] {
  return others(instance, key).filter(({ properties }) => !sameSet(properties, wanted));
}

function sameSet(one: JsonObject, other: JsonObject): boolean {
  const set = textOf(one, 'apiVersionSetId')?.toLowerCase();
  return set !== undefined && set === textOf(other, 'apiVersionSetId')?.toLowerCase();
}
