import { parsedJson, textAt } from '../../apim/json.ts';
import { TaskError } from '../../errors/task-error.ts';
import { excerpt } from '../../http/excerpt.ts';
import { unreachable } from '../arm/network-failure.ts';
import type { AzureConnection } from './connection.ts';
import { entraRemedy } from './entra-remedy.ts';
import { machineRefused } from './machine-identity.ts';
import type { Trouble } from './witness.ts';

/**
 * What the user is told when no token could be had: SIGN_IN_REFUSED with the words of Microsoft Entra or of Azure
 * DevOps, or AZURE_UNREACHABLE.
 */
export function signInFailed(
  error: unknown,
  trouble: Trouble | undefined,
  connection: AzureConnection,
): TaskError {
  if (trouble?.kind === 'told') return trouble.error;
  if (trouble?.kind === 'network') return unreachable(trouble.failure, `Signing in at ${trouble.host}`);
  if (trouble?.from === 'devops') return noIdToken(trouble, connection);
  if (trouble !== undefined && trouble.status >= 500) return outOfOrder(trouble);
  const words = trouble === undefined ? messageOf(error) : wordsIn(trouble.text);
  if (connection.scheme === 'ManagedServiceIdentity') return machineRefused(words, connection.clientId);
  return new TaskError('SIGN_IN_REFUSED', {
    message: `Microsoft Entra (${new URL(connection.authorityHost).host}) refused to sign in the service connection: ${words}`,
    remedy: entraRemedy(words, connection),
  });
}

type Answer = Extract<Trouble, { kind: 'answer' }>;

function noIdToken({ status, text, activityId }: Answer, connection: AzureConnection): TaskError {
  const words = wordsIn(text);
  const id = 'serviceConnectionId' in connection ? connection.serviceConnectionId : '';
  return new TaskError('SIGN_IN_REFUSED', {
    message: [
      `Azure DevOps gave no ID token for the service connection ${id}: status ${String(status)}`,
      words === '' ? '' : `, ${words}`,
      activityId === undefined ? '' : ` (activity id ${activityId})`,
    ].join(''),
    remedy: remedyAtDevOps(status),
  });
}

function remedyAtDevOps(status: number): string {
  if (status === 404) {
    return 'Check that the service connection still exists, uses workload identity federation and is shared with this project.';
  }
  // A redirect or a 203 is the sign-in page of Azure DevOps.
  if (status === 401 || status === 403 || status < 400) {
    return "Azure DevOps does not accept the job's token: check that the pipeline may use the service connection (its menu, Security, Pipeline permissions), then run again.";
  }
  return 'Run again. If it stays so, look at the health of Azure DevOps (https://status.dev.azure.com).';
}

function outOfOrder({ host, status, text }: Answer): TaskError {
  return new TaskError('AZURE_UNREACHABLE', {
    message: `Signing in at ${host} failed with status ${String(status)}: ${wordsIn(text)}`,
    remedy: 'Run again. If it stays so, look at the health of Azure (https://azure.status.microsoft).',
  });
}

/** Entra says { error, error_description }, Azure DevOps { message }. */
function wordsIn(text: string): string {
  const body = parsedJson(text);
  if (body === undefined) return excerpt(text);
  return excerpt(textAt(body, 'error_description') ?? textAt(body, 'message') ?? text, 1500);
}

function messageOf(error: unknown): string {
  return excerpt(error instanceof Error ? error.message : String(error), 1500);
}
