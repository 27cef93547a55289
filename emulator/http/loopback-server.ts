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
  /** Holds the answer back until then. */
  readonly until?: Promise<unknown>;
}

export type Handler = (request: EmulatedRequest) => EmulatedAnswer | Promise<EmulatedAnswer>;

/** An HTTPS server on a free port of loopback that logs what it is asked. */
export class LoopbackServer {
  readonly requests = new RequestLog();
  private readonly server;

  constructor(certificate: Certificate, handler: Handler) {
    this.server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
      void this.serve(request, response, handler);
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** https://localhost:port, without a slash at the end. */
  get origin(): string {
    return `https://localhost:${String((this.server.address() as AddressInfo).port)}`;
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse, handler: Handler): Promise<void> {
    const url = new URL(incoming.url ?? '/', this.origin);
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request: EmulatedRequest = {
      method: incoming.method ?? 'GET',
      path: decodeURIComponent(url.pathname),
      url,
      query: url.searchParams,
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    const entry = { ...request, at: Date.now(), status: 0 };
    this.requests.add(entry);
    let answer: EmulatedAnswer;
    try {
      answer = await handler(request);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      console.error(`The emulator broke on ${request.method} ${request.path}: ${text}`);
      answer = { status: 500, body: { error: { code: 'EmulatorBroken', message: text } } };
    }
    await answer.until;
    entry.status = answer.status;
    if (answer.reset) {
      incoming.socket.destroy();
      return;
    }
    send(response, answer);
  }
}

function send(response: ServerResponse, { status, headers = {}, body }: EmulatedAnswer): void {
  if (body === undefined) {
    response.writeHead(status, { 'content-length': '0', ...headers }).end();
    return;
  }
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  const bytes = raw ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  const type = raw ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response
    .writeHead(status, { 'content-type': type, 'content-length': String(bytes.length), ...headers })
    .end(bytes);
}
