import type { Certificate } from '../http/certificates.ts';
import { type EmulatedAnswer, type EmulatedRequest, LoopbackServer } from '../http/loopback-server.ts';
import type { RequestLog } from '../http/request-log.ts';
import { Downloads } from './downloads.ts';
import { type EmulatedInstance, emulatedInstance } from './emulated-instance.ts';
import { around, type Fault, FaultInjection } from '../http/fault.ts';
import { enter } from './front-door.ts';
import type { Instance, InstanceOptions } from './instance.ts';
import { newInstance } from './new-instance.ts';
import { LinkedDocuments, whenDocumentsAreRead } from './specification/linked-documents.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import { Tokens } from './tokens.ts';

/** Azure Resource Manager with API Management behind it, on loopback. */
export class ArmEmulator {
  /** Behaviour where the facts are unsure; may be changed at any time. */
  readonly switches: Switches;
  /** What shall go wrong, at ARM and behind export links; may be changed at any time. */
  readonly faults: Fault[] = [];
  /** "METHOD path" patterns for which the caller lacks the right. */
  readonly denied: RegExp[] = [];
  private readonly instances: Instance[] = [];
  private readonly tokens = new Tokens();
  private readonly injection = new FaultInjection();
  private readonly server: LoopbackServer;
  private readonly blobs: Downloads;
  private readonly links: LinkedDocuments;

  constructor(certificate: Certificate, options: { switches?: Partial<Switches> } = {}) {
    this.switches = { ...defaultSwitches, ...options.switches };
    this.server = new LoopbackServer(certificate, (request) => this.answer(request));
    this.links = new LinkedDocuments(certificate.cert);
    this.blobs = new Downloads(certificate, (request) => this.injection.of(request, this.faults)?.answer);
  }

  async start(): Promise<void> {
    await Promise.all([this.server.start(), this.blobs.server.start()]);
  }

  async stop(): Promise<void> {
    await Promise.all([this.server.stop(), this.blobs.server.stop()]);
  }

  get origin(): string {
    return this.server.origin;
  }

  get requests(): RequestLog {
    return this.server.requests;
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

  /** A new service with what every service is born with. */
  addInstance(options: InstanceOptions): EmulatedInstance {
    const { switches, blobs: downloads, links } = this;
    const instance = newInstance(options, { switches, downloads, links, origin: () => this.origin });
    this.instances.push(instance);
    return emulatedInstance(instance);
  }

  private answer(request: EmulatedRequest): Promise<EmulatedAnswer> {
    const { origin, tokens, denied, instances } = this;
    const serve = () => whenDocumentsAreRead(() => enter({ origin, tokens, denied, instances }, request));
    return around(this.injection.of(request, this.faults), serve);
  }
}
