import type { LoopbackServer } from './loopback-server.ts';
import type { RequestLog } from './request-log.ts';

/** What every emulator is from outside: something that starts, stops, has an address and remembers what it was asked. */
export abstract class LoopbackEmulator {
  protected abstract readonly server: LoopbackServer;

  async start(): Promise<void> {
    await this.server.start();
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }

  /** https://localhost:port, without a slash at the end. */
  get origin(): string {
    return this.server.origin;
  }

  get requests(): RequestLog {
    return this.server.requests;
  }
}
