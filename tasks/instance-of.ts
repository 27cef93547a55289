import { maskSecret } from '../shared/agent/mask-secret.ts';
import type { Job } from '../shared/agent/job.ts';
import { type ServiceConnection, subscriptionOf } from '../shared/agent/service-connection.ts';
import { readConnection } from '../shared/agent/connection.ts';
import type { Settings } from '../shared/agent/parse-inputs.ts';
import type { Run } from '../shared/agent/run-task.ts';
import { readWayOut } from '../shared/agent/way-out.ts';
import type { Instance } from '../shared/apim/instance.ts';
import { connectArm } from '../shared/azure/arm/connect-arm.ts';
import { connectInstance } from '../shared/azure/instance/connect-instance.ts';
import type { AzureConnection } from '../shared/azure/sign-in/connection.ts';
import { signIn } from '../shared/azure/sign-in/sign-in.ts';
import { TaskError } from '../shared/errors/task-error.ts';
import { unreachable } from '../shared/errors/unreachable.ts';
import { portalUrl } from './portal-url.ts';
import type { instanceInputs } from './instance-inputs.ts';

/**
 * The instance that the inputs name, reached as the identity of the service connection. What is wrong with the inputs
 * and the connection is told at once; `connect` connects.
 */
export function instanceOf(
  settings: Settings<typeof instanceInputs>,
  { job, log, userAgent, cancelled: stopped }: Pick<Run<never>, 'job' | 'log' | 'userAgent' | 'cancelled'>,
): { readonly connect: () => Promise<Instance>; readonly portalUrl: string | undefined } {
  const connection = readConnection(settings.azureSubscription);
  const subscriptionId = subscriptionOf(connection, settings.subscriptionId);
  const wayOut = readWayOut();
  const credential = signIn(azureConnection(connection, job), { maskSecret, wayOut, userAgent });
  const arm = connectArm({
    ...{ endpoint: connection.armUrl, subscriptionId, credential, wayOut, userAgent },
    ...{ log, stopped },
  });
  const { resourceGroupName: resourceGroup, serviceName } = settings;
  return {
    connect: () => connectInstance({ arm, subscriptionId, resourceGroup, serviceName, log }),
    portalUrl: portalUrl(connection.armUrl, { subscriptionId, resourceGroup, serviceName }),
  };
}

/** The connection in the words of the edge that signs in. */
function azureConnection(connection: ServiceConnection, job: Job): AzureConnection {
  const { armUrl, authority, id } = connection;
  const place = { armUrl, authorityHost: authority, ...settingsPage(id, job) };
  switch (connection.scheme) {
    case 'ServicePrincipal':
      maskSecret(connection.secret);
      return { ...connection, ...place };
    case 'ServicePrincipalCertificate':
      maskSecret(connection.certificate);
      return { ...connection, ...place };
    case 'ManagedServiceIdentity':
      return { ...connection, ...place };
    case 'WorkloadIdentityFederation':
      return { ...connection, ...place, serviceConnectionId: id, ...rightToIdTokens(job) };
    default:
      return unreachable(connection);
  }
}

/** What the job needs to ask for ID tokens. */
function rightToIdTokens({ accessToken, oidcRequestUri }: Job): {
  readonly systemAccessToken: string;
  readonly oidcRequestUri: string;
} {
  if (accessToken !== undefined && oidcRequestUri !== undefined)
    return { systemAccessToken: accessToken, oidcRequestUri };
  throw new TaskError('CONNECTION_UNSUPPORTED', {
    message: 'This server gives its jobs no tokens for workload identity federation.',
    remedy: 'Use a service connection with a service principal and its secret or certificate.',
  });
}

function settingsPage(id: string, { collectionUri, project }: Job): { readonly settingsUrl?: string } {
  if (collectionUri === undefined || project === undefined) return {};
  const page = `_settings/adminservices?resourceId=${encodeURIComponent(id)}`;
  return { settingsUrl: `${collectionUri}/${encodeURIComponent(project)}/${page}` };
}
