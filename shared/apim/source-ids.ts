import { isObject, type Json, textAt } from './json.ts';
import type { Snapshot } from './snapshot.ts';

/** A name by which one instance, or what belongs to it, is known: what holds it means this one in every environment. */
export interface SourceId {
  /** For people: "host names of the instance shop". */
  readonly words: string;
  readonly pattern: RegExp;
}

/**
 * The subscription, resource group and host names of an instance, by its id in Azure, and the key vaults that it takes
 * secrets from. A resource group and an instance count only where ids of Azure name them: their names are common words.
 */
export function sourceIds(instanceId: string, live: Snapshot): readonly SourceId[] {
  const [, subscription, group, name] =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/.*\/([^/]+)$/i.exec(instanceId) ?? [];
  const own = (words: string, text: string | undefined, shape: (escaped: string) => string) =>
    text === undefined ? [] : [{ words, pattern: new RegExp(shape(escaped(text)), 'gi') }];
  return [
    ...own('the subscription of the instance', subscription, (id) => `(?<![\\w-])${id}(?![\\w-])`),
    ...own(`the resource group ${group ?? ''}`, group, (id) => `/resourceGroups/${id}(?![\\w.()-])`),
    ...own(
      `host names of the instance ${name ?? ''}`,
      name,
      (id) =>
        `(?<![\\w-])${id}(?:-[a-z\\d]+-\\d\\d(?=\\.regional\\.))?(?:\\.[a-z\\d-]+){0,3}\\.azure-api\\.(?:net|us|cn)(?![\\w-])`,
    ),
    ...own(
      `the instance ${name ?? ''} in ids of Azure`,
      name,
      (id) => `/Microsoft\\.ApiManagement/service/${id}(?![\\w-])`,
    ),
    ...vaultsIn(live).flatMap((host) =>
      own(
        `the key vault ${host}`,
        host,
        (id) => `(?<![\\w-])${id}(?![\\w-])|/Microsoft\\.KeyVault/vaults/${firstLabel(host)}(?![\\w-])`,
      ),
    ),
  ];
}

/** How often a text holds it. */
export function countIn(text: string, { pattern }: SourceId): number {
  return [...text.matchAll(pattern)].length;
}

function vaultsIn(live: Snapshot): readonly string[] {
  const hosts = [...live.resources.values()].flatMap(({ properties }) => hostsIn(properties));
  return [...new Set(hosts)].sort();
}

/** `keyVault: {secretIdentifier: "https://vault.vault.azure.net/secrets/key"}`, at any depth. */
function hostsIn(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const identifier = isObject(value) ? textAt(value, 'secretIdentifier') : undefined;
  const host = /^https:\/\/(?<host>[a-z\d.-]+)\//i.exec(identifier ?? '')?.groups?.['host'];
  const below = Object.values(value).flatMap((entry: Json) => hostsIn(entry));
  return host === undefined ? below : [host.toLowerCase(), ...below];
}

/** The name of a vault, which ids of Azure have in place of its host. */
function firstLabel(host: string): string {
  return escaped(host.replace(/\..*/, ''));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
