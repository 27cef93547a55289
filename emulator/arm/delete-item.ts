import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { answerStart } from './answer-poll.ts';
import { checkEtag } from './etag.ts';
import type { Instance } from './instance.ts';
import { checkParent } from './parent.ts';
import type { Place } from './place.ts';
import type { ServiceRequest } from './service-request.ts';

/** DELETE: 200, or 204 when there was nothing (facts 1.0). */
export function deleteItem(instance: Instance, place: Place, request: ServiceRequest): EmulatedAnswer {
  const { kind, key } = place;
  checkParent(instance, place);
  instance.longRunning.checkLock(place);
  const existing = instance.find(key);
  if (!existing) return { status: 204 };
  checkEtag(instance, place, request, existing);
  const removal = { instance, query: request.query };
  const remove = (): EmulatedAnswer => {
    kind.behaviour?.beforeDelete?.(existing, removal);
    instance.store.delete(existing.key);
    kind.behaviour?.afterDelete?.(existing, removal);
    return { status: 200 };
  };
  // Of what is emulated only the DELETE of an API of the service goes on after the answer (facts 1.0, 1.2).
  if (kind.collections !== 'apis' || place.scope !== '' || instance.switches.longRunning !== 'specified')
    return remove();
  const write = instance.longRunning.start({ place, finalStatus: 200, preview: undefined, work: remove });
  return answerStart(instance, request, write);
}
