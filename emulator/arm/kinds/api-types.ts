import { textOf, type JsonObject } from '../json.ts';
import type { Write } from '../kind.ts';
import { invalid } from '../refusal.ts';

const types = ['http', 'soap', 'websocket', 'graphql', 'odata', 'grpc', 'mcp', 'a2a'];

/**
 * What kind of API a write makes: GET's `type` comes from `apiType`, and an import overlooks a mere `type` of soap
 * or graphql (facts 1.3). Undefined when nobody has ever said.
 */
export function typeOf(wanted: JsonObject, { instance, existing, query }: Write): string | undefined {
  const said = saidType(wanted);
  const isUnknown = instance.switches.agentApis === 'unknown' && isNewerType(said, query);
  if (said !== undefined && (!types.includes(said) || isUnknown))
    throw invalid('apiType', `Error converting value "${said}" to type ApiTypeContract.`);
  const before = existing && textOf(existing.properties, 'type');
  if (!existing || said === (before ?? 'http')) return said;
  if (said !== undefined && instance.switches.changedType === 'refused')
    throw invalid(
      'apiType',
      `The type of an existing API cannot be changed from '${before ?? 'http'}' to '${said}'.`,
    );
  return before;
}

function saidType(wanted: JsonObject): string | undefined {
  const type = textOf(wanted, 'type');
  const overlooked = wanted['value'] !== undefined && (type === 'soap' || type === 'graphql');
  return textOf(wanted, 'apiType') ?? (overlooked ? undefined : type);
}

/** Whether the version that is asked for is older than this type (facts 1.3, peers 9.28). */
export function isNewerType(type: string | undefined, query: URLSearchParams): boolean {
  return (type === 'mcp' || type === 'a2a') && (query.get('api-version') ?? '') <= '2024-05-01';
}
