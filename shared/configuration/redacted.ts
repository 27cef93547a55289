import { redactionMark } from '../apim/secrets.ts';

/**
 * Where apiops-cli takes a secret out of a policy (facts: peers 1.2): the whole of an element, a password or a
 * certificate, and the key in a connection string. Anywhere else the words may be what an author wants to see in a log.
 */
const takenOut = new RegExp(
  [
    '(?<=<(?:value|key|certificate)\\b[^<>]*>\\s*(?:Bearer\\s+)?',
    '<authentication-\\w+\\b[^<>]*\\s(?:password|body)="',
    '\\b(?:AccountKey|SharedAccessKey)=)',
  ].join('|') + redactionMark.replaceAll('*', '\\*'),
  'g',
);

/** The text with something else in place of each mark that stands where a secret was. */
export function withoutRedacted(text: string, put: (mark: string) => string): string {
  return text.trim() === redactionMark ? put(redactionMark) : text.replace(takenOut, put);
}
