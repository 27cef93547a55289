import { inUse } from '../admission.ts';
import type { Instance } from '../instance.ts';
import { filledTextOf, isObject, type JsonObject, objectOf, textOf } from '../json.ts';
import type { Behaviour, Kind, Write } from '../kind.ts';
import { legalNames } from '../legal-names.ts';
import { namedValuesOf } from '../policy-xml/references.ts';
import { invalid } from '../refusal.ts';
import { scopeOf, withoutScope } from '../scope.ts';
import { secretNamedValue } from './system-named-values.ts';
import { usersOf } from './users-of.ts';

const builtIn = 'azuremonitor';

/** Every service has one logger of its own (facts 1.15). */
export function addBuiltInLogger({ store }: Instance): void {
  store.put(`loggers/${builtIn}`, builtIn, { loggerType: 'azureMonitor', isBuffered: true });
}

/** Facts 1.15: raw keys become named values, a new one at each PUT. */
const loggers: Behaviour = {
  admit(wanted, write) {
    const credentials = objectOf(wanted, 'credentials') ?? {};
    checkCredentials(textOf(wanted, 'loggerType')?.toLowerCase() ?? '', credentials, write);
    return isObject(wanted['credentials']) ? { ...wanted, credentials: hidden(credentials, write) } : wanted;
  },

  beforeDelete({ key, name }, { instance }) {
    if (instance.switches.deletesInUse === 'accepted') return;
    const scope = scopeOf(key);
    const diagnostics = instance.store
      .allOf(scope)
      .filter(({ key: other }) => /(^|\/)diagnostics\/[^/]+$/.test(withoutScope(other)))
      .filter(
        ({ properties }) => instance.keyOfReference(textOf(properties, 'loggerId') ?? '', scope) === key,
      )
      .map((entry) => `/${instance.pathOf(entry)}`);
    const users = [...diagnostics, ...usersOf({ instance, scope }, 'logger', name)];
    if (users.length > 0)
      throw inUse(`The Logger '${name}' is used by the following entities:\r\n${users.join('\r\n')}\r\n`);
  },
};

/** Of each type, sets of properties of which one is enough (facts 1.15). */
const needed: Readonly<Record<string, readonly (readonly string[])[]>> = {
  applicationinsights: [['instrumentationKey', 'connectionString']],
  azureeventhub: [['name'], ['connectionString', 'endpointAddress']],
};

function checkCredentials(type: string, credentials: JsonObject, { instance, place }: Write): void {
  const has = (name: string): boolean => filledTextOf(credentials, name) !== undefined;
  const lacking = needed[type]?.find((names) => !names.some(has));
  if (lacking)
    throw invalid('credentials', `One or more Properties ['${lacking.join("', '")}'] specified are missing.`);
  const key = textOf(credentials, 'instrumentationKey');
  if (key !== undefined && !/^\{\{.+\}\}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key))
    throw invalid(
      'credentials',
      `Validation failed for logger-id '${place.name ?? ''}'. Exception Received 'Invalid instrumentation key.'`,
    );
  for (const name of namedValuesOf(JSON.stringify(credentials)))
    if (!instance.findByDisplayName(`${place.scope}namedvalues`, name))
      throw invalid('credentials', `Property '${name}' not found.`);
}

function hidden(credentials: JsonObject, { instance, place }: Write): JsonObject {
  const words = Object.entries(credentials).map(([name, value]): [string, typeof value] => {
    const isRaw = typeof value === 'string' && !/^\{\{.+\}\}$/.test(value);
    const isSecret = name === 'instrumentationKey' || name === 'connectionString';
    if (!isRaw || !isSecret) return [name, value];
    return [name, secretNamedValue(instance, { scope: place.scope, prefix: 'Logger-Credentials--', value })];
  });
  return Object.fromEntries(words);
}

export const loggerKinds: readonly Kind[] = [
  {
    collections: 'loggers',
    noun: 'Logger',
    names: legalNames.long,
    inWorkspaces: true,
    required: ['loggerType'],
    oneOf: { loggerType: ['azureEventHub', 'applicationInsights', 'azureMonitor'] },
    limits: { description: 256 },
    defaults: { isBuffered: true },
    filters: ['name', 'description', 'resourceId', 'loggerType:eq'],
    behaviour: loggers,
  },
];
