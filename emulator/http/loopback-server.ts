import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificates.ts';
import { RequestLog } from './request-log.ts';

export interface EmulatedRequest {
  readonly method: string;
  /** Decoded path without query, always starting with a slash. */
  readonly path: string;
  readonly url: URL;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface EmulatedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; text and bytes as they are. */
  readonly body?: unknown;
  /** Cuts the connection instead of answering. */
  readonly reset?: boolean;
  /** Cuts the connection after the body; with a content-length of its own, in the midst of it. */
  readonly breaksOff?: boolean;
  /** Milliseconds until it comes. */
  readonly after?: number;
  /** Holds the answer back until then. */
  readonly until?: Promise<unknown>;
}

/** A request before it is taken apart. */
export type Asked = Pick<EmulatedRequest, 'method' | 'url' | 'headers' | 'body'>;

export type Handler = (request: EmulatedRequest) => EmulatedAnswer | Promise<EmulatedAnswer>;

/** An HTTPS server on a free port of loopback that logs what it is asked. */
export class LoopbackServer {
  readonly requests = new RequestLog();
  private readonly server;
  private address = '';

  constructor(
    certificate: Certificate,
    private readonly handler: Handler,
    private readonly now: () => number = Date.now,
  ) {
    this.server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
      void this.serve(request, response);
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.address = `https://localhost:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** https://localhost:port, without a slash at the end; once it listens. */
  get origin(): string {
    return this.address;
  }

  /** What it answers to a request, which it logs: the way in for tests that leave the network out. */
  async ask({ method, url, headers, body }: Asked): Promise<EmulatedAnswer> {
    const request: EmulatedRequest = {
      ...{ method, url, headers, body, query: url.searchParams },
      path: decodeURIComponent(url.pathname),
    };
    const entry = { ...request, at: this.now(), status: 0 };
    this.requests.add(entry);
    let answer: EmulatedAnswer;
    try {
      answer = await this.handler(request);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      console.error(`The emulator broke on ${method} ${request.path}: ${text}`);
      answer = { status: 500, body: { error: { code: 'EmulatorBroken', message: text } } };
    }
    await answer.until;
    entry.status = answer.status;
    return answer;
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', this.origin);
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = 'GET', headers } = incoming;
    const answer = await this.ask({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
    if (answer.after !== undefined) await new Promise((resolve) => setTimeout(resolve, answer.after));
    if (answer.reset) incoming.socket.destroy();
    else send(response, answer);
  }
}

function send(response: ServerResponse, { status, headers = {}, body, breaksOff }: EmulatedAnswer): void {
  if (body === undefined) {
    response.writeHead(status, { 'content-length': '0', ...headers }).end();
    return;
  }
  const { type, bytes } = contentOf(body);
  response.writeHead(status, { 'content-type': type, 'content-length': String(bytes.length), ...headers });
  if (breaksOff === true) response.write(bytes, () => response.destroy());
  else response.end(bytes);
}

/** How a body goes over the wire. */
export function contentOf(body: unknown): { readonly type: string; readonly bytes: Buffer } {
  return typeof body === 'string' || Buffer.isBuffer(body)
    ? { type: 'text/plain; charset=utf-8', bytes: Buffer.from(body) }
    : { type: 'application/json; charset=utf-8', bytes: Buffer.from(JSON.stringify(body)) };
}
