/** One HTTP request, ready to be sent. */
export interface WireRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** Absolute, with its query. */
  readonly url: string;
  /** JSON text. */
  readonly body?: string;
  readonly ifMatch?: string;
  /** True when an unspecific 500 means "not here" and is final. */
  readonly errorMeansAbsence?: boolean;
  /** What logs and errors call it instead of its method and path: for links that are secrets. */
  readonly label?: string;
}

/** Whatever came back, a refusal as well. */
export interface WireAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** An attempt before this one had no answer of its own: it may have been carried out. */
  readonly afterSilence?: boolean;
}

/** Sends a request once, or as often as it takes: each layer of the transport has this shape. */
export type Wire = (request: WireRequest) => Promise<WireAnswer>;

/** For logs: "GET /subscriptions/…". The query stays out, it may hold a signature. */
export function nameOf({ method, url, label }: Pick<WireRequest, 'method' | 'url' | 'label'>): string {
  return label ?? `${method} ${pathOf(url)}`;
}

/** Without host and query. */
export function pathOf(url: string): string {
  return new URL(url).pathname;
}

/** The id under which Microsoft's support finds the request. */
export function correlationOf({ headers }: WireAnswer): string | undefined {
  return headers['x-ms-correlation-request-id'] ?? headers['x-ms-request-id'];
}
