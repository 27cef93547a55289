import type { Document } from '../apim/documents.ts';
import { isList, type Json, type JsonObject, textAt } from '../apim/json.ts';
import type { FileForm } from '../apim/kinds/kind.ts';
import { linkOf } from '../apim/links.ts';
import type { Names } from '../apim/names.ts';
import { pathOf, type ResourceId } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { parseJson } from './json-file.ts';
import { mergedJson } from './merge-json.ts';

/**
 * The links in a list, `[{"name": "orders"}]`, or in one for many things, `[{"operation": "get", "name": "public"}]`: as
 * names of the link and of what it lives in. Throws INVALID_FILE when it is something else.
 */
export function linksInList(text: string, kind: string, form: FileForm, path: string): readonly Names[] {
  const list = parseJson(text, path);
  const keys = keysOf(form);
  if (!isList(list)) throw notAList(path, 'it is not a list', keys);
  return list.map((item) => {
    const names = keys.map((key) => {
      const name = textAt(item, key);
      if (name === undefined || name === '') throw notAList(path, `an entry has no "${key}"`, keys);
      // A name that would lead elsewhere in a path of Azure's.
      if (/^\.{1,2}$/.test(name)) throw notAList(path, `"${name}" is no name`, keys);
      return [key === 'name' ? kind : key, name] as const;
    });
    return Object.fromEntries(names);
  });
}

/**
 * What a list says of a link in a workspace beside that there is one: whether it leads to the instance, as apiops-cli
 * writes it, `[{"name": "developers", "scope": "service"}]` (facts: peers 1.4).
 */
export function propertiesInList(text: string, id: ResourceId, form: FileForm, path: string): JsonObject {
  const link = linkOf(id);
  const list = parseJson(text, path);
  if (link === undefined || link.heldByTarget === true || !isList(list)) return {};
  const found = list.find((item) => isAbout(item, entryOf(id, form)));
  const leadsOut = textAt(found, 'scope')?.toLowerCase() === 'service';
  return leadsOut ? { [link.property]: `/${link.to}/${id.name}` } : {};
}

/** The list with one more link, or a new list. */
export function withLink(text: string | undefined, live: Document, form: FileForm, path: string): string {
  const link = linkOf(live.id);
  const leadsOut = link !== undefined && textAt(live.properties, link.property) !== undefined;
  // A list of this project's own says no more than it has to.
  const scope = link === undefined || form.list !== true ? {} : { scope: leadsOut ? 'service' : 'workspace' };
  const entry = { ...entryOf(live.id, form), ...scope };
  if (text === undefined) return JSON.stringify([entry], null, 2);
  const list = parseJson(text, path);
  return mergedJson(text, isList(list) ? [...list, entry] : [entry]);
}

/** The list without a link, in whatever case it is written; undefined when nothing else is in it. */
export function withoutLink(text: string, id: ResourceId, form: FileForm, path: string): string | undefined {
  const list = parseJson(text, path);
  const gone = entryOf(id, form);
  const left = isList(list) ? list.filter((item) => !isAbout(item, gone)) : [];
  return left.length === 0 ? undefined : mergedJson(text, left);
}

function isAbout(item: Json, entry: Readonly<Record<string, string>>): boolean {
  return Object.entries(entry).every(
    ([key, name]) => textAt(item, key)?.toLowerCase() === name.toLowerCase(),
  );
}

function entryOf(id: ResourceId, form: FileForm): Readonly<Record<string, string>> {
  const names = new Map<string, string>(pathOf(id).map(({ kind, name }) => [kind, name]));
  return Object.fromEntries(
    keysOf(form).map((key) => [key, key === 'name' ? id.name : (names.get(key) ?? '')]),
  );
}

/** What an entry says: which of the things that the path does not name, and which link. */
function keysOf({ list }: FileForm): readonly string[] {
  return [...(isList(list) ? list : []), 'name'].map(String);
}

function notAList(path: string, what: string, keys: readonly string[]): TaskError {
  const example = keys.map((key) => `"${key}": "orders"`).join(', ');
  return new TaskError('INVALID_FILE', {
    message: `${path} cannot be used: ${what}.`,
    remedy: `Such a file looks like [{${example}}, {...}].`,
    where: { file: path },
  });
}
