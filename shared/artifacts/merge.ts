import type { Document } from '../apim/documents.ts';
import type { FileForm } from '../apim/kinds/kind.ts';
import { isLink, kindOf } from '../apim/kinds/table.ts';
import type { CurrentRevision } from '../apim/names.ts';
import type { ResourceId } from '../apim/resource-id.ts';
import type { Specification } from '../apim/resource.ts';
import { formatOf } from '../apim/specification/formats.ts';
import type { Draft } from './draft.ts';
import type { FileChange } from './file-change.ts';
import { pathIn, type Role, roles } from './layout.ts';
import { withLink, withoutLink } from './list-file.ts';
import { mergedInformation } from './merge-information.ts';
import { mergedLink } from './merge-link.ts';
import { mergePolicy } from './merge-policy.ts';
import {
  canSay,
  extensionFor,
  mergedFormats,
  type NewSpecification,
  newSpecification,
} from './merge-formats.ts';
import type { MergedText } from './merged-text.ts';
import { type Artifacts, partKey } from './read-artifacts.ts';
import { renderNewInformation } from './render.ts';
import { Withheld } from './withheld.ts';

/** What is in the folder, and what the files meant when they were read. */
export interface Existing {
  readonly draft: Draft;
  readonly artifacts: Artifacts;
  /** What a specification is written in that has no file yet. */
  readonly newSpecification?: NewSpecification | undefined;
}

/** The parts of a document whose files .apimignore names: they are neither read nor written. */
export function leftAlone(
  live: Pick<Document, 'id' | 'specification'>,
  existing: Existing,
  current: CurrentRevision,
): ReadonlySet<Role> {
  const { id, specification } = live;
  const targets: readonly (readonly [Role, Target | undefined])[] = [
    ['information', targetOf(live, 'information', existing, current)],
    ['policy', targetOf(live, 'policy', existing, current)],
    [
      'specification',
      specification === undefined ? undefined : specificationTarget(id, specification, existing, current),
    ],
  ];
  const named = targets.filter(
    ([, target]) => target !== undefined && existing.artifacts.ignores(target.path),
  );
  return new Set(
    named.flatMap(([role, target]) => (target?.form.embedsPolicy === true ? [role, 'policy'] : [role])),
  );
}

/** What became of the files of one document. */
export interface Merged {
  readonly files: readonly FileChange[];
  /** What somebody who reads the changes has to know. */
  readonly notes: readonly string[];
}

/**
 * Changes a document's files so that they say what the live document says. A file that says the same in other words
 * stays as its author wrote it; in a file that does not, only what differs is touched. What has no file yet is
 * written in the manner of the folder. Of what is `withheld`, the live
 * document has no policy and no specification.
 */
export async function mergeDocument(
  live: Document,
  existing: Existing,
  current: CurrentRevision,
  withheld: ReadonlySet<Role> = new Set(),
): Promise<Merged> {
  const { kind } = live.id;
  if (isNothingWithout(withheld, live, existing, current)) return { files: [], notes: [] };
  const files: FileChange[] = [];
  const notes: string[] = [];
  const put = (
    role: Role,
    write: (before: string | undefined, target: Target) => string,
  ): Target | undefined => {
    const target = targetOf(live, role, existing, current);
    if (target === undefined || existing.artifacts.ignores(target.path)) return target;
    const { draft } = existing;
    const change = draft.write(target.path, write(draft.textAt(target.path), target));
    if (change !== undefined) files.push(change);
    return target;
  };
  const kept = ({ text, replacedBecause, keptThough }: MergedText, { path }: Target): string => {
    if (keptThough !== undefined) notes.push(`${path} is left as it is, though ${keptThough}.`);
    if (replacedBecause !== undefined) notes.push(`${path} is rewritten whole: ${replacedBecause}.`);
    return text;
  };
  let embedded = false;
  if (kindOf(kind).files?.information !== undefined && !withheld.has('information')) {
    const target = put('information', (before, there) =>
      kept(informationText(live, before, there, existing, current), there),
    );
    embedded = target?.form.embedsPolicy === true;
  }
  const { policy, specification } = live;
  if (policy !== undefined && !embedded)
    put('policy', (before, there) =>
      before === undefined ? policy : kept(mergePolicy(before, policy), there),
    );
  if (specification !== undefined)
    files.push(
      ...(await unlessWithheld(mergeSpecification(live.id, specification, existing, current, kept))),
    );
  return { files, notes };
}

