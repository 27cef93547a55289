import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { git, type GitOptions, type GitResult } from './git.ts';
import { readHead, readRef, readRefs, type Ref } from './git-refs.ts';

export const zeros = '0'.repeat(40);

/** What a tree says about one path. */
export interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly id: string;
  readonly path: string;
}

/** A path with its new blob, or null where it shall go. */
export type IndexChange = readonly [path: string, blob: string | null];

/** A real bare repository on disk, handled with Git's plumbing. */
export class BareRepository {
  readonly path: string;
  private readonly answers = new Map<string, Promise<GitResult>>();

  constructor(path: string) {
    this.path = path;
  }

  async create(branch: string): Promise<void> {
    await mkdir(this.path, { recursive: true });
    await git(this.path, ['init', '--quiet', '--bare']);
    await this.setDefaultBranch(`refs/heads/${branch}`);
  }

  async setDefaultBranch(ref: string): Promise<void> {
    await git(this.path, ['symbolic-ref', 'HEAD', ref]);
  }

  /** The ref that HEAD names, whether or not it exists. */
  async head(): Promise<string> {
    return await readHead(this.path);
  }

  async refs(prefix = 'refs/'): Promise<Ref[]> {
    return (await readRefs(this.path)).filter(({ name }) => name.startsWith(prefix));
  }

  async tip(ref: string): Promise<string | undefined> {
    if (/^refs\/[^^~:@{]*$/.test(ref)) return await readRef(this.path, ref);
    const { text } = await git(this.path, ['rev-parse', '--verify', '--quiet', ref], { accept: [1] });
    return text === '' ? undefined : text;
  }

  async hasCommit(id: string): Promise<boolean> {
    if (!isId(id)) return false;
    return await this.fixed([id], ['cat-file', '-t', id]).then(
      ({ text }) => text === 'commit',
      () => false,
    );
  }

  /** The first of these ids that is no blob here. */
  async missingBlob(ids: readonly string[]): Promise<string | undefined> {
    const { text } = await git(this.path, ['cat-file', '--batch-check=%(objecttype)'], {
      input: ids.join('\n') + '\n',
    });
    const types = text.split('\n');
    return ids.find((_, at) => types[at] !== 'blob');
  }

  /** Every file and folder of a commit. */
  async tree(commit: string): Promise<TreeEntry[]> {
    const args = ['ls-tree', '-r', '-t', '-z', '--full-tree', commit];
    const { output } = await this.fixed([commit], args);
    return output
      .toString('utf8')
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => {
        const [facts = '', path = ''] = line.split('\t', 2);
        const [mode = '', type = '', id = ''] = facts.split(' ');
        return { mode, type, id, path };
      });
  }

  async rootTree(commit: string): Promise<string> {
    return (await this.fixed([commit], ['rev-parse', `${commit}^{tree}`])).text;
  }

  /** Contents of blobs in the order asked for, out of one process. */
  async blobs(ids: readonly string[]): Promise<Buffer[]> {
    if (ids.length === 0) return [];
    const { output } = await git(this.path, ['cat-file', '--batch'], { input: ids.join('\n') + '\n' });
    let at = 0;
    return ids.map((id) => {
      const end = output.indexOf(0x0a, at);
      const [, type, size] = output.subarray(at, end).toString('utf8').split(' ');
      if (type !== 'blob') throw new Error(`${id} is ${type ?? 'nothing'}, not a blob.`);
      at = end + 1 + Number(size) + 1;
      return output.subarray(end + 1, at - 1);
    });
  }

