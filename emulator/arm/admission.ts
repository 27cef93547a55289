import { copy, defined, type Json, type JsonObject, merged, textOf, without, withoutNulls } from './json.ts';
import type { Kind, Write } from './kind.ts';
import { kindOf } from './kinds.ts';
import { asKnownIn } from './newer-properties.ts';
import type { Place } from './place.ts';
import { targetKeyOf } from './put-link.ts';
import { type Detail, invalid, invalidFields, notFound, Refusal } from './refusal.ts';

/** What a PUT or PATCH comes to by the rules that stand in the table; what is special to a kind follows after. */
export function admitted(write: Write, given: JsonObject): JsonObject {
  const { kind } = write.place;
  if (!write.existing) checkName(write.place);
  const offered = without(knownNow(write, given), 'provisioningState', ...(kind.readOnly ?? []));
  const before = write.existing?.properties ?? {};
  const wanted = write.method === 'PATCH' ? merged(before, offered) : replaced(kind, write, offered);
  const problems = [...missing(kind, wanted), ...tooLong(kind, wanted), ...unknownValues(kind, wanted)];
  if (problems.length > 0) throw invalidFields(problems);
  checkImmutable(kind, before, wanted);
  checkUnique(write, wanted);
  checkNamesake(write);
  return kind.behaviour?.admit?.(wanted, write) ?? wanted;
}

function knownNow({ instance, place: { kind }, query }: Write, given: JsonObject): JsonObject {
  if (instance.switches.newerProperties === 'kept') return given;
  return defined(asKnownIn(query.get('api-version') ?? '', kind.collections, given));
}

/** What one thing has in place of another: a pool its members, a plain value no vault. */
const eitherOr = ['type', 'url', 'protocol', 'pool', 'value', 'secret', 'keyVault', 'data', 'password'];

/** PUT replaces everything but secrets that it omits (facts 1.0, 7), and what only the service sets. */
function replaced(kind: Kind, { existing, instance }: Write, offered: JsonObject): JsonObject {
  const before = existing?.properties ?? {};
  const kept = [
    ...(kind.readOnly ?? []),
    ...(instance.switches.omittedSecrets === 'kept' ? (kind.secrets ?? []) : []),
  ];
  const remaining = kept.filter((name) => (offered[name] ?? '') === '' && before[name] !== undefined);
  const stay = Object.fromEntries(remaining.map((name) => [name, before[name]]));
  const isKept = instance.switches.omittedProperties === 'kept';
  const omitted = isKept ? withoutNulls(without(before, ...eitherOr), []) : {};
  return defined({ ...copy(kind.defaults ?? {}), ...omitted, ...offered, ...stay });
}

/** What is new has a name that its kind may have. */
export function checkName({ kind, name = '' }: Place): void {
  if (kind.names?.test(name) ?? true) return;
  throw invalid('id', `The identifier '${name}' is not valid for ${kind.noun}.`);
}

/** Targets are internal names (facts 4.1). */
function internalName(name: string): string {
  return name === 'displayName' ? 'name' : name;
}

function missing({ required = [] }: Kind, wanted: JsonObject): Detail[] {
  return required
    .filter((name) => (wanted[name] ?? '') === '')
    .map((name) => ({
      code: 'ValidationError',
      target: internalName(name),
      message: `${name.charAt(0).toUpperCase()}${name.slice(1)} is required.`,
    }));
}

function tooLong({ limits = {} }: Kind, wanted: JsonObject): Detail[] {
  return Object.entries(limits)
    .filter(([name, longest]) => (textOf(wanted, name)?.length ?? 0) > longest)
    .map(([name, longest]) => ({
      code: 'ValidationError',
      target: internalName(name),
      message: `The length of '${name}' must be ${longest} characters or fewer.`,
    }));
}

function unknownValues({ oneOf = {} }: Kind, wanted: JsonObject): Detail[] {
  return Object.entries(oneOf)
    .filter(
      ([name, values]) => wanted[name] !== undefined && wanted[name] !== null && !known(values, wanted[name]),
    )
    .map(([name]) => ({
      code: 'ValidationError',
      target: name,
      message: `Error converting value ${JSON.stringify(wanted[name])}. Path '${name}'.`,
    }));
}

/** Enumerations are read in any case, as they are everywhere behind ARM. */
function known(values: readonly Json[], value: Json): boolean {
  const plain = (one: Json): Json => (typeof one === 'string' ? one.toLowerCase() : one);
  return values.some((one) => plain(one) === plain(value));
}

function checkImmutable({ immutable = [] }: Kind, before: JsonObject, wanted: JsonObject): void {
  const changed = immutable.find((name) => before[name] !== undefined && before[name] !== wanted[name]);
  if (changed !== undefined) throw invalid(changed, `${changed} cannot be changed.`);
}

function checkUnique({ instance, place }: Write, wanted: JsonObject): void {
  const { kind, collection, key } = place;
  if (kind.unique === undefined) return;
  const twin = instance.findByDisplayName(collection, textOf(wanted, 'displayName'));
  if (twin && twin.key !== key) throw invalid('name', kind.unique);
}

function checkNamesake({ instance, place, existing }: Write): void {
  const { namedAfter } = place.kind;
  if (existing || namedAfter === undefined) return;
  const target = targetKeyOf({ kind: { linksTo: namedAfter }, scope: place.scope }, place.key);
  if (!instance.find(target)) throw notFound(kindOf([namedAfter])?.noun ?? 'Entity');
}

/** A delete that is refused because others need the resource (facts 4.3). */
export function inUse(message: string): Refusal {
  return new Refusal(400, 'ValidationError', message, null);
}
