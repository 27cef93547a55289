import { TaskError } from '../errors/task-error.ts';
import type { RawConnection } from './service-connection.ts';

/** How a connection signs in. */
export type Scheme =
  | 'WorkloadIdentityFederation'
  | 'ServicePrincipal'
  | 'ServicePrincipalCertificate'
  | 'ManagedServiceIdentity';

/**
 * How a connection signs in (facts: azure-pipelines 3.1; a missing scheme means ServicePrincipal). CONNECTION_UNSUPPORTED
 * for what cannot work from here.
 */
export function schemeOf(raw: RawConnection): Scheme {
  refuseAzureStack(raw);
  const { scheme = 'ServicePrincipal', authorization } = raw;
  switch (scheme.toLowerCase()) {
    case 'workloadidentityfederation':
      return 'WorkloadIdentityFederation';
    case 'serviceprincipal':
      return authorization('authenticationType')?.toLowerCase() === 'spncertificate'
        ? 'ServicePrincipalCertificate'
        : 'ServicePrincipal';
    case 'managedserviceidentity':
      if (raw.microsoftHosted) throw withoutIdentity();
      return 'ManagedServiceIdentity';
    case 'publishprofile':
      throw unsupported(
        'The service connection holds a publish profile; the task needs a connection that can sign in to Azure Resource Manager.',
      );
    default:
      throw unsupported(`The service connection has the scheme "${scheme}", which is not known here.`);
  }
}

/** Azure Stack Hub, with Microsoft Entra or AD FS before it, has no API Management (facts: azure-pipelines 3.6). */
function refuseAzureStack({ data }: RawConnection): void {
  const authorities = ['activeDirectoryAuthority', 'environmentAuthorityUrl'].map(data);
  const isStack =
    data('environment')?.toLowerCase() === 'azurestack' ||
    data('EnableAdfsAuthentication')?.toLowerCase() === 'true' ||
    authorities.some((authority) => /\/adfs\/?$/i.test(authority ?? ''));
  if (!isStack) return;
  throw new TaskError('CONNECTION_UNSUPPORTED', {
    message: 'The service connection belongs to Azure Stack (Hub), where API Management does not exist.',
    remedy: 'Use a connection to the Azure cloud that holds the instance: public, China or US Government.',
  });
}

function withoutIdentity(): TaskError {
  return new TaskError('CONNECTION_UNSUPPORTED', {
    message:
      'The service connection signs in with the managed identity of the agent’s machine, but this agent is hosted by Microsoft: its machine has none.',
    remedy:
      'Run the job in a pool of self-hosted agents whose machines have an identity, or use a connection with workload identity federation.',
  });
}

function unsupported(message: string): TaskError {
  return new TaskError('CONNECTION_UNSUPPORTED', {
    message,
    remedy:
      'Use a connection with workload identity federation, or with a service principal and its secret or certificate.',
  });
}
