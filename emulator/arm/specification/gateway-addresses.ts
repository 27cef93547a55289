import type { Instance } from '../instance.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Entry } from '../store.ts';

/** Where an API is served, once per host name of the gateway: specific to the environment (facts 2.2). */
export function gatewayAddresses(instance: Instance, { properties }: Entry): string[] {
  const end = pathOf(instance, properties);
  const hosts = (instance.options.hostnames ?? []).map((host) => `https://${host}`);
  return [...hosts, instance.gatewayUrl].map((origin) => [origin, ...end].join('/'));
}

function pathOf(instance: Instance, properties: JsonObject): string[] {
  const set = instance.findReference(textOf(properties, 'apiVersionSetId') ?? '');
  const inPath = set && textOf(set.properties, 'versioningScheme') === 'Segment';
  const parts = [textOf(properties, 'path'), inPath ? textOf(properties, 'apiVersion') : undefined];
  return parts.filter((part) => part !== undefined && part !== '') as string[];
}
