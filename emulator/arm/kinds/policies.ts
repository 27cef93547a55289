import type { EmulatedAnswer } from '../../http/loopback-server.ts';
import type { Instance } from '../instance.ts';
import { type JsonObject, textOf, without } from '../json.ts';
import type { Behaviour } from '../kind.ts';
import type { Place } from '../place.ts';
import { type PolicyFormat } from '../policy-xml/read-markup.ts';
import type { PolicyLevel } from '../policy-xml/statements.ts';
import { acceptPolicy, inFormat } from './policy-document.ts';
import { invalid, Refusal } from '../refusal.ts';
import { scopeOf } from '../scope.ts';
import { entriesUsing, usersOf } from './users-of.ts';

const skeleton = [
  '<policies>',
  '\t<inbound></inbound>',
  '\t<backend>',
  '\t\t<forward-request />',
  '\t</backend>',
  '\t<outbound></outbound>',
  '\t<on-error></on-error>',
  '</policies>',
].join('\r\n');

/** The global policy exists from the start, and comes back when it is deleted (facts 1.5). */
export function resetServicePolicy(instance: Instance): void {
  instance.store.put('policies/policy', 'policy', { value: skeleton });
}

/** Policies of any scope (facts 1.5); kept as rawxml, worded on the way out. */
export const policies: Behaviour = {
  admit(wanted, { instance, place }) {
    const given = textOf(wanted, 'format') ?? 'xml';
    const format = formatOf(given.replace(/-link$/, ''));
    const text = given.endsWith('-link') ? linkedText(wanted, instance) : (textOf(wanted, 'value') ?? '');
    const urlTemplate = textOf(instance.find(place.parent)?.properties ?? {}, 'urlTemplate');
    return {
      value: acceptPolicy({ instance, scope: place.scope, urlTemplate }, text, format, levelOf(place)),
    };
  },

  show({ properties }, { query, list }) {
    return shown(properties, list ? 'xml' : formatOf(query.get('format') ?? 'xml'));
  },

  answerGet(entry, { instance, query }): EmulatedAnswer | undefined {
    if (instance.switches.policyEnvelope === 'json' || query.get('format') !== 'rawxml') return undefined;
    return {
      status: 200,
      headers: { etag: entry.etag, 'content-type': 'application/vnd.ms-azure-apim.policy.raw+xml' },
      body: textOf(entry.properties, 'value') ?? '',
    };
  },

  answerPut({ properties }, { switches }) {
    return switches.policyEnvelope === 'text' ? (textOf(properties, 'value') ?? '') : undefined;
  },

  afterDelete({ key }, { instance }) {
    if (key === 'policies/policy') resetServicePolicy(instance);
  },
};

/** Facts 1.6: like policies, but slow, so that what is wrong appears on the poll. */
export const policyFragments: Behaviour = {
  admit(wanted) {
    formatOf(textOf(wanted, 'format') ?? 'xml');
    return wanted;
  },

  settle({ format, ...wanted }, { instance, place: { scope } }) {
    const from = formatOf(typeof format === 'string' ? format : 'xml');
    const value = acceptPolicy({ instance, scope }, textOf(wanted, 'value') ?? '', from, 'fragment');
    return { properties: { ...wanted, value } };
  },

  show({ properties }, { query, list }) {
    return { ...properties, ...shown(properties, list ? 'xml' : formatOf(query.get('format') ?? 'xml')) };
  },

  /** The text is one of the few that were seen (facts 4.2). */
  beforeDelete({ key, name }, { instance }) {
    const users = usersOf({ instance, scope: scopeOf(key) }, 'fragment', name);
    if (users.length === 0) return;
    const message = `The Policy Fragment '${name}' is used by the following entities:\r\n${users.join('\r\n')}\r\n`;
    throw new Refusal(400, 'ValidationError', message, null);
  },

  actions: {
    listreferences({ key, name }, instance) {
      const value = entriesUsing({ instance, scope: scopeOf(key) }, 'fragment', name).map((user) =>
        without(instance.contractOf(user, new URLSearchParams()), 'properties'),
      );
      return { status: 200, body: { value, count: value.length } };
    },
  },
};

const levels: Readonly<Record<string, PolicyLevel>> = {
  'products/policies': 'product',
  'apis/policies': 'api',
  'apis/operations/policies': 'operation',
  'apis/resolvers/policies': 'resolver',
};

function levelOf({ kind, scope }: Place): PolicyLevel {
  return levels[kind.collections] ?? (scope === '' ? 'service' : 'workspace');
}

/** The service reads the link itself (facts 1.5). */
function linkedText(wanted: JsonObject, { surroundings }: Instance): string {
  const fetched = surroundings.links.take(textOf(wanted, 'value') ?? '', 'policy');
  if ('problem' in fetched) throw invalid('value', fetched.problem);
  return fetched.text;
}

function formatOf(text: string): PolicyFormat {
  if (text === 'xml' || text === 'rawxml') return text;
  throw invalid('format', `The format '${text}' is not supported.`);
}

function shown(properties: JsonObject, format: PolicyFormat): JsonObject {
  const value = textOf(properties, 'value');
  return value === undefined ? {} : { format, value: inFormat(value, format) };
}
