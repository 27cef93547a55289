import { existsSync, readFileSync } from 'node:fs';
import { getHttpCertConfiguration } from 'azure-pipelines-task-lib/task.js';
import { TaskError } from '../errors/task-error.ts';
import { secureContextOf } from '../http/secure-context.ts';
import type { ClientCertificate, WayOut } from '../http/way-out.ts';
import { present, textOrNothing } from './present.ts';

/**
 * The authorities that the agent was configured with (--sslcacert) and what it shows of itself (--sslclientcert).
 * INVALID_FILE when one of the files is of no use: to go on without would fail later, and less clearly.
 */
export function certificatesOfAgent(): Pick<WayOut, 'authorities' | 'clientCertificate'> {
  const { caFile, certFile, keyFile, certArchiveFile, passphrase } = getHttpCertConfiguration() ?? {};
  const authorities = authoritiesIn(textOrNothing(caFile));
  const clientCertificate = clientCertificateIn({
    cert: textOrNothing(certFile),
    key: textOrNothing(keyFile),
    archive: textOrNothing(certArchiveFile),
    ...present({ passphrase: textOrNothing(passphrase) }),
  });
  return { ...authorities, ...present({ clientCertificate }) };
}

function authoritiesIn(file: string | undefined): Pick<WayOut, 'authorities'> {
  if (file === undefined) return {};
  const own = read(file, '--sslcacert').toString('utf8');
  // Node passes over text that it cannot read.
  if (!own.includes('-----BEGIN ')) throw unusable(file, '--sslcacert', 'It holds no certificate in PEM.');
  return { authorities: [own, ...extraAuthorities()] };
}

/** Authorities that are named replace what Node trusts, and with it what the step gave to Node. */
function extraAuthorities(): readonly string[] {
  const file = process.env['NODE_EXTRA_CA_CERTS'];
  if (file === undefined || !existsSync(file)) return []; // Node has warned of it
  return [read(file, 'NODE_EXTRA_CA_CERTS').toString('utf8')];
}

interface Files {
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly archive: string | undefined;
  readonly passphrase?: string;
}

function clientCertificateIn({ cert, key, archive, ...passphrase }: Files): ClientCertificate | undefined {
  if (cert === undefined) return undefined;
  const option = '--sslclientcert';
  const pair = key === undefined ? undefined : { cert: text(cert, option), key: text(key, option) };
  const shown = pair ?? { pfx: read(archive ?? cert, option) };
  const clientCertificate = { ...shown, ...passphrase };
  try {
    secureContextOf({ clientCertificate });
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw unusable(cert, option, `Node says: ${words}.`, cause);
  }
  return clientCertificate;
}

const text = (file: string, option: string): string => read(file, option).toString('utf8');

function read(file: string, option: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw unusable(file, option, 'It cannot be read.', cause);
  }
}

function unusable(file: string, option: string, why: string, cause?: unknown): TaskError {
  return new TaskError('INVALID_FILE', {
    message: `The file ${file}, which the agent was configured with, is of no use. ${why}`,
    remedy: option.startsWith('--')
      ? `Configure the agent again with the right ${option}, or let its account read that file.`
      : `Let ${option} name a file that the account of the agent can read.`,
    cause,
  });
}
