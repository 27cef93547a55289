import { isMarker } from '../../test/services/world.ts';
import type { LoggedRequest, RequestLog } from '../../emulator/http/request-log.ts';

/** What one run asked of Azure, counted. */
export interface AzureRequests {
  /** "GET" -> 120, and so on. */
  readonly byMethod: Readonly<Record<string, number>>;
  /** "PUT     apis/operations/policies" -> 2, and so on. */
  readonly writesByKind: Readonly<Record<string, number>>;
  /** PUT, PATCH and DELETE of resources: not of the marker that remembers what was published. */
  readonly writes: number;
  /** One line for each request, for a file. */
  readonly lines: readonly string[];
}

/** Counts what the emulator logged since it was cleared. */
export function requestsIn(log: RequestLog): AzureRequests {
  return {
    byMethod: counted(log.entries, ({ method }) => method),
    writesByKind: counted(log.writes, ({ method, path }) => `${method.padEnd(7)} ${kindOf(path)}`),
    writes: log.writes.filter(({ path }) => !isMarker(path)).length,
    lines: log.entries.map(({ method, status, path }) => `${method.padEnd(6)} ${status} ${below(path)}`),
  };
}

function counted(
  entries: readonly LoggedRequest[],
  nameOf: (entry: LoggedRequest) => string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of entries.map(nameOf).sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Path below the service, or the whole of it where there is none. */
function below(path: string): string {
  return path.replace(/^.*\/providers\/Microsoft\.ApiManagement\/service\//i, '');
}

/** Names of collections only: "apis/operations/policies". */
function kindOf(path: string): string {
  if (isMarker(path)) return 'namedValues (marker)';
  const [, ...segments] = below(path).split('/');
  return segments.filter((_, index) => index % 2 === 0).join('/');
}
