import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { TaskError } from '../../errors/task-error.ts';

/**
 * Lets nothing pass that does not go to Azure Resource Manager itself. It stands before the policy that adds the
 * token, so that no nextLink, Location or Azure-AsyncOperation can carry the token elsewhere: UNEXPECTED_ANSWER.
 */
export function ownOriginPolicy(endpoint: string): PipelinePolicy {
  const { origin } = new URL(endpoint);
  return {
    name: 'ownOrigin',
    sendRequest(request, next) {
      const { origin: asked, host } = new URL(request.url);
      return asked === origin ? next(request) : Promise.reject(strayed(origin, host));
    },
  };
}

/** UNEXPECTED_ANSWER: what Azure answered from there points to a host that must not get our token. */
export function strayed(from: string, host: string): TaskError {
  return new TaskError('UNEXPECTED_ANSWER', {
    message: `An answer of ${from} leads to another host, ${host}, to which the sign-in of this run is not sent.`,
    remedy:
      "Check the URL of the service connection, and what stands between the agent and Azure, such as a proxy's sign-in page.",
  });
}
