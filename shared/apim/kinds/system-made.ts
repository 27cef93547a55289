import { isInventedName } from '../invented-name.ts';
import { type JsonObject, textAt } from '../json.ts';

/**
 * Loggers and caches hand their keys to named values that the service makes itself, and show `{{Logger-Credentials--id}}`
 * or `{{id}}` in their place: of use in this one instance only (facts: apim-rest 1.13, 1.15, 1.16).
 */
export function isSystemMade(text: string): boolean {
  return systemMadeReference.test(text);
}

/** The name of the named value that such a reference leads to; undefined: it is something else. */
export function systemMadeName(text: string): string | undefined {
  return systemMadeReference.exec(text)?.groups?.['id'];
}

/** Of named values: the service made it. A person may well choose 24 digits, but not as name and display name. */
export function isSystemMadeNamedValue(name: string, properties: JsonObject): boolean {
  const displayName = textAt(properties, 'displayName') ?? '';
  return (
    /^Logger-Credentials--[0-9a-f]+$/i.test(displayName) ||
    (isInventedName(displayName) && displayName === name.toLowerCase())
  );
}

/** Of a logger: its key is hidden by the service, or left out of the files. */
export function hidesCredentials(properties: JsonObject): boolean {
  const told = loggerSecrets.flatMap((path) => textAt(properties, ...path.split('.')) ?? []).filter(Boolean);
  return told.length === 0 ? needsKey(properties) : told.some((text) => !isOwnReference(text));
}

/** Of a cache: the same. */
export function hidesConnectionString(properties: JsonObject): boolean {
  return !isOwnReference(textAt(properties, 'connectionString') ?? '');
}

/** Where a logger can have its key. */
export const loggerSecrets: readonly string[] = [
  'credentials.connectionString',
  'credentials.instrumentationKey',
];

const systemMadeReference = /^\{\{(?:Logger-Credentials--)?(?<id>[0-9a-f]{24})\}\}$/i;

/** The portable form: a named value that somebody made, and that files can hold. */
function isOwnReference(text: string): boolean {
  return /^\{\{[A-Za-z0-9-._]+\}\}$/.test(text) && !isSystemMade(text);
}

/** With an address and an identity an event hub asks for no key; Azure Monitor never does (facts: apim-rest 1.15). */
function needsKey(properties: JsonObject): boolean {
  const type = (textAt(properties, 'loggerType') ?? '').toLowerCase();
  if (type === 'azuremonitor') return false;
  return type !== 'azureeventhub' || (textAt(properties, 'credentials', 'endpointAddress') ?? '') === '';
}
