import { systemClock, type Clock } from '../../http/clock.ts';
import type { Log } from '../../log/log.ts';
import { defaultApiVersion, type Arm } from './arm.ts';
import { armOver, type Wires } from './arm-over-wire.ts';
import { armWire, type ArmClientOptions } from './arm-wire.ts';
import { Governor, usualLimits, type Limits } from './governor.ts';
import { linkWire } from './link-wire.ts';
import { logged } from './logged.ts';
import { finished } from './long-running.ts';
import { persistent } from './persistent.ts';
import type { Patience } from './retry-verdict.ts';
import type { Wire } from './wire.ts';

export interface ConnectOptions extends ArmClientOptions {
  readonly log: Log;
  /** Of API Management; `defaultApiVersion` unless the user chose another. */
  readonly apiVersion?: string;
  readonly limits?: Limits;
  readonly patience?: Patience;
  readonly clock?: Clock;
  /** Given when the run is stopped: no request begins after that. CANCELLED, TIME_IS_UP. */
  readonly stopped?: AbortSignal;
  /** Between 0 and 1, as Math.random. */
  readonly random?: () => number;
}

/** Makes the one connection of a run to Azure Resource Manager: it holds the token and the pace for all requests. */
export function connectArm(options: ConnectOptions): Arm {
  const { log, clock = systemClock, apiVersion = defaultApiVersion } = options;
  const governor = new Governor(clock, options.limits ?? usualLimits, options.stopped);
  const storageGovernor = new Governor(clock, options.limits ?? usualLimits, options.stopped);
  const lasting = (wire: Wire, pace: Governor) =>
    persistent(logged(wire, log, clock), { ...options, clock, governor: pace });
  const send = lasting(armWire(options), governor);
  return armOver({
    send,
    // The storage behind links is throttled for itself.
    fetchLink: lasting(linkWire(options), storageGovernor),
    finish: (request, first) => finished(request, first, { send, clock, log }),
    address: addressing(options.endpoint, apiVersion),
  });
}

function addressing(endpoint: string, apiVersion: string): Wires['address'] {
  const base = endpoint.replace(/\/+$/, '');
  return (path, query) =>
    `${base}${path}?${new URLSearchParams({ 'api-version': apiVersion, ...query }).toString()}`;
}
