import { type JsonObject, objectOf, textOf, without } from '../json.ts';
import type { Behaviour, Write } from '../kind.ts';
import { revisionOf, rootOf } from '../place.ts';
import { invalid, notFound, Refusal } from '../refusal.ts';
import { scopeOf, withoutScope } from '../scope.ts';
import type { Entry } from '../store.ts';
import { copyContent, sourceOf, withInherited } from './api-copies.ts';
import { answerExport } from './api-exports.ts';
import { beginImport, finishImport, withDocument } from './api-import.ts';
import { checkSignIn, checkType } from './api-needs.ts';
import {
  becomesCurrent,
  checkFrozen,
  checkNewRevision,
  isCurrentRevision,
  keyOfRevision,
  revisionsOf,
  shareWithRevisions,
} from './api-revisions.ts';
import { isNewerType, typeOf } from './api-types.ts';
import { checkDisplayName, checkPath } from './api-uniqueness.ts';
import {
  dropEmptyVersionSet,
  embeddedVersionSet,
  inlineVersionSet,
  makeVersionSet,
  namedVersionSet,
} from './api-version-set.ts';
import { makeOperations } from './service-made-operations.ts';

/** Facts 1.3: taken by a PUT, never shown; whether a revision is current is no property of its own. */
const notKept = [
  ...['value', 'format', 'apiType', 'sourceApiId', 'isCurrent'],
  ...['translateRequiredQueryParameters', 'wsdlSelector'],
];

/** Facts 1.3, 2.1, 3. */
export const apis: Behaviour = {
  admit(wanted, write) {
    checkNewRevision(wanted, write);
    const imports = wanted['value'] !== undefined;
    const asked = imports ? withDocument(completed(wanted, write), write) : completed(wanted, write);
    if (imports) refuseNulls(asked);
    const whole = withInherited(asked, sourceOf(asked, write), write);
    if (whole['path'] === undefined) throw invalid('path', 'Path is required.');
    if (!imports && !textOf(whole, 'displayName')) throw invalid('name', 'Name is required.');
    if (whole['serviceUrl'] === '')
      throw invalid('serviceUrl', "API Management service doesn't support publishing blank service URLs.");
    checkSignIn(whole, write);
    inlineVersionSet(whole);
    const path = (textOf(whole, 'path') ?? '').replace(/^\/+|\/+$/g, '');
    const admitted = { ...whole, path, ...namedVersionSet(whole, write) };
    checkPath(write.instance, admitted, write.place.key);
    if (imports) beginImport(admitted, write);
    else checkDisplayName(write.instance, admitted, write.place.key);
    return admitted;
  },

  settle(wanted, write) {
    const { instance } = write;
    const source = sourceOf(wanted, write);
    const settled = { ...without(wanted, ...notKept), type: typeOf(wanted, write) };
    const imported = wanted['value'] === undefined ? undefined : finishImport(wanted, settled, write);
    const properties = withDefaults(imported?.properties ?? settled);
    checkType(settled.type ?? 'http', properties, write);
    checkPath(instance, properties, write.place.key);
    checkDisplayName(instance, properties, write.place.key);
    checkFrozen(write, properties);
    const key = keyOfRevision(wanted, write);
    const [first] = revisionsOf(instance, key);
    return {
      key,
      // The casing of the first one is the casing of all (facts 1.0).
      ...(first ? { name: first.name } : {}),
      properties: { ...makeVersionSet(properties, write), ...bookkeeping(key, write) },
      afterwards: (api) => {
        if (!first || becomesCurrent(wanted, write)) instance.setCurrentRevision(key, revisionOf(key) ?? '1');
        if (!first) serveEverywhere(api, write);
        if (source) copyContent(instance, source, api);
        imported?.apply(api);
        makeOperations(instance, api);
        shareWithRevisions(instance, api);
      },
    };
  },

  show({ key, properties }, { instance, list, query }) {
    return {
      ...withDefaults(without(properties, 'createdDateTime', 'updatedDateTime')),
      apiRevision: revisionOf(key) ?? '1',
      isCurrent: isCurrentRevision(instance, key),
      ...(list && query.get('expandApiVersionSet') !== 'true'
        ? {}
        : embeddedVersionSet(instance, properties)),
    };
  },

  isListed({ properties }, { instance, query }) {
    return instance.switches.agentApis === 'listed' || !isNewerType(textOf(properties, 'type'), query);
  },

  answerGet(api, view) {
    const isUnknown = view.instance.switches.agentApis === 'unknown';
    if (isUnknown && isNewerType(textOf(api.properties, 'type'), view.query)) throw notFound('Api');
    return answerExport(api, view);
  },

  /** Facts 3, 9.5; in the versions with long-running deletes it is the poll that says so. */
  beforeDelete({ key }, { instance, query }) {
    if (query.get('deleteRevisions') === 'true' || !isCurrentRevision(instance, key)) return;
    const alone = revisionsOf(instance, key).length === 1;
    if (alone && instance.switches.deleteOfOnlyRevision === 'accepted') return;
    throw new Refusal(400, 'ValidationError', 'Cannot delete the current revision of an API.', null);
  },

  /** `deleteRevisions=true` takes the whole API, also when it was asked of one revision (facts 3). */
  afterDelete(entry, { instance, query }) {
    if (query.get('deleteRevisions') === 'true')
      for (const other of revisionsOf(instance, entry.key)) instance.store.delete(other.key);
    if (revisionsOf(instance, entry.key).length > 0) return;
    const root = rootOf(entry.key);
    for (const other of instance.store.allOf(scopeOf(root)))
      if (other.key.startsWith(`${root}/`) || other.key.endsWith(`/${withoutScope(root)}`))
        instance.store.delete(other.key);
    instance.setCurrentRevision(root, '1');
    dropEmptyVersionSet(instance, entry);
  },
};

/** A new API is served by the built-in gateway, whatever else serves it (facts 1.18). */
function serveEverywhere({ key, name }: Entry, { instance, place }: Write): void {
  if (place.scope === '') instance.store.put(`gateways/managed/${rootOf(key)}`, name, {});
}

/** What is kept of a revision besides what it was given. */
function bookkeeping(key: string, { existing }: Write): JsonObject {
  const now = new Date().toISOString();
  return {
    apiRevision: revisionOf(key),
    createdDateTime: existing?.properties['createdDateTime'] ?? now,
    updatedDateTime: now,
  };
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
