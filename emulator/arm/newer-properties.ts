import { isObject, type Json, type JsonObject } from './json.ts';

const diagnostic = ['largeLanguageModel'];

/** Collections -> what versions after 2024-05-01 have added, with dots; a list on the way means its items (facts 0). */
const added: Readonly<Record<string, readonly string[]>> = {
  backends: [
    ...['azureRegion', 'pool.failureResponse', 'pool.sessionAffinity'],
    ...['pool.services.preferredCarbonEmission', 'circuitBreaker.rules.failureResponse'],
    ...['tls.serverCertificateThumbprints', 'tls.serverX509Names'],
  ],
  products: ['authenticationType', 'application'],
  diagnostics: diagnostic,
  'apis/diagnostics': diagnostic,
};

/** What is left for a version that knows nothing newer than itself: neither taken nor shown, in silence (facts 0). */
export function asKnownIn(version: string, collections: string, properties: JsonObject): JsonObject {
  if (version === '' || version > '2024-05-01') return properties;
  return (added[collections] ?? []).reduce((rest, path) => withoutAt(rest, path.split('.')), properties);
}

function withoutAt(value: JsonObject, [name = '', ...rest]: readonly string[]): JsonObject {
  if (value[name] === undefined) return value;
  const inner = (one: Json): Json => (isObject(one) ? withoutAt(one, rest) : one);
  const found = value[name];
  if (rest.length === 0) return { ...value, [name]: undefined };
  return { ...value, [name]: Array.isArray(found) ? found.map(inner) : inner(found) };
}
