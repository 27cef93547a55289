import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { getIntrospectionQuery } from 'graphql';
import type { Notation } from './import-formats.ts';

/** Thrown where a document has to be read first: whoever serves the request waits, and serves it again. */
class DocumentAwaited extends Error {
  constructor(readonly arrived: Promise<unknown>) {
    super('A document behind a link has to be read first.');
  }
}

export type Fetched = { readonly text: string } | { readonly problem: string };

/** What imports and policies of link formats read: from loopback only, and without credentials (facts 2.1). */
export class LinkedDocuments {
  private readonly fetched = new Map<string, Fetched>();

  constructor(private readonly authority: string) {}

  /** The document behind the link, read anew for every import. */
  take(url: string, notation: Notation | 'policy'): Fetched {
    const found = this.fetched.get(url);
    if (!found)
      throw new DocumentAwaited(
        this.read(url, notation === 'graphql').then((fetched) => this.fetched.set(url, fetched)),
      );
    this.fetched.delete(url);
    return found;
  }

  private async read(url: string, introspect: boolean): Promise<Fetched> {
    if (!/^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/.test(url))
      return { problem: `The emulator reads links on loopback only, not '${url}'.` };
    try {
      const { status, text } = await this.ask(url, introspect);
      return status === 200 ? { text } : { problem: `Unable to read '${url}': status ${String(status)}.` };
    } catch (error) {
      return { problem: `Unable to read '${url}': ${(error as Error).message}` };
    }
  }

  private ask(url: string, introspect: boolean): Promise<{ status: number; text: string }> {
    const send = url.startsWith('https:') ? secureRequest : plainRequest;
    const method = introspect ? 'POST' : 'GET';
    const headers: Record<string, string> = introspect ? { 'content-type': 'application/json' } : {};
    return new Promise((resolve, reject) => {
      const request = send(url, { method, headers, ca: this.authority, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
        });
      });
      request.on('error', reject);
      request.end(introspect ? JSON.stringify({ query: getIntrospectionQuery() }) : undefined);
    });
  }
}

/** Serves, and serves again whenever a document that was missing has been read. */
export async function whenDocumentsAreRead<T>(serve: () => T): Promise<T> {
  for (;;)
    try {
      return serve();
    } catch (error) {
      if (!(error instanceof DocumentAwaited)) throw error;
      await error.arrived;
    }
}
