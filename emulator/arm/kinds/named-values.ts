import { isObject, type JsonObject, listOf, textOf } from '../json.ts';
import type { Behaviour, Write } from '../kind.ts';
import { invalid, Refusal } from '../refusal.ts';
import { scopeOf } from '../scope.ts';
import type { Entry } from '../store.ts';
import { checkWithValue } from './policy-document.ts';
import { entriesUsing, isPolicy, usersOf } from './users-of.ts';

/** Facts 1.13: names are unique by displayName, secrets are shown by listValue only. */
export const namedValues: Behaviour = {
  admit(wanted, write) {
    refuseSecondWrite(write);
    const displayName = textOf(wanted, 'displayName') ?? '';
    if (!/^[A-Za-z0-9-._]{1,256}$/.test(displayName))
      throw invalid(
        'name',
        'Name may contain only letters, digits, periods, dash, and underscore characters.',
      );
    if (listOf(wanted, 'tags').length > 32) throw invalid('tags', 'There can be 32 tags at most.');
    const twin = write.instance.findByDisplayName(write.place.collection, displayName);
    if (twin && twin.key !== write.place.key)
      throw invalid('name', 'Property with the same name already exist.');
    return { displayName, tags: listOf(wanted, 'tags'), secret: false, ...wanted, ...valueOf(wanted, write) };
  },

  settle(wanted, { instance, place: { scope, key }, existing }) {
    if (!existing && isObject(wanted['keyVault'])) instance.hide(key);
    const before = existing && textOf(existing.properties, 'displayName');
    const [name = '', value = ''] = [textOf(wanted, 'displayName'), textOf(wanted, 'value')];
    const users = before === undefined ? [] : entriesUsing({ instance, scope }, 'namedValue', before);
    for (const user of users.filter(isPolicy)) {
      const text = textOf(renamed(user, before ?? '', name), 'value') ?? '';
      checkWithValue({ instance, scope }, text, { name, value });
    }
    return {
      properties: wanted,
      afterwards: () => {
        if (before === undefined || before === name) return;
        for (const user of users) instance.store.put(user.key, user.name, renamed(user, before, name));
      },
    };
  },

  show({ properties }) {
    const { value, ...shown } = properties;
    return hidden(properties) ? shown : { ...shown, value };
  },

  beforeDelete({ key, properties }, { instance }) {
    const displayName = textOf(properties, 'displayName') ?? '';
    const users = usersOf({ instance, scope: scopeOf(key) }, 'namedValue', displayName);
    if (users.length === 0) return;
    throw new Refusal(
      400,
      'ValidationError',
      `The property '${displayName}' is used by the following entities:\r\n${users.join('\r\n')}\r\n`,
      null,
    );
  },

  actions: {
    listvalue: ({ properties }) => ({ status: 200, body: { value: properties['value'] } }),
    refreshsecret: (entry, instance) => {
      if (!isObject(entry.properties['keyVault']))
        throw invalid('keyVault', 'Only values from Key Vault can be refreshed.');
      return { status: 200, body: instance.contractOf(entry, new URLSearchParams()) };
    },
  },
};

/** Each revalidates all policies, so that two at a time are one too many (facts 1.13, 4.4); the words are a guess. */
function refuseSecondWrite({ instance, place }: Write): void {
  if (instance.switches.parallelNamedValues === 'accepted') return;
  if (instance.longRunning.runningIn(place.collection))
    throw new Refusal(
      409,
      'PessimisticConcurrencyConflict',
      'Operation on the Property is in progress',
      null,
    );
}

function hidden(properties: JsonObject): boolean {
  return properties['secret'] === true || isObject(properties['keyVault']);
}

function valueOf(wanted: JsonObject, { existing, instance, method }: Write): JsonObject {
  if (isObject(wanted['keyVault'])) {
    // A PATCH is about the old value too.
    if (wanted['value'] !== undefined && wanted['value'] !== null && method === 'PUT')
      throw invalid('value', 'Value and KeyVault cannot be specified together.');
    return { secret: true, value: 'value-from-key-vault' };
  }
  const value = textOf(wanted, 'value');
  if (value !== undefined && value !== '') {
    if (value.length > 4096)
      throw invalid('value', 'The length of the value must be between 1 and 4096 characters.');
    return {};
  }
  const kept = existing?.properties['value'];
  if (kept !== undefined && wanted['secret'] === true && instance.switches.omittedSecrets === 'kept')
    return { value: kept };
  throw invalid('value', 'Value is required.');
}

/** The service rewrites every {{reference}} when a named value is renamed (facts 1.13). */
function renamed({ properties }: Entry, before: string, after: string): JsonObject {
  const pattern = new RegExp(`\\{\\{${before.replaceAll('.', '\\.')}\\}\\}`, 'gi');
  return JSON.parse(JSON.stringify(properties).replace(pattern, `{{${after}}}`)) as JsonObject;
}
