import type { Instance } from '../instance.ts';
import { filledTextOf, type JsonObject, objectOf, textOf, without } from '../json.ts';
import type { Behaviour, Write } from '../kind.ts';
import { revisionOf, rootOf } from '../place.ts';
import { invalid, notEmulated } from '../refusal.ts';
import { scopeOf, withoutScope } from '../scope.ts';
import { importApi } from '../specification/import-api.ts';
import { answerExport } from './api-exports.ts';
import { checkDisplayName, checkPath } from './api-uniqueness.ts';

/** Facts 1.3: taken by a PUT, never shown. */
const writeOnly = [
  ...['value', 'format', 'apiType', 'sourceApiId'],
  ...['translateRequiredQueryParameters', 'wsdlSelector'],
];

/** Facts 1.3, 2.1: of the formats OpenAPI is emulated. */
export const apis: Behaviour = {
  admit(wanted, write) {
    refuseWhatIsNotEmulated(wanted, write);
    const whole = completed(wanted, write);
    if (whole['value'] !== undefined) refuseNulls(whole);
    if (whole['path'] === undefined) throw invalid('path', 'Path is required.');
    if (whole['value'] === undefined && !textOf(whole, 'displayName'))
      throw invalid('name', 'Name is required.');
    if (whole['serviceUrl'] === '')
      throw invalid('serviceUrl', "API Management service doesn't support publishing blank service URLs.");
    const path = (textOf(whole, 'path') ?? '').replace(/^\/+|\/+$/g, '');
    const admitted = { ...whole, path, ...versionSetId(whole, write) };
    checkPath(write.instance, admitted, write.place.key);
    if (whole['value'] === undefined) checkDisplayName(write.instance, admitted, write.place.key);
    return admitted;
  },

  settle(wanted, write) {
    const value = wanted['value'];
    const type = textOf(wanted, 'apiType') ?? textOf(wanted, 'type');
    const kept = without(wanted, ...writeOnly);
    const settled = { ...kept, ...(type === undefined ? {} : { type }) };
    if (value === undefined) return { properties: withDefaults(settled) };
    const imported = importApi(write.instance, wanted);
    const properties = withDefaults({ ...settled, ...preferred(write, settled, imported) });
    checkDisplayName(write.instance, properties, write.place.key);
    return {
      properties,
      afterwards: (api) => {
        imported.apply(write.instance, api);
      },
    };
  },

  show({ key, properties }, { instance, list }) {
    const revision = revisionOf(key) ?? '1';
    const set = list ? undefined : instance.findReference(textOf(properties, 'apiVersionSetId') ?? '');
    return {
      ...withDefaults(properties),
      apiRevision: revision,
      isCurrent: revision === instance.currentRevisionOf(key),
      ...(set ? { apiVersionSet: embedded(instance, set) } : {}),
    };
  },

  answerGet: answerExport,

  afterDelete({ key }, { instance }) {
    const root = rootOf(key);
    if (instance.find(root)) return;
    for (const other of instance.store.allOf(scopeOf(key)))
      if (other.key.startsWith(`${root}/`) || other.key.endsWith(`/${withoutScope(root)}`))
        instance.store.delete(other.key);
  },
};

function refuseWhatIsNotEmulated(wanted: JsonObject, { place, instance, existing }: Write): void {
  const revision = revisionOf(place.key);
  if (!existing && revision !== instance.currentRevisionOf(place.key)) throw notEmulated('new revisions');
  const format = textOf(wanted, 'format');
  if (wanted['value'] !== undefined && !['openapi', 'openapi+json'].includes(format ?? ''))
    throw notEmulated(`imports of format ${format ?? '(none)'}`);
  const set = objectOf(wanted, 'apiVersionSet');
  if (set && set['id'] === undefined) throw notEmulated('version sets made inline');
  if (wanted['sourceApiId'] !== undefined && !existing) throw notEmulated('copies of APIs');
}

/** `?import=true` merges into what is there instead of replacing it (facts 2.1). */
function completed(wanted: JsonObject, { existing, query }: Write): JsonObject {
  return existing && query.get('import') === 'true'
    ? { ...withoutNulls(existing.properties), ...wanted }
    : wanted;
}

function withoutNulls(properties: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

/** An import PUT does not take explicit nulls (facts 1.0). */
function refuseNulls(wanted: JsonObject): void {
  const nothing = Object.keys(wanted).find((name) => wanted[name] === null);
  if (nothing !== undefined) throw invalid(nothing, `The value of '${nothing}' cannot be null.`);
}

function versionSetId(wanted: JsonObject, { instance, place }: Write): JsonObject {
  const given =
    textOf(wanted, 'apiVersionSetId') ?? textOf(objectOf(wanted, 'apiVersionSet') ?? {}, 'id') ?? undefined;
  if (given === undefined) return {};
  const current = given.replace(/\/api-version-sets\//i, '/apiVersionSets/');
  const set = instance.findReference(current, place.scope);
  if (!set) throw invalid('apiVersionSetId', `ApiVersionSet with id '${given}' not found.`);
  return { apiVersionSetId: `${instance.resourceId}/${instance.pathOf(set)}`, apiVersionSet: undefined };
}

/** Who wins when request and document both name a thing: contradicting reports (facts 9.1). */
function preferred(
  { instance }: Write,
  wanted: JsonObject,
  imported: { displayName: string; description: string | undefined; serviceUrl: string | undefined },
): JsonObject {
  const given = instance.switches.importPrecedence === 'request';
  const choose = (name: 'displayName' | 'description' | 'serviceUrl'): string | undefined =>
    given ? (filledTextOf(wanted, name) ?? imported[name]) : (imported[name] ?? textOf(wanted, name));
  return {
    displayName: choose('displayName'),
    description: choose('description'),
    serviceUrl: choose('serviceUrl'),
  };
}

function withDefaults(properties: JsonObject): JsonObject {
  return {
    ...properties,
    description: properties['description'] ?? null,
    subscriptionRequired: properties['subscriptionRequired'] ?? true,
    serviceUrl: properties['serviceUrl'] ?? null,
    protocols: properties['protocols'] ?? ['https'],
    authenticationSettings: properties['authenticationSettings'] ?? null,
    subscriptionKeyParameterNames: {
      header: 'Ocp-Apim-Subscription-Key',
      query: 'subscription-key',
      ...objectOf(properties, 'subscriptionKeyParameterNames'),
    },
  };
}

function embedded(
  instance: Instance,
  set: { key: string; name: string; properties: JsonObject; etag: string },
): JsonObject {
  const { displayName, ...rest } = set.properties;
  return { id: `${instance.resourceId}/${instance.pathOf(set)}`, name: displayName, ...rest };
}
