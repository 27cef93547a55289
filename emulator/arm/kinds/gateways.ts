import type { Instance } from '../instance.ts';
import { filledTextOf, objectOf, textOf } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { fullIdOf, targetOf } from '../reference.ts';
import { invalid } from '../refusal.ts';
import type { Entry } from '../store.ts';

/** Facts 1.18: self-hosted ones. The built-in one is no item, but has APIs. */
const gateways: Behaviour = {
  admit(wanted, { instance, existing }) {
    const location = objectOf(wanted, 'locationData') ?? {};
    if (filledTextOf(location, 'name') === undefined)
      throw invalid('locationData', 'The name of the location is required.');
    const keys = existing?.properties ?? {
      primaryKey: instance.inventId(),
      secondaryKey: instance.inventId(),
    };
    const { primaryKey, secondaryKey } = keys;
    const locationData = { city: null, district: null, countryOrRegion: null, ...location };
    return { ...wanted, locationData, primaryKey, secondaryKey };
  },

  actions: {
    listkeys: ({ properties: { primaryKey, secondaryKey } }) => ({
      status: 200,
      body: { primary: primaryKey, secondary: secondaryKey },
    }),
    regeneratekey: (entry, instance, body) => {
      const wanted = textOf(body, 'keyType')?.toLowerCase();
      if (wanted !== 'primary' && wanted !== 'secondary') throw invalid('keyType', 'KeyType is required.');
      entry.properties = { ...entry.properties, [`${wanted}Key`]: instance.inventId() };
      return { status: 204 };
    },
    generatetoken: (entry, _, body) => {
      const expiry = textOf(body, 'expiry');
      if (expiry === undefined) throw invalid('expiry', 'Expiry is required.');
      return { status: 200, body: { value: `${entry.name}&${expiry}&${signature(entry)}` } };
    },
    listdebugcredentials: (entry) => ({ status: 200, body: { token: signature(entry) } }),
    invalidatedebugcredentials: () => ({ status: 204 }),
    listtrace: () => ({ status: 200, body: {} }),
  },
};

function signature({ name, properties }: Entry): string {
  return Buffer.from(`${name}${textOf(properties, 'primaryKey') ?? ''}`).toString('base64');
}

/** Facts 1.18: the certificate must be there, and comes back with its full id. */
const hostnames: Behaviour = {
  admit(wanted, { instance }) {
    return { ...wanted, certificateId: certificateId(instance, textOf(wanted, 'certificateId') ?? '') };
  },
};

function certificateId(instance: Instance, given: string): string {
  const certificate = targetOf(instance, given, 'certificates');
  if (certificate) return fullIdOf(instance, certificate);
  throw invalid('certificateId', `Certificate with id '${given.split('/').at(-1) ?? ''}' not found.`);
}

export const gatewayKinds: readonly Kind[] = [
  {
    collections: 'gateways',
    noun: 'Gateway',
    names: /^(?!managed$)[^/]{1,80}$/i,
    implied: ['managed'],
    required: ['locationData'],
    limits: { description: 1000 },
    secrets: ['primaryKey', 'secondaryKey'],
    filters: ['name', 'region', 'description'],
    behaviour: gateways,
  },
  { collections: 'gateways/apis', noun: 'API', linksTo: 'apis', association: true, filters: ['name'] },
  {
    collections: 'gateways/hostnameConfigurations',
    noun: 'GatewayHostnameConfiguration',
    names: /^[^/]{1,80}$/,
    without: ['PATCH'],
    required: ['hostname', 'certificateId'],
    filters: ['name', 'hostname'],
    behaviour: hostnames,
  },
  {
    collections: 'gateways/certificateAuthorities',
    noun: 'GatewayCertificateAuthority',
    without: ['PATCH'],
    namedAfter: 'certificates',
    defaults: { isTrusted: false },
    filters: ['name:eq,ne'],
  },
];
