import { randomUUID } from 'node:crypto';
import type { EmulatedAnswer, EmulatedRequest } from '../http/loopback-server.ts';
import type { Instance } from './instance.ts';
import { Refusal } from './refusal.ts';
import { serveInstance } from './serve-instance.ts';
import { checkLocks, type ScopeLock } from './scope-locks.ts';
import { answerAtSubscription } from './subscription-scope.ts';
import type { TokenBuckets } from './token-buckets.ts';
import type { Tokens } from './tokens.ts';

/** What ARM knows of itself before a resource provider is asked. */
export interface FrontDoor {
  readonly origin: string;
  readonly tokens: Tokens;
  readonly denied: readonly RegExp[];
  readonly locks: readonly ScopeLock[];
  /** Absent when nothing is throttled. */
  readonly buckets: TokenBuckets | undefined;
  readonly instances: readonly Instance[];
}

/** Versions of Microsoft.ApiManagement that real clients ask for (facts 0). */
const versions = [
  ...['2019-12-01', '2020-12-01', '2021-08-01', '2022-04-01-preview', '2022-08-01', '2022-09-01-preview'],
  ...['2023-03-01-preview', '2023-05-01-preview', '2023-09-01-preview', '2024-05-01', '2024-06-01-preview'],
  ...['2024-10-01-preview', '2025-03-01-preview', '2025-09-01-preview'],
];

/** ARM's own checks, in its order; what passes is answered by the instance. */
export function enter(door: FrontDoor, request: EmulatedRequest): EmulatedAnswer {
  const id = randomUUID();
  const headers = { 'x-ms-request-id': id, 'x-ms-correlation-request-id': id };
  const answer = answerOrRefuse(door, request);
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

function answerOrRefuse(door: FrontDoor, request: EmulatedRequest): EmulatedAnswer {
  try {
    const principal = door.tokens.check(request.headers.authorization, askedAs(door, request));
    const subscriptionId = /^\/subscriptions\/([^/]+)/i.exec(request.path)?.[1];
    const left =
      subscriptionId === undefined ? {} : door.buckets?.take(principal, subscriptionId, request.method);
    const answer = route(door, request);
    return { ...answer, headers: { ...left, ...answer.headers } };
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

/** The origin as the caller knows it: a test's proxy leads the names of real clouds here. */
function askedAs({ origin }: FrontDoor, { headers: { host } }: EmulatedRequest): string {
  return host === undefined ? origin : `https://${host.replace(/:443$/, '')}`;
}

function route(door: FrontDoor, request: EmulatedRequest): EmulatedAnswer {
  // Decoded piece by piece, so that an encoded slash stays inside its name.
  const segments = request.url.pathname.split('/').slice(1).map(decodeURIComponent);
  const [subscriptions, subscriptionId, groups, group, ...provider] = segments;
  const version = checkVersion(request);
  checkContentType(request);
  if (subscriptions?.toLowerCase() !== 'subscriptions' || subscriptionId === undefined)
    throw new Refusal(404, 'ResourceNotFound', 'The resource could not be found.');
  const inSubscription = door.instances.filter(({ options }) => same(options.subscriptionId, subscriptionId));
  if (inSubscription.length === 0)
    throw new Refusal(
      404,
      'SubscriptionNotFound',
      `The subscription '${subscriptionId}' could not be found.`,
    );
  checkRights(door, request, segments);
  if (groups === undefined) return subscription(subscriptionId);
  if (groups.toLowerCase() === 'providers')
    return answerAtSubscription(inSubscription, segments.slice(3), request);
  if (groups.toLowerCase() !== 'resourcegroups' || group === undefined)
    throw new Refusal(404, 'ResourceNotFound', 'The resource could not be found.');
  const inGroup = inSubscription.filter(({ options }) => same(options.resourceGroup, group));
  if (inGroup.length === 0)
    throw new Refusal(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
  if (provider.length === 0) return resourceGroup(inGroup[0]);
  return service(inGroup, group, provider, request, version);
}

function service(
  instances: readonly Instance[],
  group: string,
  [, namespace, type, name, ...rest]: readonly string[],
  request: EmulatedRequest,
  version: string,
): EmulatedAnswer {
  if (namespace?.toLowerCase() !== 'microsoft.apimanagement' || type?.toLowerCase() !== 'service')
    throw new Refusal(404, 'InvalidResourceType', 'The resource type could not be found.');
  if (!versions.includes(version))
    throw new Refusal(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${version}' is invalid. The supported versions are '${versions.join(',')}'.`,
    );
  const instance = instances.find(
    ({ options }) => name !== undefined && same(options.name, name) && options.softDeleted === undefined,
  );
  if (!instance)
    throw new Refusal(
      404,
      'ResourceNotFound',
      `The Resource 'Microsoft.ApiManagement/service/${name ?? ''}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    );
  checkConstraint(instance, version);
  const { method, query, headers, body, url } = request;
  return serveInstance(instance, {
    method,
    segments: rest.filter((segment) => segment !== ''),
    path: url.pathname + url.search,
    query,
    headers,
    body,
  });
}

/** Facts 0; code and words are a guess. */
function checkConstraint({ options: { minApiVersion } }: Instance, version: string): void {
  if (minApiVersion === undefined || version >= minApiVersion) return;
  throw new Refusal(
    400,
    'InvalidApiVersionParameter',
    `The api-version '${version}' is older than '${minApiVersion}', which the service wants at least.`,
  );
}

function checkVersion({ query }: EmulatedRequest): string {
  const version = query.get('api-version') ?? '';
  if (version === '')
    throw new Refusal(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  if (!/^\d{4}-\d\d-\d\d(-preview)?$/.test(version))
    throw new Refusal(400, 'InvalidApiVersionParameter', `The api-version '${version}' is invalid.`);
  return version;
}

/** Only what says that it is JSON is read. */
function checkContentType({ headers, body }: EmulatedRequest): void {
  const type = headers['content-type'] ?? '';
  if (body === '' || /^application\/json\b/i.test(type)) return;
  throw new Refusal(
    415,
    'UnsupportedMediaType',
    `The content media type '${type}' is not supported. Only 'application/json' is supported.`,
  );
}

function checkRights(door: FrontDoor, { method, path }: EmulatedRequest, segments: readonly string[]): void {
  checkLocks(door.locks, method, path);
  if (!door.denied.some((pattern) => `${method} ${path}`.search(pattern) >= 0)) return;
  const types = segments.slice(6).filter((_, index) => index % 2 === 0);
  const verb = { GET: 'read', HEAD: 'read', DELETE: 'delete', POST: 'action' }[method] ?? 'write';
  const action = `Microsoft.ApiManagement/${types.join('/')}/${verb}`;
  throw new Refusal(
    403,
    'AuthorizationFailed',
    `The client '${door.tokens.clientId}' with object id '${door.tokens.objectId}' does not have authorization to perform action '${action}' over scope '${path}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

function subscription(subscriptionId: string): EmulatedAnswer {
  const id = `/subscriptions/${subscriptionId}`;
  return {
    status: 200,
    body: { id, subscriptionId, displayName: 'Emulated subscription', state: 'Enabled' },
  };
}

function resourceGroup(instance: Instance | undefined): EmulatedAnswer {
  const { subscriptionId = '', resourceGroup: name = '' } = instance?.options ?? {};
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
  const properties = { provisioningState: 'Succeeded' };
  return {
    status: 200,
    body: { id, name, type: 'Microsoft.Resources/resourceGroups', location: 'westeurope', properties },
  };
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
