import { type Emulators, startEmulators } from '../../emulator/emulators.ts';
import { type ConnectionParts, emulatedConnection, emulatedSubscription } from './emulated-connection.ts';
import { runTask, type TaskStart } from './run-task.ts';
import type { TaskRun } from './task-run.ts';

/** The application behind the connections that `Reach` makes. */
export const application = {
  tenantId: '66666666-7777-4888-8999-000000000000',
  clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
};

/** One instance with an API in it, one repository, and a task that has to get there: for tests of how it does. */
export class Reach {
  private constructor(
    readonly emulators: Emulators,
    private readonly job: Record<string, string>,
  ) {}

  static async start(): Promise<Reach> {
    const emulators = await startEmulators();
    const instance = emulators.arm.addInstance({
      subscriptionId: emulatedSubscription,
      resourceGroup: 'apis-dev',
      name: 'contoso-apis-dev',
    });
    await instance.put('apis/shop', {
      properties: { displayName: 'Shop', path: 'shop', protocols: ['https'] },
    });
    const { id: projectId } = emulators.azureDevOps.addProject('Contoso');
    const files = { 'README.md': 'The APIs of Contoso' };
    const repository = await emulators.azureDevOps.addRepository('Contoso', 'apis', { files });
    return new Reach(emulators, {
      'System.TeamProjectId': projectId,
      'System.PlanId': 'plan',
      'System.JobId': 'job',
      'Agent.IsSelfHosted': '1',
      'Build.Repository.ID': repository.id,
      'Build.Repository.Provider': 'TfsGit',
      'Build.Repository.Uri': `${emulators.azureDevOps.collectionUri}Contoso/_git/apis`,
    });
  }

  stop(): Promise<void> {
    return this.emulators.stop();
  }

  /** Extracts into a pull request: asks sign-in, Azure Resource Manager, the storage of exports and Azure DevOps. */
  extract(parts: ConnectionParts = {}, start: TaskStart = {}): Promise<TaskRun> {
    const { arm, signIn, azureDevOps, accessToken, certificate } = this.emulators;
    const { requests, downloads } = arm;
    for (const log of [requests, downloads, signIn.requests, azureDevOps.requests]) log.clear();
    const place = { armUrl: arm.origin, authority: signIn.origin };
    return runTask('ApimExtract', {
      connection: emulatedConnection({ ...application, ...place, ...parts }),
      system: { url: azureDevOps.collectionUri, accessToken },
      trustFile: certificate.trustFile,
      ...start,
      inputs: { resourceGroupName: 'apis-dev', serviceName: 'contoso-apis-dev', ...start.inputs },
      variables: { ...this.job, ...start.variables },
    });
  }

  /** The access tokens that Azure Resource Manager has seen, each once. */
  get accessTokens(): readonly string[] {
    const sent = this.emulators.arm.requests.entries.map(({ headers }) => String(headers['authorization']));
    return [...new Set(sent)].map((header) => header.replace('Bearer ', ''));
  }

  /** The forms that were sent to get access tokens. */
  get tokenRequests(): readonly URLSearchParams[] {
    return this.emulators.signIn.requests.entries
      .filter(({ path }) => path.endsWith('/token'))
      .map(({ body }) => new URLSearchParams(body));
  }

  /** When the ID tokens were asked for, in milliseconds. */
  get idTokensAskedAt(): readonly number[] {
    return this.emulators.azureDevOps.requests.entries
      .filter(({ path }) => path.endsWith('/oidctoken'))
      .map(({ at }) => at);
  }
}

/** Environment for a task that has a module of ours loaded before it; the path is from the root. */
export function preloaded(module: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=${new URL(`../../${module}`, import.meta.url).href}` };
}
