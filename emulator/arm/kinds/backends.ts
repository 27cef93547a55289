import type { Instance } from '../instance.ts';
import { isObject, type JsonObject, listOf, objectOf, objectsOf, textOf } from '../json.ts';
import type { Behaviour, Write } from '../kind.ts';
import { namedValuesOf } from '../policy-xml/references.ts';
import { fullIdOf, targetOf } from '../reference.ts';
import { invalid, Refusal } from '../refusal.ts';
import { scopeOf } from '../scope.ts';
import { usersOf } from './users-of.ts';

/** Facts 1.14. */
export const backends: Behaviour = {
  admit(wanted, write) {
    const {
      instance,
      place: { scope },
    } = write;
    for (const name of namedValuesOf(JSON.stringify(wanted['credentials'] ?? {})))
      if (!instance.findByDisplayName(`${scope}namedvalues`, name))
        throw invalid('credentials', `Property '${name}' not found.`);
    checkCertificates(write, wanted);
    return textOf(wanted, 'type')?.toLowerCase() === 'pool' ? pool(write, wanted) : single(wanted);
  },

  beforeDelete(entry, { instance }) {
    if (instance.switches.deletesInUse === 'accepted') return;
    const users = [
      ...usersOf({ instance, scope: scopeOf(entry.key) }, 'backend', entry.name),
      ...poolsWith(instance, entry.key),
    ];
    if (users.length === 0) return;
    const message = `The Backend '${entry.name}' is used by the following entities:\r\n${users.join('\r\n')}\r\n`;
    throw new Refusal(400, 'ValidationError', message, null);
  },

  actions: {
    reconnect: () => ({ status: 202 }),
  },
};

function checkCertificates({ instance, place: { scope } }: Write, wanted: JsonObject): void {
  for (const id of listOf(objectOf(wanted, 'credentials') ?? {}, 'certificateIds')) {
    const given = typeof id === 'string' ? id : '';
    const full = given.includes('/') ? given : `/certificates/${given}`;
    if (!targetOf(instance, full, 'certificates', scope))
      throw invalid('credentials', `Certificate with id '${given}' not found.`);
  }
}

function single(wanted: JsonObject): JsonObject {
  for (const field of ['url', 'protocol'])
    if ((textOf(wanted, field) ?? '') === '') throw invalid(field, `Backend ${field} is required.`);
  if (!/^(https?|wss?):\/\/|^\{\{/i.test(textOf(wanted, 'url') ?? ''))
    throw invalid('url', 'Url must be a valid absolute url.');
  const credentials = objectOf(wanted, 'credentials') ?? {};
  return {
    ...wanted,
    type: 'Single',
    // Empty maps come back when nothing is set (facts 1.14, 8).
    credentials: { query: {}, header: {}, ...credentials },
    tls: { validateCertificateChain: true, validateCertificateName: true, ...objectOf(wanted, 'tls') },
  };
}

function pool({ instance, place: { scope } }: Write, wanted: JsonObject): JsonObject {
  if (wanted['url'] !== undefined) throw invalid('url', 'Url is not supported for backend pool.');
  const members = objectsOf(objectOf(wanted, 'pool') ?? {}, 'services');
  if (members.length === 0) throw invalid('pool', 'Backend pool must have at least one service.');
  const services = members.map((member) => {
    const id = textOf(member, 'id') ?? '';
    const backend = targetOf(instance, id, 'backends', scope);
    if (!backend) throw invalid('pool', `Backend Entity '${id.split('/').at(-1) ?? ''}' not found.`);
    const full = instance.switches.echoedReferences === 'full';
    return { ...member, id: full ? fullIdOf(instance, backend) : id };
  });
  return { ...wanted, type: 'Pool', pool: { ...objectOf(wanted, 'pool'), services } };
}

function poolsWith(instance: Instance, key: string): string[] {
  return instance.store
    .list(`${scopeOf(key)}backends`)
    .filter(({ properties }) =>
      objectsOf(isObject(properties['pool']) ? properties['pool'] : {}, 'services').some(
        (member) => instance.keyOfReference(textOf(member, 'id') ?? '', scopeOf(key)) === key,
      ),
    )
    .map(({ name }) => `/backends/${name}`);
}
