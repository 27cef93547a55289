import { readFile } from 'node:fs/promises';
import { request as send } from 'node:https';
import { type Emulators, startEmulators } from '../emulators.ts';
import { makeToken } from '../sign-in/json-web-token.ts';
import type { EmulatedInstance } from './emulated-instance.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Switches } from './switches.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Empty unless the text is a JSON object. */
  readonly json: JsonObject;
}

export const subscription = '0a000000-0000-0000-0000-00000000000b';

/** What the tests of the emulator ask with: one instance, a token that is good, and plain HTTPS. */
export class TestClient {
  readonly token = makeToken({ sub: 'test', exp: Math.floor(Date.now() / 1000) + 3600 });

  private constructor(
    readonly emulators: Emulators,
    readonly instance: EmulatedInstance,
    private readonly ca: string,
  ) {}

  static async start(switches: Partial<Switches> = {}, sku?: string): Promise<TestClient> {
    const emulators = await startEmulators({ switches });
    const instance = emulators.arm.addInstance({
      subscriptionId: subscription,
      resourceGroup: 'rg',
      name: 'contoso',
      ...(sku === undefined ? {} : { sku }),
    });
    const client = new TestClient(
      emulators,
      instance,
      await readFile(emulators.certificate.trustFile, 'utf8'),
    );
    emulators.arm.acceptToken(client.token);
    return client;
  }

  stop(): Promise<void> {
    return this.emulators.stop();
  }

  /** Asks below the service ("apis/petstore"); adds api-version and token. */
  ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const query = `${path.includes('?') ? '&' : '?'}api-version=2024-05-01`;
    const url = `${this.emulators.arm.origin}${this.instance.resourceId}/${path}${query}`;
    return this.fetch(method, url, body, { authorization: `Bearer ${this.token}`, ...headers });
  }

  /** Follows Location until the write has ended. */
  async finish(reply: Reply): Promise<Reply> {
    let last = reply;
    while (typeof last.headers['location'] === 'string')
      last = await this.fetch('GET', last.headers['location'], undefined, {
        authorization: `Bearer ${this.token}`,
      });
    return last;
  }

  async put(path: string, properties: JsonObject): Promise<Reply> {
    return this.finish(await this.ask('PUT', path, { properties }));
  }

  fetch(method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const type = body === undefined ? {} : { 'content-type': 'application/json' };
      const options = { method, headers: { ...type, ...headers }, ca: this.ca, agent: false };
      const request = send(url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: jsonOf(text) });
        });
      });
      request.on('error', reject);
      request.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
    });
  }
}

function jsonOf(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
