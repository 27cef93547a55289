import type { Instance } from '../instance.ts';
import type { JsonObject } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { oneOfNames } from '../legal-names.ts';
import type { Entry } from '../store.ts';

/** Direct management and Git, both off (facts 1.20). */
export function addTenant(instance: Instance): void {
  for (const name of ['access', 'gitAccess'])
    instance.store.put(`tenant/${name.toLowerCase()}`, name, {
      principalId: name === 'access' ? 'integration' : 'git',
      enabled: false,
      primaryKey: instance.inventId(),
      secondaryKey: instance.inventId(),
    });
  instance.store.put('settings/public', 'public', { settings: {} });
}

/** Facts 1.20, 7. */
const tenant: Behaviour = {
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
  },
};

function renewed(entry: Entry, key: JsonObject): { status: number } {
  entry.properties = { ...entry.properties, ...key };
  return { status: 204 };
}

export const tenantKinds: readonly Kind[] = [
  {
    collections: 'tenant',
    noun: 'Tenant',
    names: oneOfNames('access', 'gitAccess'),
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
