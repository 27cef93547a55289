import { isList, isObject, type Json } from '../apim/json.ts';
import { isInWorkspaces } from '../apim/kinds-in.ts';
import { childrenOf, isLink, kindNames, kindOf, type KindName, revisionKind } from '../apim/kinds/table.ts';

/** Where a section stands: below an entry of that kind; without a kind: at the top of the file. */
export interface Place {
  readonly kind?: KindName;
  /** Below a workspace, at any depth. */
  readonly inWorkspace?: boolean;
}

/** A section of a filter or of overrides, "namedValues", and what its entries are. */
export interface Section {
  readonly name: string;
  readonly kind: KindName;
}

/** The top of a file. */
export const top: Place = {};

/** Below an entry of this kind that stands here. */
export function placeBelow({ inWorkspace = false }: Place, kind: KindName): Place {
  return { kind, inWorkspace: inWorkspace || kindOf(kind).isScope === true };
}

/** The sections that overrides can have here: of kinds that have properties or a policy of their own. */
export function overrideSections(place: Place): readonly Section[] {
  return kindsBelow(place).flatMap((kind) => {
    const { section } = kindOf(kind);
    return section === undefined || isLink(kind) ? [] : [{ name: section, kind }];
  });
}

/** The sections that a filter can have here: those of overrides, and links from both of their ends. */
export function filterSections(place: Place): readonly Section[] {
  const below = kindsBelow(place).flatMap((kind): readonly Section[] => {
    const name = kindOf(kind).section ?? (isLink(kind) ? kindOf(kind).azure.collection : undefined);
    return name === undefined ? [] : [{ name, kind }];
  });
  const known = new Set(below.map(({ name }) => name));
  return [...below, ...linksTo(place).filter(({ name }) => !known.has(name))];
}

/** The kind of thing on whose end a link hangs that stands in the filter itself: the API for a tag of an API. */
function holderOf(link: KindName): KindName | undefined {
  let here = link;
  for (let [parent] = kindOf(here).parents; parent !== undefined; [parent] = kindOf(here).parents)
    here = parent;
  return here === link ? undefined : here;
}

/** `tags: [{public: {apis: [orders]}}]`: what carries the tag. */
function linksTo({ kind, inWorkspace = false }: Place): readonly Section[] {
  if (kind === undefined) return [];
  return kindNames.flatMap((link): readonly Section[] => {
    if (kindOf(link).linksTo !== kind || (inWorkspace && !isInWorkspaces(link))) return [];
    const holder = holderOf(link);
    const name = holder === undefined ? undefined : kindOf(holder).section;
    // A tag of an operation hangs on an API only by the operation.
    const isDirect = holder !== undefined && entryKinds(holder).includes(link);
    return name === undefined || !isDirect ? [] : [{ name, kind: link }];
  });
}

/** The kinds whose entries stand directly below this place. */
function kindsBelow({ kind, inWorkspace = false }: Place): readonly KindName[] {
  if (kind === undefined) return childrenOf(undefined);
  const own =
    kindOf(kind).isScope === true ? [...childrenOf(undefined), ...childrenOf(kind)] : entryKinds(kind);
  return inWorkspace ? own.filter(isInWorkspaces) : own;
}

/** What belongs to a revision stands below its API: revisions have no entries of their own. */
function entryKinds(kind: KindName): readonly KindName[] {
  const own = childrenOf(kind);
  if (kindOf(kind).carriedBy !== 'currentRevision') return own;
  const revision = revisionKind(kind);
  return [...own.filter((one) => one !== revision), ...childrenOf(revision)];
}

const ofInstance = [
  'apis',
  'backends',
  'certificates',
  'diagnostics',
  'documentations',
  'gateways',
  'groups',
  'loggers',
  'namedValues',
  'policies',
  'policyFragments',
  'policyRestrictions',
  'products',
  'schemas',
  'subscriptions',
  'tags',
  'versionSets',
  'workspaces',
];

/** Sections that apiops and apiops-cli have (facts: peers 2.8, 3.5): one that is not ours is no mistake. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  '': ofInstance,
  apis: ['diagnostics', 'operations', 'policies', 'releases', 'resolvers', 'schemas', 'tags', 'wikis'],
  operations: ['policies', 'tags'],
  products: ['apis', 'groups', 'policies', 'tags', 'wikis'],
  tags: ['apis', 'products'],
  gateways: ['apis'],
  workspaces: ofInstance,
};

/** Whether other tools know a section of that name here, of a kind that this version does not carry. */
export function isKnownElsewhere({ kind }: Place, name: string): boolean {
  const place = kind === undefined ? '' : (kindOf(kind).section ?? '-');
  return elsewhere[place]?.some((one) => sameWord(one, name)) === true;
}

/** The section of that name, in any case. */
export function sectionCalled(name: string, sections: readonly Section[]): Section | undefined {
  return sections.find((one) => sameWord(one.name, name));
}

/** "apiNames" -> "apis": how filters of apiops until version 6 were written (facts: peers 2.8). */
export function legacySection(name: string, sections: readonly Section[]): Section | undefined {
  return sections.find((one) => sameWord(legacyName(one), name));
}

/** "policyFragments" -> "policyFragmentNames". */
export function legacyName({ name }: Section): string {
  return `${name.replace(/ies$/, 'y').replace(/s$/, '')}Names`;
}

/** Names of sections and of what is in them count without regard to case. */
export function sameWord(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** `- name: ...` below a key that nobody knows was meant for a section. */
export function looksLikeSection(value: Json): boolean {
  return isList(value) && value.length > 0 && value.every((item) => isObject(item) && 'name' in item);
}
