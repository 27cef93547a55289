import { oneError, TaskError } from '../errors/task-error.ts';
import { keyAndCertificate } from './certificate.ts';
import { present, textOrNothing, withoutSlash } from './present.ts';
import { type Scheme, schemeOf } from './scheme.ts';

/** An AzureRM service connection as plain data. */
export type ServiceConnection = SharedParts & (Federated | WithSecret | WithCertificate | OfMachine);

interface SharedParts {
  readonly id: string;
  /** Where to sign in, without a slash at the end. */
  readonly authority: string;
  /** Azure Resource Manager of this cloud, without a slash at the end. */
  readonly armUrl: string;
  /** Absent when the connection is for more than one subscription. */
  readonly subscriptionId?: string;
  /** Subscription, ManagementGroup, AzureMLWorkspace. */
  readonly scopeLevel?: string;
}

interface Application {
  readonly tenantId: string;
  readonly clientId: string;
}

interface Federated extends Application {
  readonly scheme: 'WorkloadIdentityFederation';
}

interface WithSecret extends Application {
  readonly scheme: 'ServicePrincipal';
  readonly secret: string;
}

interface WithCertificate extends Application {
  readonly scheme: 'ServicePrincipalCertificate';
  /** PEM text: the private key, then its certificate. */
  readonly certificate: string;
}

interface OfMachine {
  readonly scheme: 'ManagedServiceIdentity';
  /** Of an identity that a user assigned to the machine; absent for the machine's own. */
  readonly clientId?: string;
}

/** A connection as the agent hands it over. */
export interface RawConnection {
  readonly id: string;
  readonly scheme: string | undefined;
  readonly url: string | undefined;
  readonly authorization: (key: string) => string | undefined;
  readonly data: (key: string) => string | undefined;
  /** Whether Microsoft runs the agent: its machines have no identity. */
  readonly microsoftHosted: boolean;
}

/** The connection's parts (facts: azure-pipelines 3.1), or an error that says what is missing. */
export function understandConnection(raw: RawConnection): ServiceConnection {
  if (raw.url === undefined && raw.scheme === undefined) throw notHandedOver(raw.id);
  const scheme = schemeOf(raw);
  const parts = new Parts(raw.id);
  const shared = sharedParts(raw, scheme, parts);
  const own = ownParts(raw, scheme, parts);
  parts.mustBeThere();
  return { ...shared, ...own };
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

function sharedParts({ id, url, data }: RawConnection, scheme: Scheme, parts: Parts): SharedParts {
  const armUrl = withoutSlash(parts.text('the address of Azure Resource Manager', url));
  const named =
    textOrNothing(data('activeDirectoryAuthority')) ?? textOrNothing(data('environmentAuthorityUrl'));
  // Never the public cloud's where the connection is for another cloud: it would be asked for what it must not know.
  const authority =
    named ??
    (/^https:\/\/management\.azure\.com$/i.test(armUrl) || scheme === 'ManagedServiceIdentity'
      ? 'https://login.microsoftonline.com'
      : parts.text('the address to sign in at (the authority of its cloud)', undefined));
  return {
    id,
    armUrl,
    authority: withoutSlash(authority),
    ...present({
      subscriptionId: textOrNothing(data('subscriptionid')),
      scopeLevel: textOrNothing(data('scopeLevel')),
    }),
  };
}

function ownParts(
  { authorization, data }: RawConnection,
  scheme: Scheme,
  parts: Parts,
): Federated | WithSecret | WithCertificate | OfMachine {
  if (scheme === 'ManagedServiceIdentity')
    return { scheme, ...present({ clientId: textOrNothing(data('msiclientId')) }) };
  const application = {
    tenantId: parts.text('the tenant id', authorization('tenantid')),
    clientId: parts.text('the client id', authorization('serviceprincipalid')),
  };
  switch (scheme) {
    case 'WorkloadIdentityFederation':
      return { ...application, scheme };
    case 'ServicePrincipal':
      return {
        ...application,
        scheme,
        secret: parts.text('the secret', authorization('serviceprincipalkey')),
      };
    case 'ServicePrincipalCertificate': {
      const pem = parts.text('the certificate', authorization('servicePrincipalCertificate'));
      return { ...application, scheme, certificate: pem === '' ? '' : usableCertificate(pem) };
    }
  }
}

function usableCertificate(pem: string): string {
  try {
    return keyAndCertificate(pem);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new TaskError('CONNECTION_UNSUPPORTED', {
      message: `The certificate of the service connection cannot be used: ${words}.`,
      remedy: 'Enter private key and certificate as PEM text in the service connection, and save it.',
    });
  }
}

/** Collects what is missing, to tell it all at once. */
class Parts {
  private readonly missing: string[] = [];

  constructor(private readonly id: string) {}

  text(name: string, value: string | undefined): string {
    const text = textOrNothing(value);
    if (text === undefined) this.missing.push(name);
    return text ?? '';
  }

  mustBeThere(): void {
    const errors = this.missing.map(
      (name) =>
        new TaskError('CONNECTION_UNSUPPORTED', {
          message: `The service connection ${this.id} does not hold ${name}.`,
          remedy: 'Open it in Project settings > Service connections, and verify and save it.',
        }),
    );
    if (errors.length > 0) throw oneError(errors, 'The service connection is not complete.');
  }
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
