import type { EmulatedRequest } from '../http/loopback-server.ts';
import { Refusal } from './refusal.ts';

/**
 * Every request names the version that it wants, in its address or in what it accepts (learn.microsoft.com: "REST API
 * versioning").
 */
export function checkVersion({ method, query, headers }: EmulatedRequest): void {
  if (query.has('api-version') || /;\s*api-version=\d/i.test(headers.accept ?? '')) return;
  throw new Refusal(
    400,
    'VssVersionNotSpecifiedException',
    `No api-version was supplied for the "${method}" request. The version must be supplied either as part of the Accept header (e.g. "application/json; api-version=1.0") or as a query parameter (e.g. "?api-version=1.0").`,
  );
}
