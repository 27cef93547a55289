import { randomBytes } from 'node:crypto';
import type { Certificate } from '../http/certificates.ts';
import { type EmulatedAnswer, type EmulatedRequest, LoopbackServer } from '../http/loopback-server.ts';

const lifetime = 5 * 60 * 1000;

/** The storage account behind export links: another origin, and no place for a bearer token (facts 2.2). */
export class Downloads {
  readonly server: LoopbackServer;
  private readonly offers = new Map<string, { text: () => string; until: number }>();

  constructor(
    certificate: Certificate,
    around: (
      request: EmulatedRequest,
      serve: () => EmulatedAnswer,
    ) => EmulatedAnswer | Promise<EmulatedAnswer>,
    private readonly now: () => number = Date.now,
  ) {
    this.server = new LoopbackServer(
      certificate,
      (request) => around(request, () => this.answer(request)),
      now,
    );
  }

  /** A link to a text, valid for five minutes; the text is asked for when somebody reads it. */
  offer(fileName: string, text: () => string): string {
    const signature = randomBytes(24).toString('base64url');
    const until = this.now() + lifetime;
    this.offers.set(signature, { text, until });
    const query = new URLSearchParams({
      sv: '2024-05-04',
      se: new Date(until).toISOString(),
      sig: signature,
    });
    return `${this.server.origin}/api-export/${encodeURIComponent(fileName)}?${query.toString()}`;
  }

  /** Makes every link given so far too old. */
  expireLinks(): void {
    for (const offer of this.offers.values()) offer.until = 0;
  }

  private answer({ method, headers, query }: EmulatedRequest): EmulatedAnswer {
    if (headers.authorization !== undefined)
      return problem(
        400,
        'InvalidAuthenticationInfo',
        'A link with a signature does not take an Authorization header.',
      );
    if (method !== 'GET') return problem(405, 'UnsupportedHttpVerb', 'Links can only be read.');
    const offer = this.offers.get(query.get('sig') ?? '');
    if (!offer || offer.until < this.now())
      return problem(403, 'AuthenticationFailed', 'Signature not valid in the specified time frame.');
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: offer.text() };
  }
}

function problem(status: number, code: string, message: string): EmulatedAnswer {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  };
}
