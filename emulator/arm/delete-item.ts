import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { answerStart } from './answer-poll.ts';
import { checkEtag } from './etag.ts';
import type { Instance } from './instance.ts';
import { textOf } from './json.ts';
import type { Kind } from './kind.ts';
import { kindOf } from './kinds.ts';
import { checkParent } from './parent.ts';
import { type Place, rootOf } from './place.ts';
import { targetKeyOf } from './put-link.ts';
import { scopeOf } from './scope.ts';
import { deleteLink, linkAt } from './serve-link.ts';
import type { ServiceRequest } from './service-request.ts';
import type { Entry } from './store.ts';

/** DELETE: 200, or 204 when there was nothing (facts 1.0). */
export function deleteItem(instance: Instance, place: Place, request: ServiceRequest): EmulatedAnswer {
  const { kind, key } = place;
  checkParent(instance, place);
  instance.longRunning.checkLock(place);
  const existing = kind.link ? linkAt(instance, place, kind.link) : instance.find(key);
  if (!existing) return { status: 204 };
  checkEtag(instance, place, request, existing);
  const removal = { instance, query: request.query };
  const remove = (): EmulatedAnswer => {
    kind.behaviour?.beforeDelete?.(existing, removal);
    if (kind.link) deleteLink(instance, place, kind.link);
    else instance.store.delete(existing.key);
    kind.behaviour?.afterDelete?.(existing, removal);
    forgetLinks(instance, existing);
    return { status: 200 };
  };
  // In a workspace nothing is deleted in the background (facts 1.0, 1.2).
  const isSlow = kind.longRunning?.includes('DELETE') === true && place.scope === '';
  if (!isSlow || instance.switches.longRunning !== 'specified') return remove();
  const write = instance.longRunning.start({ place, finalStatus: 200, preview: undefined, work: remove });
  return answerStart(instance, request, write);
}

/** Assignments, associations, links and what is named after it vanish with it (facts 4.3). */
function forgetLinks(instance: Instance, gone: Entry): void {
  const key = rootOf(gone.key);
  if (instance.find(key)) return;
  for (const entry of instance.store.all()) {
    const kind = kindOf(entry.key.split('/').filter((_, index) => index % 2 === 0));
    const id = kind?.link && textOf(entry.properties, kind.link.property);
    const isDangling = id !== undefined && !instance.findReference(id);
    if (isDangling || (kind && means(kind, entry, key))) instance.store.delete(entry.key);
  }
}

function means(kind: Kind, entry: Entry, key: string): boolean {
  const linksTo = kind.linksTo ?? kind.namedAfter;
  const scope = scopeOf(entry.key);
  return linksTo !== undefined && targetKeyOf({ kind: { linksTo }, scope }, entry.key) === key;
}
