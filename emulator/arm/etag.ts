import type { Instance } from './instance.ts';
import type { Place } from './place.ts';
import { Refusal } from './refusal.ts';
import { headerOf, type ServiceRequest } from './service-request.ts';
import type { Entry } from './store.ts';

/** If-Match: a missing one means unconditional, unless the switch says otherwise (facts 1.0). */
export function checkEtag(
  { switches }: Instance,
  place: Place,
  request: ServiceRequest,
  existing: Entry | undefined,
): void {
  const { ifMatch, linksTo } = place.kind;
  if (ifMatch === 'ignored' || linksTo !== undefined) return;
  const wanted = headerOf(request, 'if-match');
  if (wanted === undefined) {
    const required = ifMatch === 'required' || switches.missingIfMatch === 'refused';
    if (existing === undefined || !required) return;
    throw new Refusal(
      400,
      'ValidationError',
      "Entity with the given ID already exists. Specify ETag, or '*', in the If-Match header to update it.",
      null,
    );
  }
  if (existing && (wanted === '*' || wanted === existing.etag)) return;
  if (!existing && wanted === '*') return;
  throw new Refusal(
    412,
    'PreconditionFailed',
    'The condition specified using HTTP conditional header(s) is not met.',
    null,
  );
}
