import { type JsonObject, textAt } from '../json.ts';
import { withBase } from './portable-xml.ts';

/**
 * A WADL that says of the API what the API's own properties say, so that either precedence gives that: its base is the
 * declared service URL, and it has no title of its own.
 */
export function wadlToSend(text: string, properties: JsonObject): string {
  const serviceUrl = textAt(properties, 'serviceUrl');
  const untitled = text.replace(
    /(<(?:[\w.-]+:)?application\b[^>]*>\s*<(?:[\w.-]+:)?doc\b[^>]*?)\s+title\s*=\s*(?:"[^"]*"|'[^']*')/,
    '$1',
  );
  return serviceUrl === undefined ? untitled : withBase(untitled, serviceUrl);
}
