import type { Instance } from './instance.ts';
import { kindOf } from './kinds.ts';
import type { Place } from './place.ts';
import { notFound, Refusal } from './refusal.ts';

/** A child of something that is not there is a 404 that names the parent (facts 1.5). */
export function checkParent(instance: Instance, { parent }: Place, method = 'GET'): void {
  const segments = parent === '' ? [] : parent.split('/');
  for (let length = 2; length <= segments.length; length += 2) {
    if (instance.find(segments.slice(0, length).join('/'))) continue;
    const kind = kindOf(segments.slice(0, length).filter((_, index) => index % 2 === 0));
    if (kind?.implied?.includes(segments[length - 1] ?? '')) continue;
    throw missing(instance, method, kind?.noun ?? 'Entity');
  }
}

function missing({ switches }: Instance, method: string, noun: string): Refusal {
  return method === 'PUT' && switches.missingParent === 'identifierNotFound'
    ? new Refusal(400, 'ValidationError', 'Entity with specified identifier not found', null)
    : notFound(noun);
}
