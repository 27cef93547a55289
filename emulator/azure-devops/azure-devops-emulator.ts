import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Certificate } from '../http/certificates.ts';
import { around, type Fault, FaultInjection } from '../http/fault.ts';
import { LoopbackEmulator } from '../http/loopback-emulator.ts';
import { LoopbackServer, type EmulatedAnswer, type EmulatedRequest } from '../http/loopback-server.ts';
import { checkVersion } from './api-version.ts';
import { BareRepository } from './bare-repository.ts';
import { asksForIdentities, Directory } from './directory.ts';
import { asksForIdToken, idToken } from './id-token.ts';
import { gitLocations } from './locations.ts';
import { Refusal, type Permission } from './refusal.ts';
import { EmulatedRepository, type EmulatedProject, type FileChanges } from './repository.ts';
import { answerGit } from './routes.ts';
import { changesWorkItem, workItem } from './work-items.ts';

export interface AzureDevOpsEmulatorOptions {
  /** Folder in which the bare repositories are made. */
  readonly root: string;
  /** The one token that is accepted. */
  readonly accessToken: string;
}

/** Azure DevOps with one collection: Git on real bare repositories, pull requests, and ID tokens for jobs. */
export class AzureDevOpsEmulator extends LoopbackEmulator {
  /** Rights the job's identity lacks. */
  readonly denied = new Set<Permission>();
  readonly faults: Fault[] = [];
  /** What the service may do either way. */
  readonly switches = {
    /** A wrong token gets the sign-in page (203) instead of a 401. */
    signInPage: false,
    /** The job acts as the collection's build service instead of the project's. */
    collectionIdentity: false,
    /** What becomes of reviewers who have no access to the repository. */
    unfitReviewers: 'ignored' as 'ignored' | 'refused',
  };
  /** People and groups. */
  readonly directory = new Directory();
  /** Numbers of the work items that there are. */
  readonly workItems = new Set<string>();
  readonly collectionIdentityId = randomUUID();
  private readonly repositories: EmulatedRepository[] = [];
  private readonly projects: EmulatedProject[] = [];
  private readonly options: AzureDevOpsEmulatorOptions;
  protected readonly server: LoopbackServer;
  private readonly injection = new FaultInjection();
  private pullRequests = 0;

  constructor(certificate: Certificate, options: AzureDevOpsEmulatorOptions) {
    super();
    this.options = options;
    this.server = new LoopbackServer(certificate, (request) =>
      around(this.injection.of(request, this.faults), request, () => this.answer(request)),
    );
  }

  /** The collection's address, with a slash at the end as System.CollectionUri has it. */
  get collectionUri(): string {
    return `${this.origin}/contoso/`;
  }

  addProject(name: string): EmulatedProject {
    const project = { id: randomUUID(), name };
    this.projects.push(project);
    return project;
  }

  /** A repository with these files in one first commit; without files it is empty. */
  async addRepository(
    project: string,
    name: string,
    { files = {}, branch = 'main' }: { files?: FileChanges; branch?: string } = {},
  ): Promise<EmulatedRepository> {
    const owner = this.projects.find((one) => one.name === project);
    if (owner === undefined) throw new Error(`There is no project ${project}.`);
    const bare = new BareRepository(join(this.options.root, owner.id, `${name}.git`));
    await bare.create(branch);
    const repository = new EmulatedRepository(name, owner, bare, () => this.collectionUri);
    if (Object.keys(files).length > 0) await repository.commit(branch, files, 'First commit');
    this.repositories.push(repository);
    return repository;
  }

  private async answer(request: EmulatedRequest): Promise<EmulatedAnswer> {
    if (request.headers.authorization !== `Bearer ${this.options.accessToken}`) return this.notSignedIn();
    try {
      if (request.method === 'OPTIONS') return { status: 200, body: gitLocations };
      checkVersion(request);
      if (asksForIdToken(request)) return { status: 200, body: { oidcToken: idToken(request) } };
      const { repositories, denied, directory, workItems } = this;
      if (asksForIdentities(request)) return directory.search(request);
      if (changesWorkItem(request))
        return workItem(request, workItems, repositories, !denied.has('EditWorkItems'));
      return await answerGit(request, {
        repositories,
        denied,
        directory,
        workItems,
        unfitReviewers: this.switches.unfitReviewers,
        identityOf: (project) => this.identityOf(project),
        newPullRequestId: () => (this.pullRequests += 1),
      });
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  }

  private identityOf(project: EmulatedProject) {
    return this.switches.collectionIdentity
      ? { id: this.collectionIdentityId, displayName: 'Project Collection Build Service (contoso)' }
      : { id: project.id, displayName: `${project.name} Build Service (contoso)` };
  }

  private notSignedIn(): EmulatedAnswer {
    if (this.switches.signInPage) {
      const headers = { 'content-type': 'text/html; charset=utf-8' };
      return { status: 203, headers, body: '<!DOCTYPE html><html><title>Sign In</title></html>' };
    }
    const text = "TF400813: The user '' is not authorized to access this resource.";
    return new Refusal(401, 'UnauthorizedRequestException', text).answer;
  }
}
