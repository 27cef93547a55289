import { type InstanceForTests, instanceForTests } from '../apim/instance-for-tests.ts';
import { describe as inWords } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { type Log, silent } from '../log/log.ts';
import { readDesired } from './desired.ts';
import { type MemorySettings, publish } from './publish.ts';
import type { DeleteSettings } from './removals.ts';
import { type SourceForTests, sourceForTests } from './source-for-tests.ts';

/** Files by path. */
export type Texts = Readonly<Record<string, string>>;

export const tag = (name: string, words = name): Texts => ({
  [`tags/${name}/tagInformation.json`]: JSON.stringify({ properties: { displayName: words } }),
});
export const backend = (name: string, url: string): Texts => ({
  [`backends/${name}/backendInformation.json`]: JSON.stringify({ properties: { url, protocol: 'http' } }),
});
export const product = (name: string): Texts => ({
  [`products/${name}/productInformation.json`]: JSON.stringify({ properties: { displayName: name } }),
});
export const bytes = (texts: Texts) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));

/** An instance, a repository, and one publication after the other. */
export interface Story {
  readonly instance: InstanceForTests;
  readonly source: SourceForTests;
  readonly told: string[];
  /** Commits these files and publishes them. */
  readonly run: (
    commit: string | undefined,
    texts: Texts,
    settings?: Partial<Told>,
  ) => ReturnType<typeof publish>;
  readonly writes: () => readonly string[];
}

export interface Told extends Omit<MemorySettings, 'deletes'>, DeleteSettings {
  readonly action: 'publish' | 'plan';
  readonly allowOlderCommit: boolean;
  readonly overrides: string;
}

export function story(instance = instanceForTests()): Story {
  const source = sourceForTests();
  const told: string[] = [];
  const log: Log = { ...silent, line: (text) => told.push(text), warning: (text) => told.push(text) };
  const usual = {
    ...({ action: 'publish', scope: 'changes', firstRun: 'publish', failOnNoChanges: false } as const),
    ...({ deleteMode: 'owned', maxDeletes: 5, allowDeleteOf: [], allowOlderCommit: false } as const),
  };
  return {
    instance,
    source,
    told,
    run: async (commit, texts, settings = {}) => {
      const all = { ...usual, ...settings };
      const files = bytes(texts);
      if (commit !== undefined && !source.commits.has(commit)) source.commits.set(commit, files);
      source.commit = commit;
      const { overrides: text, ...rest } = all;
      const overrides = text === undefined ? [] : [{ file: 'o.yaml', text }];
      const memory = {
        ...{ ...rest, source, files, deletes: rest },
        overrides: { files: overrides },
      };
      return publish(
        { action: all.action },
        {
          instance,
          desired: readDesired(files, overrides),
          log,
          cancelled: new AbortController().signal,
          memory,
        },
      );
    },
    writes: () => {
      const all = [
        ...instance.writes.map(({ document }) => inWords(document.id)),
        ...instance.deleted.map((one) => `- ${one}`),
      ];
      instance.writes.length = 0;
      instance.deleted.length = 0;
      return all;
    },
  };
}

export const refused = () => new TaskError('AZURE_REFUSED', { message: 'no' });
export const markerIn = ({ storedMarkers }: InstanceForTests) => {
  const [stored] = storedMarkers.values();
  return stored === undefined ? undefined : (JSON.parse(stored.text) as Record<string, unknown>);
};

/** The same in a workspace. */
export const within = (workspace: string, texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).map(([path, text]) => [`workspaces/${workspace}/${path}`, text]));
/** A workspace, by its own file. */
export const own = (name: string): Texts =>
  within(name, { 'workspaceInformation.json': JSON.stringify({ properties: { displayName: name } }) });
export const sales = (...tags: readonly Texts[]): Texts => ({
  ...own('sales'),
  ...within('sales', Object.assign({}, ...tags) as Texts),
});

/** Where something lies that remembers, and where something that says where it went. */
export function places({ storedMarkers }: InstanceForTests) {
  const all = [...storedMarkers].map(([name, { text }]) => {
    const workspace = name.includes('/') ? (name.split('/')[0] ?? '') : '';
    return { workspace, says: JSON.parse(text) as Readonly<Record<string, unknown>> };
  });
  const speaking = all.filter(({ says }) => 'attempted' in says);
  const moved = all.filter(({ says }) => 'movedTo' in says);
  return {
    speaking: speaking.map(({ workspace }) => workspace),
    moved: moved.map(({ workspace, says }) => `${workspace} -> ${String(says['movedTo'])}`),
    taken: speaking.map(({ says }) => (says['taken'] as readonly string[] | undefined)?.[0]),
  };
}

/** Keys of the tags in it, without the one that nobody here has published. */
export const tagsIn = ({ resources }: InstanceForTests) =>
  [...resources.keys()].filter((key) => key.includes('tag/') && key !== 'tag/foreign').sort();
