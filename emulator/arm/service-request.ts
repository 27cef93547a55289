/** A request that the front door of ARM has let through to one instance. */
export interface ServiceRequest {
  readonly method: string;
  /** Decoded segments below the service. */
  readonly segments: readonly string[];
  /** Path as it was asked, with the query; for links that point back to it. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export function headerOf({ headers }: ServiceRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
