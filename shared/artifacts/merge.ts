import { type Difference, propertyDifferences } from '../apim/differences.ts';
import { currentRevisionProperty, type Document, resourcesIn } from '../apim/documents.ts';
import { type JsonObject, objectAt, textAt, valueAt } from '../apim/json.ts';
import { kindOf } from '../apim/kinds/table.ts';
import type { CurrentRevision } from '../apim/names.ts';
import { compareOpenApi } from '../apim/specification/compare-open-api.ts';
import { parseOpenApi } from '../apim/specification/open-api.ts';
import type { ArtifactFiles, FileChange } from './file-change.ts';
import { editedJson, indentationOf } from './edit-json.ts';
import { parseInformation } from './json-file.ts';
import { pathOf, type Role } from './layout.ts';
import { mergePolicy } from './merge-policy.ts';
import { type Artifacts, partKey } from './read-artifacts.ts';
import { renderNewInformation, renderSpecification } from './render.ts';
import { decode, encode, styleOf } from './text.ts';

/** What is in the folder: the bytes, and what they mean. */
export interface Existing {
  readonly files: ArtifactFiles;
  readonly artifacts: Artifacts;
}

/**
 * The changes that make a document's files say what the live document says. A file that says the same in other
 * words stays as its author wrote it; in an information file only the properties that differ are touched.
 */
export async function mergeDocument(
  live: Document,
  existing: Existing,
  current: CurrentRevision,
): Promise<readonly FileChange[]> {
  const { files } = kindOf(live.id.kind);
  const changes: FileChange[] = [];
  if (files?.information !== undefined) {
    const write = (before?: string) =>
      before === undefined ? renderNewInformation(live) : information(live, existing, before);
    changes.push(...part(live, 'information', existing, current, write));
  }
  const { policy, specification } = live;
  if (policy !== undefined) {
    const write = (before?: string) => (before === undefined ? policy : mergePolicy(before, policy).text);
    changes.push(...part(live, 'policy', existing, current, write));
  }
  if (specification !== undefined) {
    const { document } = parseOpenApi(await specification.load(), 'the export');
    changes.push(
      ...part(live, 'specification', existing, current, (before, path) => openApi(document, before, path)),
    );
  }
  return changes;
}

type Write = (before: string | undefined, path: string) => string;

function part(
  live: Document,
  role: Role,
  { files, artifacts }: Existing,
  current: CurrentRevision,
  write: Write,
): readonly FileChange[] {
  const known = artifacts.paths.get(partKey(live.id, role));
  const bytes = known === undefined ? undefined : files.get(known);
  if (known === undefined || bytes === undefined) {
    const path = besideOthers(live, pathOf(live.id, role, current), artifacts);
    return [{ kind: 'add', path, content: encode(write(undefined, path)) }];
  }
  const before = decode(bytes, known);
  const after = write(before, known);
  return after === before ? [] : [{ kind: 'edit', path: known, content: encode(after, styleOf(bytes)) }];
}

/** A new part goes into the folder that the other parts are in, however its name is spelled. */
function besideOthers({ id }: Document, path: string, { paths }: Artifacts): string {
  const known = paths.get(partKey(id, 'information'));
  const folderOf = (one: string) => one.slice(0, one.lastIndexOf('/') + 1);
  if (known === undefined || folderOf(known).toLowerCase() !== folderOf(path).toLowerCase()) return path;
  return folderOf(known) + path.slice(folderOf(path).length);
}

function information(live: Document, { artifacts }: Existing, before: string): string {
  const path = artifacts.paths.get(partKey(live.id, 'information')) ?? '';
  const written = parseInformation(before, path);
  if (kindOf(live.id.kind).files?.linkContent !== undefined) return before; // the link is in the path
  const differences = documentDifferences(live, { ...live, properties: objectAt(written, 'properties') });
  const edited = differences.reduce(
    (text, { steps }) => editedJson(text, ['properties', ...steps], valueAt(live.properties, ...steps)),
    before,
  );
  return withRevision(live, written, edited);
}

/** Which revision is current is the document's own name: no comparison of its resources sees it. */
function withRevision({ properties }: Document, written: JsonObject, text: string): string {
  const steps = ['properties', currentRevisionProperty];
  const revision = textAt(properties, currentRevisionProperty);
  const unchanged = revision === undefined || revision === (textAt(written, ...steps) ?? '1');
  return unchanged ? text : editedJson(text, steps, revision);
}

/** What differs between two forms of one document, resource by resource, each by the rules of its kind. */
function documentDifferences(wanted: Document, live: Document): readonly Difference[] {
  const others = new Map(resourcesIn(live).map((resource) => [resource.id.kind, resource.properties]));
  return resourcesIn(wanted).flatMap(({ id, properties }) =>
    propertyDifferences(id.kind, properties, others.get(id.kind) ?? {}),
  );
}

function openApi(live: JsonObject, before: string | undefined, path: string): string {
  const syntax = path.toLowerCase().endsWith('.json') ? 'json' : 'yaml';
  if (before === undefined) return renderSpecification(live, syntax);
  const { document } = parseOpenApi(before, path);
  // What nobody can tell apart stays as its author wrote it.
  if (compareOpenApi(document, live).verdict !== 'different') return before;
  return renderSpecification(live, syntax, indentationOf(before));
}
