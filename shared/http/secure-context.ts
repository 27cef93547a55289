import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import type { WayOut } from './way-out.ts';

/** What every connection of a run trusts and shows; undefined where Node's own will do. */
export function secureContextOf({ authorities = [], clientCertificate }: WayOut): SecureContext | undefined {
  if (authorities.length === 0 && clientCertificate === undefined) return undefined;
  return createSecureContext({
    // Authorities that are named replace those of Node.
    ...(authorities.length === 0 ? {} : { ca: [...rootCertificates, ...authorities] }),
    ...clientCertificate,
  });
}
