import { firstAndMore } from '../apim/first-few.ts';
import { apiTypeOf } from '../apim/api-type.ts';
import { grouped } from '../apim/grouped.ts';
import { isList, type Json, type JsonObject, objectAt, textAt } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { formatOf } from '../apim/specification/formats.ts';
import { type OpenApiOperation, operationsOf, parseOpenApi } from '../apim/specification/open-api.ts';
import { operationTitle } from '../apim/specification/operation-name.ts';
import { parametersOf } from '../apim/specification/parameters.ts';
import { routeIn } from '../apim/specification/routes.ts';
import { sameText } from '../apim/specification/same-text.ts';
import { inOpenApi3 } from '../apim/specification/swagger-2.ts';
import { TaskError } from '../errors/task-error.ts';
import type { ArtifactFiles } from './file-change.ts';
import { parseInformation } from './json-file.ts';
import { placeOf } from './layout.ts';
import type { Artifacts } from './read-artifacts.ts';
import { decode } from './text.ts';

/** More than this of one API nobody reads in a log. */
const mostTold = 5;

/** Tells which files are of one operation that a specification carries, as apiops-cli writes them. */
export function operationFilesOf({ documents }: Artifacts): (path: string) => boolean {
  const own = new Set(documents.map(({ file }) => file));
  return (path) => {
    const place = placeOf(path);
    const isOfOperation = place?.role === 'information' && kindOf(place.kind).carriedBy === 'specification';
    return isOfOperation && !own.has(path);
  };
}

/**
 * What the files that apiops-cli writes for each operation say otherwise than the specification beside them, a line
 * for each API: the specification counts (design: Layouts). What a file does not say is not compared.
 */
export function operationFileNotes(files: ArtifactFiles, artifacts: Artifacts): readonly string[] {
  const isOperationFile = operationFilesOf(artifacts);
  const paths = [...files.keys()].filter((path) => isOperationFile(path) && !artifacts.ignores(path));
  const { wholePath } = artifacts.names;
  const byApi = grouped(paths.sort(), (path) => apiFolderOf(wholePath(path)));
  const specificationIn = specificationsOf(files.keys(), artifacts);
  return [...byApi].flatMap(([folder, own]) => {
    const specification = specificationIn(folder);
    if (specification === undefined) return isHttp(folder, artifacts) ? [withoutSpecification(own)] : [];
    if (formatOf(specification) !== 'openapi') return [];
    const told = differences(own, specification, files);
    return told.length === 0
      ? []
      : [`${specification} counts, operation files say otherwise: ${firstAndMore(told, mostTold, '; ')}.`];
  });
}

function withoutSpecification(own: readonly string[]): string {
  const { length } = own;
  return `${apiFolderOf(own[0] ?? '')} has ${length === 1 ? 'a file of an operation' : `${length} files of operations`} and no specification: they are not published. ApimExtract writes the specification.`;
}

/** Where a file of an operation is: the folder of its API. */
export function apiFolderOf(path: string): string {
  return path.split('/').slice(0, -3).join('/');
}

/**
 * Tells the specification in the folder of an API. With whole names: files of one API may be in two folders where only
 * one of the paths is too long.
 */
export function specificationsOf(
  paths: Iterable<string>,
  { names: { wholePath } }: Artifacts,
): (folder: string) => string | undefined {
  const found = new Map<string, string>();
  for (const path of paths) {
    const folder = /^(.*)\/specification\.[^/]*$/i.exec(wholePath(path))?.[1]?.toLowerCase();
    if (folder !== undefined && formatOf(path) !== undefined && !found.has(folder)) found.set(folder, path);
  }
  return (folder) => found.get(folder.toLowerCase());
}

/** Of other types the service itself knows what operations there are. */
function isHttp(folder: string, { documents, names }: Artifacts): boolean {
  const api = documents.find(
    ({ id, file }) =>
      kindOf(id.kind).azure.specification === true &&
      file !== undefined &&
      names.wholePath(file).toLowerCase().startsWith(`${folder}/`.toLowerCase()),
  );
  return api !== undefined && apiTypeOf(api.properties) === 'http';
}

function differences(
  paths: readonly string[],
  specification: string,
  files: ArtifactFiles,
): readonly string[] {
  const text = (path: string) => decode(files.get(path) ?? new Uint8Array(), path);
  return telling(() => {
    const document = inOpenApi3(parseOpenApi(text(specification), specification).document);
    const operations = new Map(operationsOf(document).map((one) => [routeIn(one.method, one.path), one]));
    const said = paths.flatMap((path) =>
      telling(() => {
        const properties = objectAt(parseInformation(text(path), path), 'properties');
        const route = routeIn(textAt(properties, 'method') ?? '', textAt(properties, 'urlTemplate') ?? '');
        const operation = operations.get(route);
        operations.delete(route);
        if (operation === undefined) return [`${route} is in no specification`];
        const parts = differingParts(properties, operation, document);
        return parts.length === 0 ? [] : [`${route} (${parts.join(', ')})`];
      }),
    );
    return [...said, ...[...operations.keys()].map((route) => `${route} has no file`)];
  });
}

/** A broken file is told as it is: the specification counts anyway, and what is wrong with that is told elsewhere. */
function telling(read: () => readonly string[]): readonly string[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof TaskError) return [error.message.replace(/\.$/, '')];
    throw error;
  }
}

function differingParts(file: JsonObject, one: OpenApiOperation, document: JsonObject): readonly string[] {
  const title = textAt(file, 'displayName') ?? '';
  const description = textAt(file, 'description') ?? '';
  const lists = ['queryParameters', 'headers'].map((key) => namesIn(objectAt(file, 'request')[key], 'name'));
  const parameters = [namesIn(file['templateParameters'], 'name'), ...lists].flat();
  const responses = namesIn(file['responses'], 'statusCode');
  const own = [...parametersOf(one, document).values()].flatMap((entry) => textAt(entry, 'name') ?? []);
  const codes = Object.keys(objectAt(one.operation, 'responses')).filter((code) => /^\d{3}$/.test(code));
  const said = textAt(one.operation, 'description') ?? '';
  const isTitle = sameText(description, operationTitle(one.method, one.path, one.operation));
  return [
    ...(title === '' || sameText(title, operationTitle(one.method, one.path, one.operation))
      ? []
      : ['summary']),
    ...(description === '' || sameText(description, said) || (said === '' && isTitle) ? [] : ['description']),
    ...(parameters.length === 0 ? [] : unshared(parameters, own).map((name) => `parameter ${name}`)),
    ...(responses.length === 0 ? [] : unshared(responses, codes).map((code) => `response ${code}`)),
  ];
}

function namesIn(list: Json | undefined, key: string): readonly string[] {
  if (!isList(list)) return [];
  return list.flatMap((one) => {
    const name = objectAt(one)[key];
    return typeof name === 'string' || typeof name === 'number' ? [String(name)] : [];
  });
}

/** What only one of them has. */
function unshared(left: readonly string[], right: readonly string[]): readonly string[] {
  const [a, b] = [left, right].map((names) => new Set(names.map((name) => name.toLowerCase())));
  return [
    ...left.filter((name) => b?.has(name.toLowerCase()) !== true),
    ...right.filter((name) => a?.has(name.toLowerCase()) !== true),
  ];
}
