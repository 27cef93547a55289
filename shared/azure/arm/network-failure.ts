import { TaskError } from '../../errors/task-error.ts';

/** An attempt that ended without an answer that can be read. */
export interface NetworkFailure {
  /** Node's or the SDK's code, such as ECONNRESET. */
  readonly code: string;
  readonly message: string;
  /** How much waiting may help: trouble on the way, nobody there, an answer that broke off; or not at all. */
  readonly nature: 'passing' | 'absent' | 'broken' | 'lasting';
}

/** Thrown by the wire when an answer does not end in time. */
export class Stalled extends Error {
  readonly code = 'ETIMEDOUT';
}

/** Thrown by the wire when an answer says it is JSON, but is not. */
export class Unreadable extends Error {
  readonly code = 'PARSE_ERROR';
}

const natures: Readonly<Record<string, NetworkFailure['nature']>> = {
  ECONNRESET: 'passing',
  EPIPE: 'passing',
  ETIMEDOUT: 'passing',
  ESOCKETTIMEDOUT: 'passing',
  EAI_AGAIN: 'passing',
  ECONNABORTED: 'passing',
  ENETUNREACH: 'passing',
  EHOSTUNREACH: 'passing',
  REQUEST_SEND_ERROR: 'passing',
  ECONNREFUSED: 'absent',
  ENOTFOUND: 'absent',
  PARSE_ERROR: 'broken',
};

/** Reads an error of Node or of the SDK; undefined for anything that did not happen on the network. */
export function networkFailure(error: unknown): NetworkFailure | undefined {
  if (!(error instanceof Error) || error instanceof TaskError) return undefined;
  if (!('code' in error) || typeof error.code !== 'string') return undefined;
  const { code, message } = error;
  const nature = natures[code] ?? (isAboutCertificates(code) ? 'lasting' : undefined);
  return nature === undefined ? undefined : { code, message, nature };
}

/** What the user is told: AZURE_UNREACHABLE, or UNEXPECTED_ANSWER when something came but broke off each time. */
export function unreachable(failure: NetworkFailure, what: string): TaskError {
  const { code, message, nature } = failure;
  return new TaskError(nature === 'broken' ? 'UNEXPECTED_ANSWER' : 'AZURE_UNREACHABLE', {
    message: `${what} failed on the network: ${message} (${code})`,
    remedy: remedy(failure),
  });
}

function remedy({ code, nature }: NetworkFailure): string {
  if (nature === 'lasting') {
    return 'The agent does not trust the certificate: name the authority of your network in a file and that file in NODE_EXTRA_CA_CERTS, in the env: of the step or on the agent machine.';
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return "The name cannot be resolved from the agent: check its DNS, its proxy and the service connection's URL.";
  }
  return 'Check that the agent reaches this host, through its proxy if it has one, and run again.';
}

function isAboutCertificates(code: string): boolean {
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|EPROTO/.test(code);
}
