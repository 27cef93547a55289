import { relativeId } from '../apim/canonical.ts';
import { currentNumbers } from '../apim/documents.ts';
import { isList, isObject, type Json, objectAt } from '../apim/json.ts';
import type { FileForm } from '../apim/kinds/kind.ts';
import { isLink, kindOf } from '../apim/kinds/table.ts';
import { linkOf, linkProperties } from '../apim/links.ts';
import type { CurrentRevision } from '../apim/names.ts';
import { keyOf } from '../apim/resource-id.ts';
import { type Draft, draftOf } from './draft.ts';
import { editedJson } from './edit-json.ts';
import { embeddedPolicy } from './embedded-policy.ts';
import type { ArtifactFiles } from './file-change.ts';
import { parseInformation } from './json-file.ts';
import { formsOf, pathIn } from './layout.ts';
import { propertiesInList } from './list-file.ts';
import type { Spelled } from './manner.ts';
import { mergedJson } from './merge-json.ts';
import { apiFolderOf, operationFilesOf, specificationsOf } from './operation-files.ts';
import { type Artifacts, readArtifacts } from './read-artifacts.ts';
import { renderNewInformation } from './render.ts';

/**
 * The same folder in the names of apiops v7: lists of links become a file each, what apiops-cli keeps around
 * properties goes, and the operations that it writes beside a specification go too. Texts stay as they are. The files
 * must be readable; what .apimignore names stays.
 */
export function convertedToApiops(files: ArtifactFiles): ArtifactFiles {
  const artifacts = readArtifacts(files);
  const draft = draftOf(files);
  const current = currentIn(artifacts);
  // Old files first: a new one may have the name of another old one.
  const moves = [...artifacts.parts.values()].flatMap((part) => filesFor(part, draft, current));
  const stay = new Set(moves.map(({ path }) => path));
  for (const { path } of artifacts.parts.values()) if (!stay.has(path)) draft.remove(path);
  for (const { path, text } of moves) draft.write(path, text);
  const isTold = toldBySpecification(artifacts);
  for (const path of files.keys()) if (!artifacts.ignores(path) && isTold(path)) draft.remove(path);
  return draft.files;
}

interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** What a part becomes. */
function filesFor(part: Spelled, { textAt }: Draft, current: CurrentRevision): readonly NewFile[] {
  const { id, role, form, path } = part;
  const [wanted] = formsOf(id.kind, role);
  const text = textAt(path);
  if (wanted === undefined || text === undefined) return [];
  const own = /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? '';
  const extension = own === '.yml' ? '.yaml' : own;
  const stays = form === wanted;
  const target = stays ? path : pathIn(wanted, id, current, role === 'specification' ? extension : '');
  if (role !== 'information') return [{ path: target, text }];
  if (isLink(id.kind)) return [{ path: target, text: linkText(part, wanted, text, current) }];
  const bare = withoutEnvelope(text, path, form);
  const { opaque } = kindOf(id.kind).properties ?? {};
  return [{ path: target, text: withoutForeignIds(bare, path, opaque) }, ...policyApart(part, text, current)];
}

/** A link in the words that apiops v7 needs: version 6 wrote {}. */
function linkText(
  { id, form, path }: Spelled,
  wanted: FileForm,
  text: string,
  current: CurrentRevision,
): string {
  const told = form.list === undefined ? parseInformation(text, path) : {};
  const link = linkOf(id);
  const inFile = link === undefined ? {} : linkProperties(id, link, objectAt(told, 'properties'));
  const properties = form.list === undefined ? inFile : propertiesInList(text, id, form, path);
  const fresh = renderNewInformation({ id, properties, current: true }, wanted, 'apiops v7', current);
  if (form !== wanted) return fresh;
  const saysTarget = link !== undefined || isObject(wanted.content?.['properties']);
  return saysTarget === isObject(told['properties']) ? text : fresh;
}

function withoutEnvelope(text: string, path: string, { embedsPolicy }: FileForm): string {
  const steps = [...Object.keys(parseInformation(text, path)).filter((key) => key !== 'properties')].map(
    (key) => [key],
  );
  const policy = embedsPolicy === true ? ['value', 'format'].map((key) => ['properties', key]) : [];
  return [...steps, ...policy].reduce((rest, step) => editedJson(rest, step, undefined), text);
}

/** References as version 7 has them, `/apiVersionSets/orders`: whole ids name the instance that they were read from. */
function withoutForeignIds(text: string, path: string, opaque: readonly string[] = []): string {
  const told = parseInformation(text, path);
  if (!isObject(told['properties'])) return text;
  const properties = Object.entries(told['properties']).map(
    ([key, value]) => [key, opaque.includes(key) ? value : withRelativeIds(value)] as const,
  );
  return mergedJson(text, { ...told, properties: Object.fromEntries(properties) });
}

function withRelativeIds(value: Json): Json {
  if (typeof value === 'string') return relativeId(value);
  if (isList(value)) return value.map(withRelativeIds);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withRelativeIds(one)]))
    : value;
}

function policyApart(
  { id, form, path }: Spelled,
  text: string,
  current: CurrentRevision,
): readonly NewFile[] {
  const [wanted] = formsOf(id.kind, 'policy');
  const policy = form.embedsPolicy === true ? embeddedPolicy(parseInformation(text, path)) : undefined;
  if (wanted === undefined || policy === undefined) return [];
  return [{ path: pathIn(wanted, id, current), text: policy }];
}

function currentIn({ documents }: Artifacts): CurrentRevision {
  const numbers = currentNumbers(documents);
  return (api) => numbers.get(keyOf(api)) ?? '1';
}

/** Tells the files that apiops-cli writes for each operation beside a specification. */
function toldBySpecification(artifacts: Artifacts): (path: string) => boolean {
  const isOperationFile = operationFilesOf(artifacts);
  const specificationIn = specificationsOf(
    [...artifacts.parts.values()].map(({ path }) => path),
    artifacts,
  );
  return (path) =>
    isOperationFile(path) && specificationIn(apiFolderOf(artifacts.names.wholePath(path))) !== undefined;
}
