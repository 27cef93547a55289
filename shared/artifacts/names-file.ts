import { isObject } from '../apim/json.ts';
import { TaskError } from '../errors/task-error.ts';
import { parseInformation } from './json-file.ts';
import { type Shortened, standsFor } from './short-name.ts';

/** In the artifacts folder itself: the names that shortened ones in paths stand for. */
export const namesFile = 'apim-names.json';

/** A newer version may mean something else by the same words. */
const version = 1;

/** Names by what stands for them in paths, in lower case: file systems may not tell cases apart. */
export type Names = ReadonlyMap<string, Shortened>;

/** Reads it. Throws INVALID_FILE: what cannot be told for sure would be published under a wrong name. */
export function parseNames(text: string): Names {
  const content = parseInformation(text, namesFile);
  if (content['version'] !== version)
    throw invalid('its version is not 1', 'Update the extension: a newer version wrote it.');
  const { names } = content;
  if (!isObject(names)) throw invalid('"names" is no object');
  const read = new Map<string, Shortened>();
  for (const [short, name] of Object.entries(names)) {
    if (typeof name !== 'string' || !standsFor({ short, name }))
      throw invalid(`${JSON.stringify(short)} does not stand for ${JSON.stringify(name)}`);
    const other = read.get(short.toLowerCase());
    if (other !== undefined && other.name !== name)
      throw invalid(`${JSON.stringify(short)} stands for two names`);
    read.set(short.toLowerCase(), { short, name });
  }
  return read;
}

/** The same bytes for the same names, whatever order they came in. */
export function renderNames(names: Iterable<Shortened>): string {
  const sorted = [...names].sort((left, right) => (left.short < right.short ? -1 : 1));
  const entries = Object.fromEntries(sorted.map(({ short, name }) => [short, name]));
  return JSON.stringify({ version, names: entries }, null, 2);
}

function invalid(
  what: string,
  remedy = `Take the last version of ${namesFile} back: without it nobody knows the names of shortened folders.`,
) {
  return new TaskError('INVALID_FILE', {
    message: `${namesFile}: ${what}.`,
    remedy,
    where: { file: namesFile },
  });
}
