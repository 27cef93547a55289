import { type JsonObject, textAt } from './json.ts';

const words = 'ApimPublish is making this API; the one that will be current is revision';

/**
 * What the first revision of an API says while another one is on its way to become the current one. As its contact:
 * that can be changed on any revision, while descriptions of revisions have been seen frozen (facts: apim-rest 3).
 */
export function unfinished(revision: string): JsonObject {
  return { contact: { name: `${words} ${revision}.` } };
}

/** Whether a revision was left behind by a run that ended before it could release the right one. */
export function isUnfinished(properties: JsonObject | undefined): boolean {
  return textAt(properties, 'contact', 'name')?.startsWith(words) === true;
}
