import type { EmulatedAnswer } from '../http/loopback-server.ts';
import type { Instance } from './instance.ts';
import type { Kind } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { Place } from './place.ts';
import { linkContract } from './read.ts';
import { notFound, Refusal } from './refusal.ts';
import type { Scope } from './scope.ts';
import type { ServiceRequest } from './service-request.ts';

/** PUT of a link needs no body and repeats the contract of the target (facts 1.0). */
export function putLink(instance: Instance, place: Place, { query }: ServiceRequest): EmulatedAnswer {
  const { kind, key, name = '' } = place;
  if (kind.linksTo !== '' && !instance.find(targetKeyOf(place, key))) throw missingTarget(kind);
  const existing = instance.find(key);
  if (existing) {
    if (kind.association && instance.switches.repeatedLink === 'conflict') throw linkedAlready(kind);
    return { status: 200, body: linkContract(instance, place, existing, query) };
  }
  kind.behaviour?.beforeLink?.(place, instance);
  const entry = instance.store.put(key, name, {});
  return { status: 201, body: linkContract(instance, place, entry, query) };
}

/** What a link means: in the same workspace, or of the service where workspaces have no such kind (users). */
export function targetKeyOf(
  { kind: { linksTo = '' }, scope }: { kind: Pick<Kind, 'linksTo'>; scope: Scope },
  linkKey: string,
): string {
  const inside = scope !== '' && kindOf(['workspaces', linksTo]) !== undefined;
  return `${inside ? scope : ''}${linksTo}/${linkKey.split('/').at(-1) ?? ''}`;
}

/** Associations answer 400 "API not found" (facts 4.2), tag assignments 404. */
function missingTarget({ noun, association }: Kind): Refusal {
  return association ? new Refusal(400, 'ValidationError', `${noun} not found`, null) : notFound(noun);
}

/** Clients take it for success (facts 1.0). */
export function linkedAlready({ collections, noun }: Kind): Refusal {
  const parent = collections.startsWith('products/') ? 'Product' : 'entity';
  const message = `Link already exists between specified ${parent} and ${noun}.`;
  return new Refusal(409, 'Conflict', message, null);
}
