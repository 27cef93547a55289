export interface LoggedRequest {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** When it came: milliseconds since 1970, by the clock of the server. */
  readonly at: number;
  status: number;
}

/** What a server was asked, in order of arrival. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.entries.push(entry);
  }

  /** Forgets everything, so that a test can count one run alone. */
  clear(): void {
    this.entries.length = 0;
  }

  /** Requests that may have changed something. */
  get writes(): LoggedRequest[] {
    return this.entries.filter((entry) => ['PUT', 'PATCH', 'DELETE'].includes(entry.method));
  }

  /** "GET 200" -> 12, and so on. */
  totals(): Record<string, number> {
    const totals: Record<string, number> = {};
    for (const { method, status } of this.entries) {
      const name = `${method} ${String(status)}`;
      totals[name] = (totals[name] ?? 0) + 1;
    }
    return totals;
  }

  /** "PUT apis/operations/policies 201" -> 3, and so on: by kind of resource, names left out. */
  totalsByKind(): Record<string, number> {
    const totals: Record<string, number> = {};
    for (const { method, path, status } of this.entries) {
      const name = `${method} ${kindIn(path)} ${String(status)}`;
      totals[name] = (totals[name] ?? 0) + 1;
    }
    return totals;
  }
}

/** The collections on the way to a resource of an instance; the instance itself is "service". */
function kindIn(path: string): string {
  const below = /\/providers\/[^/]+\/service\/[^/]+(?:\/(.*))?$/i.exec(path);
  if (below === null) return path;
  const collections = (below[1] ?? '').split('/').filter((_, at) => at % 2 === 0);
  return collections.join('/') || 'service';
}