  /** Writes a loose object itself: one `git hash-object` per file would make large pushes slow. */
  async writeBlob(content: Buffer): Promise<string> {
    const object = Buffer.concat([Buffer.from(`blob ${content.length}\0`), content]);
    const id = createHash('sha1').update(object).digest('hex');
    const folder = join(this.path, 'objects', id.slice(0, 2));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, id.slice(2)), deflateSync(object), { flag: 'wx' }).catch(
      (error: unknown) => {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      },
    );
    return id;
  }

  /** The tree of `base` (none: empty) with these changes, made in an index of its own. */
  async changedTree(base: string | undefined, changes: readonly IndexChange[]): Promise<string> {
    const index = join(this.path, `index-${randomUUID()}`);
    const env = { GIT_INDEX_FILE: index };
    try {
      await git(this.path, base === undefined ? ['read-tree', '--empty'] : ['read-tree', base], { env });
      // Removals first: a file may become a folder.
      const sorted = [...changes].sort(([, a], [, b]) => Number(a !== null) - Number(b !== null));
      const modes = new Map(base === undefined ? [] : (await this.tree(base)).map((e) => [e.path, e.mode]));
      const lines = sorted.map(([path, blob]) =>
        blob === null ? `0 ${zeros}\t${path}\0` : `${modes.get(path) ?? '100644'} ${blob}\t${path}\0`,
      );
      await git(this.path, ['update-index', '-z', '--index-info'], { env, input: lines.join('') });
      return (await git(this.path, ['write-tree'], { env })).text;
    } finally {
      await rm(index, { force: true });
    }
  }

  /** By the build service, unless somebody else is named. */
  async commit(
    tree: string,
    parents: readonly string[],
    message: string,
    by?: Pick<Person, 'name' | 'email'>,
  ): Promise<string> {
    const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])];
    const env = by === undefined ? {} : signedBy(by);
    return (await git(this.path, args, { input: message, env })).text;
  }

  /** Moves a ref if it still is where `old` says (zeros: must not exist); tells whether it did. */
  async updateRef(ref: string, id: string, old: string): Promise<boolean> {
    const args = id === zeros ? ['update-ref', '-d', ref, old] : ['update-ref', ref, id, old];
    return (await git(this.path, args, { accept: [1, 128] })).code === 0;
  }

  /** Whether a ref can move from one commit to the other without losing any. */
  async isFastForward(from: string, to: string): Promise<boolean> {
    if (from === zeros || to === zeros) return true;
    const args = ['merge-base', '--is-ancestor', from, to];
    return (await this.fixed([from, to], args, { accept: [1] })).code === 0;
  }

  /** The merged tree of two commits, or undefined when they conflict. Needs Git 2.38. */
  async mergedTree(ours: string, theirs: string): Promise<string | undefined> {
    const args = ['merge-tree', '--write-tree', ours, theirs];
    const { code, text } = await this.fixed([ours, theirs], args, { accept: [1] });
    return code === 0 ? text : undefined;
  }

  /** Message, parents and people of a commit. */
  async describe(commit: string): Promise<DescribedCommit> {
    const format = '%T%n%P%n%an <%ae> %aI%n%cn <%ce> %cI%n%B';
    const { text } = await this.fixed([commit], ['show', '-s', `--format=${format}`, commit]);
    const [tree = '', parents = '', author = '', committer = '', ...message] = text.split('\n');
    return {
      tree,
      parents: parents.split(' ').filter((id) => id !== ''),
      author: person(author),
      committer: person(committer),
      message: message.join('\n'),
    };
  }

  /** The best common ancestors of two commits. */
  async mergeBases(one: string, other: string): Promise<string[]> {
    const args = ['merge-base', '--all', one, other];
    const { text } = await this.fixed([one, other], args, { accept: [1] });
    return text.split('\n').filter((id) => id !== '');
  }

  /** What Git says of objects never changes when they are named by their ids, so it is asked once. */
  private async fixed(
    objects: readonly string[],
    args: readonly string[],
    options: GitOptions = {},
  ): Promise<GitResult> {
    const key = args.join(' ');
    const answer = this.answers.get(key) ?? git(this.path, args, options);
    if (objects.every(isId)) this.answers.set(key, answer);
    try {
      return await answer;
    } catch (error) {
      this.answers.delete(key); // an object that is not there yet may come
      throw error;
    }
  }
}

function isId(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

export interface DescribedCommit {
  readonly tree: string;
  readonly parents: string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

function signedBy({ name, email }: Pick<Person, 'name' | 'email'>): Record<string, string> {
  const roles = ['AUTHOR', 'COMMITTER'];
  return Object.fromEntries(
    roles.flatMap((role) => [
      [`GIT_${role}_NAME`, name],
      [`GIT_${role}_EMAIL`, email],
    ]),
  );
}

/** "Ann <ann@contoso.com> 2026-01-01T00:00:00Z" */
function person(line: string): Person {
  const [, name = '', email = '', date = ''] = /^(.*) <(.*)> (\S+)$/.exec(line) ?? [];
  return { name, email, date };
}
