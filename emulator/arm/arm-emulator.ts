import type { Certificate } from '../http/certificates.ts';
import { LoopbackEmulator } from '../http/loopback-emulator.ts';
import {
  type Asked,
  type EmulatedAnswer,
  type EmulatedRequest,
  LoopbackServer,
} from '../http/loopback-server.ts';
import type { RequestLog } from '../http/request-log.ts';
import { Downloads } from './downloads.ts';
import { type EmulatedInstance, emulatedInstance } from './emulated-instance.ts';
import { around, type Fault, FaultInjection } from '../http/fault.ts';
import { enter } from './front-door.ts';
import type { Instance, InstanceOptions } from './instance.ts';
import { newInstance } from './new-instance.ts';
import type { ScopeLock } from './scope-locks.ts';
import { LinkedDocuments, whenDocumentsAreRead } from './specification/linked-documents.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import { TokenBuckets } from './token-buckets.ts';
import { Tokens } from './tokens.ts';

export interface ArmOptions {
  readonly switches?: Partial<Switches>;
  /** Milliseconds since 1970; a clock of a test, for throttling and for the times in the log. */
  readonly now?: () => number;
  /** Whether ARM's token buckets count (facts 5); off, because most tests are about something else. */
  readonly throttling?: boolean;
}

/** Azure Resource Manager with API Management behind it, on loopback. */
export class ArmEmulator extends LoopbackEmulator {
  /** Behaviour where the facts are unsure; may be changed at any time. */
  readonly switches: Switches;
  /** What shall go wrong, at ARM and behind export links; may be changed at any time. */
  readonly faults: Fault[] = [];
  /** "METHOD path" patterns for which the caller lacks the right. */
  readonly denied: RegExp[] = [];
  /** Locks of ARM on scopes. */
  readonly locks: ScopeLock[] = [];
  private readonly instances: Instance[] = [];
  private readonly tokens = new Tokens();
  private readonly buckets: TokenBuckets | undefined;
  private readonly injection = new FaultInjection();
  protected readonly server: LoopbackServer;
  private readonly blobs: Downloads;
  private readonly links: LinkedDocuments;

  constructor(certificate: Certificate, options: ArmOptions = {}) {
    super();
    const { now = Date.now } = options;
    this.switches = { ...defaultSwitches, ...options.switches };
    this.buckets = options.throttling === true ? new TokenBuckets(now, this.switches) : undefined;
    this.server = new LoopbackServer(certificate, (request) => this.answer(request), now);
    this.links = new LinkedDocuments(certificate.cert);
    this.blobs = new Downloads(
      certificate,
      (request, serve) => around(this.injection.of(request, this.faults), request, serve),
      now,
    );
  }

  override async start(): Promise<void> {
    await Promise.all([super.start(), this.blobs.server.start()]);
  }

  override async stop(): Promise<void> {
    await Promise.all([super.stop(), this.blobs.server.stop()]);
  }

  /** What was asked of the origin behind export links. */
  get downloads(): RequestLog {
    return this.blobs.server.requests;
  }

  /** Makes every export link given so far older than its five minutes. */
  expireLinks(): void {
    this.blobs.expireLinks();
  }

  /** Makes a token good for requests here. */
  acceptToken(token: string): void {
    this.tokens.accept(token);
  }

  /** Has every token that was accepted so far refused as expired, whatever it says itself: only a new one is good. */
  expireTokens(): void {
    this.tokens.expire();
  }

  /** Asks without the network: of ARM or of the origin behind export links, as the URL says. */
  ask(request: Asked): Promise<EmulatedAnswer> {
    return (request.url.origin === this.origin ? this.server : this.blobs.server).ask(request);
  }

  /** A new service with what every service is born with. */
  addInstance(options: InstanceOptions): EmulatedInstance {
    const { switches, blobs: downloads, links } = this;
    const instance = newInstance(options, { switches, downloads, links, origin: () => this.origin });
    this.instances.push(instance);
    return emulatedInstance(instance);
  }

  private answer(request: EmulatedRequest): Promise<EmulatedAnswer> {
    const { origin, tokens, denied, locks, instances, buckets } = this;
    const serve = () =>
      whenDocumentsAreRead(() => enter({ origin, tokens, denied, locks, instances, buckets }, request));
    return around(this.injection.of(request, this.faults), request, serve);
  }
}
