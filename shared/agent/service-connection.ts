import { oneError, TaskError } from '../errors/task-error.ts';
import { present, textOrNothing, withoutSlash } from './present.ts';

/** An AzureRM service connection as plain data. */
export type ServiceConnection = SharedParts & (Federated | WithSecret);

interface SharedParts {
  readonly id: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Where to sign in, without a slash at the end. */
  readonly authority: string;
  /** Azure Resource Manager of this cloud, without a slash at the end. */
  readonly armUrl: string;
  /** Absent when the connection is for more than one subscription. */
  readonly subscriptionId?: string;
  /** Subscription, ManagementGroup, AzureMLWorkspace. */
  readonly scopeLevel?: string;
}

interface Federated {
  readonly scheme: 'WorkloadIdentityFederation';
}

interface WithSecret {
  readonly scheme: 'ServicePrincipal';
  readonly secret: string;
}

/** A connection as the agent hands it over. */
export interface RawConnection {
  readonly id: string;
  readonly scheme: string | undefined;
  readonly url: string | undefined;
  readonly authorization: (key: string) => string | undefined;
  readonly data: (key: string) => string | undefined;
}

const usable =
  'Use a connection with workload identity federation, or with a service principal and its secret.';

/** The connection's parts (facts: azure-pipelines 3.1), or an error that says what is missing. */
export function understandConnection(raw: RawConnection): ServiceConnection {
  const { id, data, authorization } = raw;
  if (raw.url === undefined && raw.scheme === undefined) throw notHandedOver(id);
  const scheme = schemeOf(raw);
  const missing: string[] = [];
  const part = (name: string, value: string | undefined): string => {
    const text = textOrNothing(value);
    if (text === undefined) missing.push(name);
    return text ?? '';
  };
  const authority =
    textOrNothing(data('activeDirectoryAuthority')) ??
    textOrNothing(data('environmentAuthorityUrl')) ??
    'https://login.microsoftonline.com';
  const shared: SharedParts = {
    id,
    tenantId: part('the tenant id', authorization('tenantid')),
    clientId: part('the client id', authorization('serviceprincipalid')),
    armUrl: withoutSlash(part('the address of Azure Resource Manager', raw.url)),
    authority: withoutSlash(authority),
    ...present({
      subscriptionId: textOrNothing(data('subscriptionid')),
      scopeLevel: textOrNothing(data('scopeLevel')),
    }),
  };
  const secret =
    scheme === 'ServicePrincipal' ? part('the secret', authorization('serviceprincipalkey')) : '';
  if (missing.length > 0) throw incomplete(id, missing);
  return scheme === 'ServicePrincipal' ? { ...shared, scheme, secret } : { ...shared, scheme };
}

/** The subscription to work in: from the input, else from the connection. */
export function subscriptionOf(connection: ServiceConnection, input: string | undefined): string {
  const subscriptionId = input ?? connection.subscriptionId;
  if (subscriptionId !== undefined) return subscriptionId;
  const scope = connection.scopeLevel ?? 'more than one subscription';
  throw new TaskError('INVALID_INPUT', {
    message: `The input "subscriptionId" is empty, and the service connection (${scope}) names no subscription.`,
    remedy: 'Set "subscriptionId" to the id of the subscription that holds the instance.',
  });
}

function schemeOf({
  scheme = 'ServicePrincipal',
  authorization,
}: RawConnection): ServiceConnection['scheme'] {
  switch (scheme.toLowerCase()) {
    case 'workloadidentityfederation':
      return 'WorkloadIdentityFederation';
    case 'serviceprincipal':
      if (authorization('authenticationType')?.toLowerCase() === 'spncertificate')
        throw unsupported('The service connection signs in with a certificate.');
      return 'ServicePrincipal';
    case 'managedserviceidentity':
      throw unsupported('The service connection signs in with the managed identity of the agent.');
    case 'publishprofile':
      throw unsupported(
        'The service connection holds a publish profile: nobody can sign in to Azure with it.',
      );
    default:
      throw unsupported(`The service connection has the scheme "${scheme}", which is not known here.`);
  }
}

function unsupported(message: string): TaskError {
  return new TaskError('CONNECTION_UNSUPPORTED', { message, remedy: usable });
}

function notHandedOver(id: string): TaskError {
  return new TaskError('INVALID_INPUT', {
    message: `The input "azureSubscription" is "${id}", but the agent handed over no such service connection.`,
    remedy:
      'Allowed: the name of an Azure Resource Manager connection of this project. ' +
      'Connections are bound before the job starts: a variable set while it runs comes too late. ' +
      'The build of a pull request from a fork gets none.',
  });
}

function incomplete(id: string, missing: readonly string[]): TaskError {
  const errors = missing.map(
    (name) =>
      new TaskError('CONNECTION_UNSUPPORTED', {
        message: `The service connection ${id} does not hold ${name}.`,
        remedy: 'Open it in Project settings > Service connections, and verify and save it.',
      }),
  );
  return oneError(errors, 'The service connection is not complete.');
}
