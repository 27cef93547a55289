import type { Document } from '../apim/documents.ts';
import { objectAt, stableText } from '../apim/json.ts';
import { linkOf, linkProperties, targetPathOf } from '../apim/links.ts';
import type { CurrentRevision } from '../apim/names.ts';
import { editedJson } from './edit-json.ts';
import { parseInformation } from './json-file.ts';

/**
 * The file of a link with the live target. Its place says nearly all of it; a file of a workspace also says whether it
 * means a group of the workspace or the one of the instance that has the same name.
 */
export function mergedLink(live: Document, before: string, path: string, current: CurrentRevision): string {
  const { id, properties } = live;
  const link = linkOf(id);
  if (link === undefined) return before;
  const given = objectAt(parseInformation(before, path), 'properties');
  if (stableText(linkProperties(id, link, given)) === stableText(properties)) return before;
  const name = Object.keys(given).find((key) => key.toLowerCase() === link.property.toLowerCase());
  return editedJson(
    before,
    ['properties', name ?? link.property],
    targetPathOf(id, link, properties, current),
  );
}
