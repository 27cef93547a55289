import { randomUUID } from 'node:crypto';
import type { BareRepository, Person } from './bare-repository.ts';
import { complete } from './completion.ts';
import type { Merges } from './merges.ts';
import type { CompletionOptions, EmulatedPullRequest } from './pull-request.ts';

export interface EmulatedProject {
  readonly id: string;
  readonly name: string;
}

/** What a test changes by hand: new content, or null where the file shall go. */
export type FileChanges = Readonly<Record<string, string | Buffer | null>>;

/** One repository: a bare one on disk, and what Azure DevOps keeps beside it. */
export class EmulatedRepository {
  readonly id = randomUUID();
  readonly pullRequests: EmulatedPullRequest[] = [];
  /** Full ref names that only a pull request may move. */
  readonly protectedBranches = new Set<string>();
  readonly merges: Merges = new Map();
  /** Approvals that the branch policies ask for: while they are missing, nothing is completed by itself. */
  requiredApprovals = 1;
  /** Ids of people who may not see this repository. */
  readonly withoutAccess = new Set<string>();
  /** A disabled repository is still found, and refuses everything else. */
  disabled = false;
  readonly name: string;
  readonly project: EmulatedProject;
  readonly bare: BareRepository;
  private readonly collectionUri: () => string;

  constructor(name: string, project: EmulatedProject, bare: BareRepository, collectionUri: () => string) {
    this.name = name;
    this.project = project;
    this.bare = bare;
    this.collectionUri = collectionUri;
  }

  /** Folder of the bare repository. */
  get path(): string {
    return this.bare.path;
  }

  get webUrl(): string {
    return `${this.collectionUri()}${encodeURIComponent(this.project.name)}/_git/${encodeURIComponent(this.name)}`;
  }

  get url(): string {
    return `${this.collectionUri()}${this.project.id}/_apis/git/repositories/${this.id}`;
  }

  /** All files of a branch; none when there is no such branch. */
  async files(branch: string): Promise<Map<string, Buffer>> {
    const tip = await this.bare.tip(`refs/heads/${branch}`);
    const entries = tip === undefined ? [] : await this.bare.tree(tip);
    const files = entries.filter(({ type }) => type === 'blob');
    const contents = await this.bare.blobs(files.map(({ id }) => id));
    return new Map(files.map(({ path }, at) => [path, contents[at] ?? Buffer.alloc(0)]));
  }

  /** Commits behind the server's back, as a person with a clone would; makes the branch when it is new. */
  async commit(
    branch: string,
    changes: FileChanges,
    message: string,
    by: Pick<Person, 'name' | 'email'> = { name: 'Ann', email: 'ann@contoso.com' },
  ): Promise<string> {
    const ref = `refs/heads/${branch}`;
    const tip = await this.bare.tip(ref);
    const base = tip ?? (await this.bare.tip(await this.bare.head()));
    const blobs = await Promise.all(
      Object.entries(changes).map(
        async ([path, content]) =>
          [path, content === null ? null : await this.bare.writeBlob(Buffer.from(content))] as const,
      ),
    );
    const tree = await this.bare.changedTree(base, blobs);
    const commit = await this.bare.commit(tree, base === undefined ? [] : [base], message, by);
    await this.bare.updateRef(ref, commit, tip ?? '');
    return commit;
  }

  /** Completes a pull request, by default with a merge commit, as somebody in the browser would. */
  async complete(pullRequestId: number, options?: CompletionOptions): Promise<void> {
    const found = this.pullRequests.find((one) => one.pullRequestId === pullRequestId);
    if (found === undefined) throw new Error(`${this.name} has no pull request ${pullRequestId}.`);
    await complete(this, found, options);
  }

  /** The repository as the REST interface describes it. */
  async body(): Promise<object> {
    const head = await this.bare.head();
    const exists = (await this.bare.tip(head)) !== undefined;
    return {
      id: this.id,
      name: this.name,
      url: this.url,
      project: { id: this.project.id, name: this.project.name, state: 'wellFormed', visibility: 'private' },
      ...(exists ? { defaultBranch: head } : {}),
      size: 0,
      remoteUrl: this.webUrl,
      webUrl: this.webUrl,
      isDisabled: this.disabled,
    };
  }
}
