import assert from 'node:assert/strict';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import { isMarkerName } from '../../shared/apim/marker-name.ts';
import type { TokenRules } from '../../shared/configuration/tokens.ts';
import type { Log } from '../../shared/log/log.ts';
import { readDesired } from '../../shared/publish/desired.ts';
import type { PromoteRevision } from '../../shared/publish/promote-revision.ts';
import { type MemorySettings, type Publication, publish } from '../../shared/publish/publish.ts';
import { type SourceForTests, sourceForTests } from '../../shared/publish/source-for-tests.ts';
import type { Files } from './world-files.ts';
import { bytesOf, type WorldInProcess } from './world-in-process.ts';

export interface Telling extends Partial<Omit<MemorySettings, 'deletes'>> {
  readonly overrides?: string;
  readonly promoteRevision?: PromoteRevision;
  readonly deletes?: Partial<MemorySettings['deletes']>;
  /** The commit of the files; absent: a new one. */
  readonly commit?: string;
  /** Cancels the run. */
  readonly cancelled?: AbortSignal;
  /** Absent: as the task has it without inputs, where no variable is there. */
  readonly tokens?: TokenRules;
}

/** One instance, one repository, and one publication after the other: the story without bundle, agent and network. */
export interface ToldStory {
  readonly instance: EmulatedInstance;
  readonly source: SourceForTests;
  /** The lines of the log since the last run began. */
  readonly log: readonly string[];
  /** A plan writes nothing, whatever the files hold: asserted each time, as that nothing writes the service itself. */
  readonly plan: (files: Files, telling?: Telling) => Promise<Publication>;
  readonly publish: (files: Files, telling?: Telling) => Promise<Publication>;
  /** Everything that the instance holds, without the marker. */
  readonly dump: () => Readonly<Record<string, unknown>>;
  /** What was asked since the last run began that can have changed something, below the instance, without the marker. */
  readonly writes: () => readonly string[];
}

const noVariables: TokenRules = { where: 'overrides', allowed: [], variables: [], inPullRequest: false };

let count = 0;

/** A new instance of that world, with what is put into it. */
export async function tellStory(
  world: WorldInProcess,
  content: Readonly<Record<string, object>> = {},
): Promise<ToldStory> {
  const name = `story-${String((count += 1))}`;
  const instance = world.newInstance(name);
  for (const [path, properties] of Object.entries(content)) await instance.put(path, { properties });
  const source = sourceForTests();
  const lines: string[] = [];
  const log: Log = {
    group: (title) => {
      lines.push(title);
      return () => undefined;
    },
    line: (text) => lines.push(text),
    warning: (text) => lines.push(text),
    debug: () => undefined,
    progress: () => undefined,
  };
  const run = async (action: 'plan' | 'publish', files: Files, telling: Telling) => {
    const { overrides: text, promoteRevision, deletes, commit, ...others } = telling;
    const { cancelled = new AbortController().signal, tokens = noVariables, ...rest } = others;
    const bytes = bytesOf(files);
    source.commit = commit ?? `commit-${String(source.commits.size + 1)}`;
    if (!source.commits.has(source.commit)) source.commits.set(source.commit, bytes);
    const overrides = text === undefined ? [] : [{ file: 'prod.yaml', text }];
    lines.length = 0;
    world.arm.requests.clear();
    const publication = publish(
      { action, ...(promoteRevision === undefined ? {} : { promoteRevision }) },
      {
        instance: await world.connect(name, cancelled),
        desired: readDesired(bytes, overrides, tokens),
        log,
        cancelled,
        memory: {
          ...{ scope: 'all', firstRun: 'publish', failOnNoChanges: false, ...rest },
          ...{ source, files: bytes, overrides: { files: overrides, tokens }, allowOlderCommit: true },
          deletes: { deleteMode: 'owned', maxDeletes: 5, allowDeleteOf: [], ...deletes },
        },
      },
    );
    return await publication.finally(() => {
      assert.deepEqual(ofItself(), [], 'no run writes the service itself');
    });
  };
  const ofItself = () =>
    world.arm.requests.entries.filter(
      ({ method, path }) => method !== 'GET' && path.toLowerCase() === instance.resourceId.toLowerCase(),
    );
  const writes = () =>
    world.arm.requests.writes
      .filter(({ path }) => !isMarkerName(path.split('/').at(-1) ?? '') && !/\/list\w+$/i.test(path))
      .map(({ method, path }) => `${method} ${path.slice(instance.resourceId.length + 1)}`);
  const dump = () => {
    const all = Object.entries(instance.dump() as Readonly<Record<string, unknown>>);
    return Object.fromEntries(all.filter(([path]) => !isMarkerName(path.split('/').at(-1) ?? '')));
  };
  return {
    instance,
    source,
    log: lines,
    dump,
    writes,
    plan: async (files, telling = {}) => {
      const before = JSON.stringify(dump());
      const commits = source.commits.size;
      try {
        return await run('plan', files, telling);
      } finally {
        assert.deepEqual(writes(), [], 'a plan writes nothing');
        assert.equal(JSON.stringify(dump()), before, 'a plan changes nothing');
        for (const commit of [...source.commits.keys()].slice(commits)) source.commits.delete(commit);
      }
    },
    publish: (files, telling = {}) => run('publish', files, telling),
  };
}

/** For the tests of the `describe` that asks: before each of them a new story, in which these files were published. */
export function publishedStory(world: WorldInProcess, files: Files): ToldStory {
  const story = {} as ToldStory;
  beforeEach(async () => {
    Object.assign(story, await tellStory(world));
    assert.deepEqual((await story.publish(files)).errors, []);
  });
  return story;
}

/** The codes of what went wrong, one for each failure. */
export function codesOf({ errors }: Pick<Publication, 'errors'>): readonly string[] {
  return errors.map(({ code }) => code);
}

/** The properties of a thing that is there. */
export async function propertiesAt(
  instance: EmulatedInstance,
  path: string,
): Promise<Readonly<Record<string, unknown>>> {
  const item = (await instance.get(path)) as { properties?: Record<string, unknown> } | undefined;
  assert.ok(item?.properties, `${path} is not there`);
  return item.properties;
}

/** Names in a list of the instance. */
export async function namesAt(instance: EmulatedInstance, collection: string): Promise<readonly string[]> {
  const list = (await instance.get(collection)) as { value?: { name: string }[] } | undefined;
  return (list?.value ?? []).map(({ name }) => name).sort();
}
