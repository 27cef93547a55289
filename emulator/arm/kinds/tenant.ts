import type { Instance } from '../instance.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { oneOfNames } from '../legal-names.ts';
import { invalid, methodNotAllowed, notFound } from '../refusal.ts';
import type { Entry } from '../store.ts';

const configuration = 'configuration';

/** Direct management and Git, both off (facts 1.20). */
export function addTenant(instance: Instance): void {
  for (const name of ['access', 'gitAccess'])
    instance.store.put(`tenant/${name.toLowerCase()}`, name, {
      principalId: name === 'access' ? 'integration' : 'git',
      enabled: false,
      primaryKey: instance.inventId(),
      secondaryKey: instance.inventId(),
    });
  instance.store.put(`tenant/${configuration}`, configuration, {});
  instance.store.put('settings/public', 'public', { settings: {} });
}

/** Facts 1.20, 7. */
const tenant: Behaviour = {
  isListed: ({ name }) => name !== configuration,

  answerGet({ name }) {
    if (name === configuration) throw methodNotAllowed('GET');
    return undefined;
  },

  admit(wanted, { existing, instance }) {
    const { primaryKey, secondaryKey } = existing?.properties ?? {};
    const keys = {
      primaryKey: primaryKey ?? instance.inventId(),
      secondaryKey: secondaryKey ?? instance.inventId(),
    };
    return { ...keys, ...wanted };
  },

  actions: {
    listsecrets: ({ name, properties }) => ({ status: 200, body: { id: name, ...properties } }),
    regenerateprimarykey: (entry, instance) => renewed(entry, { primaryKey: instance.inventId() }),
    regeneratesecondarykey: (entry, instance) => renewed(entry, { secondaryKey: instance.inventId() }),
    deploy: (entry, _, body) => synchronised(entry, 'deploy', body),
    save: (entry, _, body) => synchronised(entry, 'save', body),
    validate: (entry, _, body) => synchronised(entry, 'validate', body),
  },

  reads: {
    syncstate: ({ name, properties }) => {
      if (name !== configuration) throw notFound('Resource');
      return { status: 200, body: { properties } };
    },
  },
};

/** Git of the instance itself, which the tasks leave alone: what was asked last is remembered, and nothing moves. */
function synchronised(entry: Entry, operation: string, body: JsonObject) {
  if (entry.name !== configuration) throw methodNotAllowed('POST');
  const branch = textOf(objectOf(body, 'properties') ?? {}, 'branch');
  if (branch === undefined) throw invalid('branch', "'Branch' is required.");
  const moved = { branch, isExport: operation === 'save', isSynced: operation !== 'validate' };
  entry.properties = { ...entry.properties, ...moved };
  return { status: 200, body: { properties: { status: 'Succeeded', operation } } };
}

function renewed(entry: Entry, key: JsonObject): { status: number } {
  entry.properties = { ...entry.properties, ...key };
  return { status: 204 };
}

export const tenantKinds: readonly Kind[] = [
  {
    collections: 'tenant',
    noun: 'Tenant',
    names: oneOfNames('access', 'gitAccess'),
    longRunningActions: ['deploy', 'save', 'validate'],
    unpaged: true,
    without: ['DELETE'],
    ifMatch: 'required',
    readOnly: ['principalId', 'id'],
    secrets: ['primaryKey', 'secondaryKey'],
    behaviour: tenant,
  },
  {
    collections: 'settings',
    noun: 'Settings',
    unpaged: true,
    without: ['HEAD', 'PUT', 'PATCH', 'DELETE'],
  },
];
