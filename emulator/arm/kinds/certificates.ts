import { createHash } from 'node:crypto';
import { inUse } from '../admission.ts';
import type { Instance } from '../instance.ts';
import { filledTextOf, type JsonObject, listOf, objectOf, textOf } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { legalNames } from '../legal-names.ts';
import { refreshed } from '../list-options.ts';
import { invalid } from '../refusal.ts';
import { scopeOf, withoutScope } from '../scope.ts';
import type { Entry } from '../store.ts';

/** Facts 1.16, 7: data and password never come back. */
const certificates: Behaviour = {
  admit(wanted, { instance, place }) {
    const vault = objectOf(wanted, 'keyVault');
    const source = vault ? identifierIn(vault, wanted) : dataIn(wanted);
    const thumbprint = createHash('sha1').update(source).digest('hex').toUpperCase();
    const twin = instance.store
      .list(place.collection)
      .find(({ key, properties }) => key !== place.key && properties['thumbprint'] === thumbprint);
    if (twin) throw invalid('data', 'Certificate with the same thumbprint already exists.');
    return {
      subject: `CN=${place.name ?? ''}`,
      thumbprint,
      expirationDate: '2036-01-01T00:00:00Z',
      ...(vault ? { keyVault: { ...vault, lastStatus: read() } } : {}),
    };
  },

  beforeDelete(entry, { instance }) {
    if (instance.switches.deletesInUse === 'accepted') return;
    const users = usersOfCertificate(instance, entry);
    if (users.length > 0)
      throw inUse(
        `The Certificate '${entry.name}' is used by the following entities:\r\n${users.join('\r\n')}\r\n`,
      );
  },

  actions: {
    refreshsecret: (entry, instance) => ({
      status: 200,
      body: instance.contractOf(entry, new URLSearchParams()),
    }),
  },
};

function identifierIn(vault: JsonObject, wanted: JsonObject): string {
  if (filledTextOf(wanted, 'data') !== undefined)
    throw invalid('data', 'Data and KeyVault cannot be specified together.');
  const identifier = textOf(vault, 'secretIdentifier') ?? '';
  if (/^https:\/\/[^/]+\/(secrets|certificates)\/[^/]+/i.test(identifier)) return identifier;
  throw invalid('keyVault', 'The secretIdentifier is not a valid Key Vault secret identifier.');
}

function dataIn(wanted: JsonObject): string {
  const data = textOf(wanted, 'data') ?? '';
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(data)) return data;
  throw invalid('data', 'Data must be a base64 encoded certificate.');
}

function read(): JsonObject {
  return { code: 'Success', timeStampUtc: new Date().toISOString() };
}

function usersOfCertificate(instance: Instance, { key }: Entry): string[] {
  const name = key.split('/').at(-1) ?? '';
  return instance.store
    .allOf(scopeOf(key))
    .filter((other) => certificatesIn(other).includes(name))
    .map((other) => `/${instance.pathOf(other)}`);
}

/** Names of certificates, whether they are given as names or as ids. */
function certificatesIn({ key, properties }: Entry): string[] {
  const local = withoutScope(key);
  const authority = /^gateways\/[^/]+\/certificateauthorities\/(.+)$/.exec(local)?.[1];
  const ids = [
    authority,
    ...(local.startsWith('backends/')
      ? listOf(objectOf(properties, 'credentials') ?? {}, 'certificateIds')
      : []),
    ...(local.startsWith('gateways/') ? [properties['certificateId']] : []),
  ];
  return ids.flatMap((id) => (typeof id === 'string' ? (id.toLowerCase().split('/').at(-1) ?? []) : []));
}

export const certificateKinds: readonly Kind[] = [
  {
    collections: 'certificates',
    noun: 'Certificate',
    names: legalNames.short,
    inWorkspaces: true,
    without: ['PATCH'],
    filters: ['name', 'subject', 'thumbprint', 'expirationDate:ge,le,eq,ne,gt,lt'],
    options: refreshed,
    behaviour: certificates,
  },
];