async function unlessWithheld(merged: Promise<readonly FileChange[]>): Promise<readonly FileChange[]> {
  try {
    return await merged;
  } catch (error) {
    if (error instanceof Withheld) return [];
    throw error;
  }
}

/** The same for its specification. */
async function mergeSpecification(
  id: ResourceId,
  specification: Specification,
  existing: Existing,
  current: CurrentRevision,
  kept: (merged: MergedText, target: Target) => string,
): Promise<readonly FileChange[]> {
  const target = specificationTarget(id, specification, existing, current);
  const { draft, artifacts } = existing;
  if (target === undefined || artifacts.ignores(target.path)) return [];
  const before = draft.textAt(target.path);
  const { replaces } = target;
  const replaced =
    replaces === undefined
      ? {}
      : { replacedBecause: `the API is of another type now, which ${replaces} cannot say` };
  const merged = await (before === undefined
    ? newSpecification(specification, wantedOf(existing)).then((text) => ({ text, ...replaced }))
    : mergedFormats(specification, before, target.path));
  return [
    replaces === undefined ? undefined : draft.remove(replaces),
    draft.write(target.path, kept(merged, target)),
  ].filter((change) => change !== undefined);
}

/**
 * Whether what is left says nothing by itself: without its information file, or a fragment without its policy, it could
 * not even be read. A file that holds both is withheld whole.
 */
function isNothingWithout(
  withheld: ReadonlySet<Role>,
  live: Document,
  existing: Existing,
  current: CurrentRevision,
): boolean {
  const needed = (['information', 'policy'] as const).filter((role) => withheld.has(role));
  return needed.some((role) => {
    const target = targetOf(live, role, existing, current);
    if (target === undefined)
      return targetOf(live, 'information', existing, current)?.form.embedsPolicy === true;
    return !target.known || target.form.embedsPolicy === true;
  });
}

/** Takes away what the files say of a document that is gone. */
export function removeDocument(id: ResourceId, { draft, artifacts }: Existing): readonly FileChange[] {
  return roles.flatMap((role) => {
    const part = artifacts.parts.get(partKey(id, role));
    if (part === undefined) return [];
    const { path, form } = part;
    const list = form.list === undefined ? undefined : draft.textAt(path);
    const left = list === undefined ? undefined : withoutLink(list, id, form, path);
    return (left === undefined ? draft.remove(path) : draft.write(path, left)) ?? [];
  });
}

/** Where a part is, or will be. */
interface Target {
  readonly path: string;
  readonly form: FileForm;
  /** Its file already says something of it. */
  readonly known: boolean;
}

function targetOf(
  { id }: Pick<Document, 'id'>,
  role: Role,
  { draft, artifacts: { parts, manner } }: Existing,
  current: CurrentRevision,
): Target | undefined {
  const known = parts.get(partKey(id, role));
  if (known !== undefined && draft.textAt(known.path) !== undefined)
    return { path: known.path, form: known.form, known: true };
  const form = manner.formFor(id, role);
  if (form === undefined) return undefined;
  const path = pathIn(form, id, current);
  return { path: manner.inFoldersThere(path), form, known: false };
}

/** Of another type of API than what is live, a specification is replaced by one with another extension. */
function specificationTarget(
  id: ResourceId,
  live: Specification,
  existing: Existing,
  current: CurrentRevision,
): (Target & { readonly replaces?: string }) | undefined {
  const target = targetOf({ id }, 'specification', existing, current);
  if (target === undefined) return undefined;
  const extension = extensionFor(live, wantedOf(existing));
  if (!target.known) return { ...target, path: target.path + extension };
  if (canSay(formatOf(target.path), live.format)) return target;
  return {
    ...target,
    path: target.path.replace(/\.[^./]+$/, extension),
    known: false,
    replaces: target.path,
  };
}

function wantedOf({ newSpecification: wanted = 'openapi-yaml' }: Existing): NewSpecification {
  return wanted;
}

function informationText(
  live: Document,
  before: string | undefined,
  { path, form, known }: Target,
  { artifacts }: Existing,
  current: CurrentRevision,
): MergedText {
  if (form.list !== undefined)
    return { text: known && before !== undefined ? before : withLink(before, live, form, path) };
  if (before === undefined)
    return { text: renderNewInformation(live, form, artifacts.manner.layout, current) };
  return isLink(live.id.kind)
    ? { text: mergedLink(live, before, path, current) }
    : mergedInformation(live, form, before, path);
}
