import type { HttpClient } from '@azure/core-rest-pipeline';
import { TaskError } from '../../errors/task-error.ts';

/** The machine answers at once or never; without a limit a connection to nobody hangs for minutes. */
const patience = 10_000;

/**
 * Only the machine itself speaks plain HTTP (http://169.254.169.254 and its like), and a proxy must not see that:
 * it would ask for the identity of its own machine (facts: azure-pipelines 3.4), and could read the token.
 */
export function machineFirst(direct: HttpClient, others: HttpClient): HttpClient {
  return {
    async sendRequest(request) {
      const { protocol, host } = new URL(request.url);
      if (protocol !== 'http:') return others.sendRequest(request);
      request.timeout = patience;
      try {
        return await direct.sendRequest(request);
      } catch (error) {
        const silence = silenceIn(error);
        throw silence === undefined ? error : noIdentity(host, silence);
      }
    },
  };
}

function silenceIn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'AbortError') return `no answer within ${String(patience / 1000)} s`;
  const code: unknown = Reflect.get(error, 'code');
  const absent = ['ECONNREFUSED', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ETIMEDOUT', 'ENOTFOUND'];
  return absent.find((one) => one === code);
}

const assign =
  'Give the machine of the agent (virtual machine, scale set or container) a managed identity, or use a service connection with workload identity federation.';

function noIdentity(host: string, silence: string): TaskError {
  return new TaskError('SIGN_IN_REFUSED', {
    message: `The machine of this agent gives out no managed identity: nobody is at ${host} (${silence}).`,
    remedy: assign,
  });
}

/** What the user is told when the machine refuses to give a token of its identity. */
export function machineRefused(words: string, clientId: string | undefined): TaskError {
  const identity =
    clientId === undefined ? 'the identity of its own' : `the identity with the client id ${clientId}`;
  return new TaskError('SIGN_IN_REFUSED', {
    message: `The machine of this agent gave no token for ${identity}: ${words.replace(/\.?$/, '.')}`,
    remedy:
      clientId === undefined
        ? assign
        : 'Assign this identity to the machine of the agent, or correct the client id in the service connection.',
  });
}
