import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a proxy was asked for. */
export interface Tunnel {
  /** "localhost:1234", or a whole address where no tunnel was asked for. */
  readonly target: string;
  readonly status: number;
}

export interface ProxyOptions {
  /** What it wants to see as Basic; without them it lets everybody through. */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Names that it leads to an origin on loopback: "login.microsoftonline.us:443". It reaches nobody else. */
  readonly names?: Readonly<Record<string, string>>;
}

/** A proxy for HTTPS (CONNECT) on a free port of loopback that remembers whom it was asked for. */
export class ProxyEmulator {
  readonly tunnels: Tunnel[] = [];
  private readonly server: Server;
  private readonly open = new Set<Duplex>();

  constructor(private readonly options: ProxyOptions = {}) {
    this.server = createServer((request, response) => {
      // Plain HTTP through a proxy: nothing of ours may do that.
      response.writeHead(this.remember(request.url ?? '', 403)).end();
    }).on('connect', (request, socket, head) => {
      this.lead(request, socket, head);
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** http://127.0.0.1:port, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Whom it was asked for, each once. */
  get targets(): readonly string[] {
    return [...new Set(this.tunnels.map(({ target }) => target))].sort();
  }

  private lead(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.keep(socket);
    const target = request.url ?? '';
    if (!this.accepts(request.headers['proxy-authorization'])) {
      refuse(socket, this.remember(target, 407), 'Proxy-Authenticate: Basic realm="emulated"\r\n');
      return;
    }
    const { hostname, port } = new URL(this.options.names?.[target] ?? `https://${target}`);
    if (hostname !== 'localhost' && hostname !== '127.0.0.1') {
      refuse(socket, this.remember(target, 502));
      return;
    }
    const onward: Socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`HTTP/1.1 ${this.remember(target, 200)} Connection established\r\n\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    this.keep(onward);
  }

  private accepts(authorization: string | undefined): boolean {
    const { credentials } = this.options;
    if (credentials === undefined) return true;
    const basic = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
    return authorization === `Basic ${basic}`;
  }

  private remember(target: string, status: number): number {
    this.tunnels.push({ target, status });
    return status;
  }

  private keep(socket: Duplex): void {
    this.open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => this.open.delete(socket));
  }
}

function refuse(socket: Duplex, status: number, headers = ''): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\n${headers}Content-Length: 0\r\nConnection: close\r\n\r\n`);
}
