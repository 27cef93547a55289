import { isObject, type Json, parsedJson, textAt, valueAt } from '../../apim/json.ts';
import type { WireAnswer } from './wire.ts';

/** Where an operation can be asked about: two addresses of its own, or the resource that it changes. */
export interface Watch {
  readonly kind: 'location' | 'operation' | 'resource';
  readonly url: string;
}

/** `operation succeeded`: the answer tells of the operation only, the resource has to be read. */
export type OperationState = 'running' | 'ended' | 'absent' | 'operation succeeded';

/** How the answer to the writing request itself is to be read (facts: apim-rest 1.0 Long-running operations). */
export function stateAtFirst({ status, headers, text }: WireAnswer): OperationState {
  if (status >= 400) return 'ended';
  if (status === 202) return 'running';
  const state = textAt(parsedJson(text), 'properties', 'provisioningState');
  if (isRunning(state)) return 'running';
  return leadsToOperation(headers) && !hasEnded(state) ? 'running' : 'ended';
}

/** How the answer to a question about the operation is to be read. */
export function stateWhenAsked({ status, text }: WireAnswer, asked: Watch['kind']): OperationState {
  if (status === 404) return 'absent';
  if (status >= 400) return 'ended';
  if (status === 202) return 'running';
  const body = parsedJson(text);
  if (isRunning(textAt(body, 'properties', 'provisioningState'))) return 'running';
  const operation = asked === 'resource' ? undefined : operationStatus(body);
  if (operation === undefined) return 'ended';
  if (isRunning(operation)) return 'running';
  return /^succeeded$/i.test(operation) ? 'operation succeeded' : 'ended';
}

/** The address to ask next. Location first: its failures name the fields, those of Azure-AsyncOperation often do not. */
export function watchAfter(base: string, { headers }: WireAnswer, before: Watch): Watch {
  if (headers['location'] !== undefined) {
    return { kind: 'location', url: absolute(headers['location'], base) };
  }
  // Some running answers leave the header out: the last one still holds.
  if (before.kind === 'location') return before;
  const operation = operationHeader(headers);
  return operation === undefined ? before : { kind: 'operation', url: absolute(operation, base) };
}

/** A failure told with a success status, put in the form in which Azure refuses at once; any other answer as it is. */
export function asRefusal(answer: WireAnswer): WireAnswer {
  if (answer.status >= 400) return answer;
  const body = parsedJson(answer.text);
  const state = operationStatus(body) ?? textAt(body, 'properties', 'provisioningState') ?? '';
  if (!/^(failed|canceled|cancelled)$/i.test(state)) return answer;
  const error = valueAt(body, 'error') ?? valueAt(body, 'properties', 'error');
  const told = isObject(error) ? error : { code: state, message: `The operation ended as "${state}".` };
  return { ...answer, status: 400, text: JSON.stringify({ error: told }) };
}

/** 200 and 201 run on only with a header that leads to an operation; a bare Location may name what was made. */
function leadsToOperation(headers: WireAnswer['headers']): boolean {
  return operationHeader(headers) !== undefined || /[?&]asyncId=/i.test(headers['location'] ?? '');
}

function operationHeader(headers: WireAnswer['headers']): string | undefined {
  return headers['azure-asyncoperation'] ?? headers['operation-location'];
}

/** An operation says how it stands at its top; a resource (which has a type, and whose properties may have a status) does not. */
function operationStatus(body: Json | undefined): string | undefined {
  return textAt(body, 'type') === undefined ? textAt(body, 'status') : undefined;
}

function hasEnded(state: string | undefined): boolean {
  return state !== undefined && /^(succeeded|failed|canceled|cancelled)$/i.test(state);
}

/** Associations answer provisioningState "created", so only states that are known to pass count as running. */
function isRunning(state: string | undefined): boolean {
  const passing = /^(accepted|notstarted|pending|running|inprogress|creating|updating|deleting|activating)$/i;
  return state !== undefined && passing.test(state);
}

/** The address in a header, with the api-version of the request if it has none itself. */
function absolute(link: string, base: string): string {
  const url = new URL(link, base);
  const version = new URL(base).searchParams.get('api-version');
  if (version !== null && !url.searchParams.has('api-version')) url.searchParams.set('api-version', version);
  return url.href;
}
