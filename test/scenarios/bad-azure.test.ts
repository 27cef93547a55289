import assert from 'node:assert/strict';
import { lastingFaults } from '../../emulator/arm/faults.ts';
import type { Principal } from '../../emulator/sign-in/principal.ts';
import { type EmulatedConnection, emulatedSubscription } from '../agent/emulated-connection.ts';
import type { TaskStart } from '../agent/run-task.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder, type Inputs, type World } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { tenantId } from '../services/world-identity.ts';
import { quick } from '../services/world-switches.ts';

const unknown = '99999999-9999-4999-8999-999999999999';
const other = 'bbbbbbbb-bbbb-4ccc-8ddd-eeeeeeeeeeee';

interface Refused {
  readonly words: string;
  readonly inputs?: Inputs;
  readonly connection?: (world: World) => EmulatedConnection;
  readonly principal?: Principal;
  readonly start?: TaskStart;
  readonly before?: (world: World) => void;
  readonly code: string;
  readonly says: readonly RegExp[];
}

const cases: readonly Refused[] = [
  {
    words: 'a subscription that Azure does not know',
    inputs: { subscriptionId: unknown },
    code: 'SUBSCRIPTION_NOT_FOUND',
    says: [new RegExp(unknown), /Check the subscription id/],
  },
  {
    words: 'a resource group that is not there',
    inputs: { resourceGroupName: 'apis-of-nobody' },
    code: 'RESOURCE_GROUP_NOT_FOUND',
    says: [/apis-of-nobody/, /Check the name of the resource group/],
  },
  {
    words: 'an instance that is not there',
    inputs: { serviceName: 'contoso-nowhere' },
    code: 'INSTANCE_NOT_FOUND',
    says: [/contoso-nowhere/, /Check the name of the/],
  },
  {
    words: 'an instance that was deleted, and is kept for a while',
    inputs: { serviceName: 'contoso-deleted' },
    code: 'INSTANCE_NOT_FOUND',
    says: [/contoso-deleted/, /deleted/, /restore|recover/i],
  },
  {
    words: 'an instance that is closed to the network of the agent',
    before: ({ emulators }) =>
      emulators.arm.faults.push({ path: /\/service\//, ...lastingFaults['a closed network (403)'] }),
    code: 'AZURE_REFUSED',
    says: [/Public network access is disabled/, /inside the network of the private endpoint/],
  },
  {
    words: 'a wrong secret',
    connection: ({ withSecret }) => withParameters(withSecret, { serviceprincipalkey: 'wrong' }),
    code: 'SIGN_IN_REFUSED',
    says: [/AADSTS7000215/, /secret in the service connection is wrong or has expired/],
  },
  {
    words: 'a secret that has expired',
    connection: ({ withSecret }) =>
      withParameters(withSecret, { serviceprincipalid: other, serviceprincipalkey: 'old' }),
    principal: { tenantId, clientId: other, secret: 'old', secretExpired: true },
    code: 'SIGN_IN_REFUSED',
    says: [/AADSTS7000222/, /has expired/],
  },
  {
    words: 'a tenant that does not exist',
    connection: ({ federated }) => withParameters(federated, { tenantid: unknown }),
    code: 'SIGN_IN_REFUSED',
    says: [/AADSTS90002/, /tenant id/],
  },
  {
    words: 'an application that does not exist',
    connection: ({ federated }) => withParameters(federated, { serviceprincipalid: unknown }),
    code: 'SIGN_IN_REFUSED',
    says: [/AADSTS700016/, /client id/],
  },
  {
    words: 'an application without a federated credential',
    connection: ({ federated }) => withParameters(federated, { serviceprincipalid: other }),
    principal: { tenantId, clientId: other },
    code: 'SIGN_IN_REFUSED',
    says: [/AADSTS70021/, /federated credential/i],
  },
  {
    words: 'a federated credential for another service connection',
    connection: ({ federated }) => ({ ...federated, id: unknown }),
    code: 'SIGN_IN_REFUSED',
    says: [/AADSTS700213/, /copy issuer and subject/],
  },
  {
    words: 'an ID token that Azure DevOps refuses',
    before: ({ emulators }) =>
      emulators.azureDevOps.faults.push({
        method: 'POST',
        path: /oidctoken$/,
        times: 9,
        answer: { status: 403, body: { message: 'TF400813: The user is not authorized.' } },
      }),
    code: 'SIGN_IN_REFUSED',
    says: [/Azure DevOps gave no ID token/, /403/, /Pipeline permissions/],
  },
  {
    words: 'a service connection that Azure DevOps does not find',
    before: ({ emulators }) =>
      emulators.azureDevOps.faults.push({
        method: 'POST',
        path: /oidctoken$/,
        times: 9,
        answer: { status: 404, body: { message: 'The service connection was not found.' } },
      }),
    code: 'SIGN_IN_REFUSED',
    says: [/Azure DevOps gave no ID token/, /still exists/],
  },
  {
    words: 'no right to read the instance',
    before: ({ emulators }) => emulators.arm.denied.push(/^GET .*\/service\//),
    code: 'MISSING_RIGHTS',
    says: [
      /AuthorizationFailed/,
      /API Management Service Reader Role/,
      /Microsoft\.ApiManagement\/service\/\w*/,
    ],
  },
  {
    words: 'an answer of a proxy in place of Azure’s',
    before: ({ emulators }) =>
      emulators.arm.faults.push({
        path: /./,
        answer: { status: 403, body: '<html><body><h1>Blocked by policy</h1></body></html>' },
      }),
    code: 'UNEXPECTED_ANSWER',
    says: [/Blocked by policy/, /proxy or a firewall/],
  },
];

describe('What Azure refuses is one clear line, and nothing is written:', () => {
  const world = bundledWorldForTests({ switches: quick });
  before(async () => {
    const softDeleted = { deletionDate: '2026-01-01T00:00:00Z', scheduledPurgeDate: '2026-01-03T00:00:00Z' };
    const address = { subscriptionId: emulatedSubscription, resourceGroup: 'apis', name: 'contoso-deleted' };
    world.emulators.arm.addInstance({ ...address, softDeleted });
    assertGreen(await world.extract(intoFolder));
  });
  afterEach(() => {
    const { arm, azureDevOps } = world.emulators;
    arm.denied.length = arm.faults.length = azureDevOps.faults.length = 0;
  });

  // Both tasks sign in and find the instance with the same code. What they may do there is told by each.
  const runs = cases.flatMap((one) => {
    const isTheSame = one.code === 'SIGN_IN_REFUSED' || one.inputs !== undefined;
    const tasks = isTheSame ? (['extract'] as const) : (['extract', 'publish'] as const);
    return tasks.map((task) => ({ task, ...one }));
  });
  for (const { words, inputs, connection, principal, start, before: prepare, code, says, task } of runs)
    it(`${task}: ${words}`, async () => {
      prepare?.(world);
      if (principal !== undefined) world.emulators.signIn.addPrincipal(principal);
      world.writes();
      const folder: Inputs = task === 'extract' ? intoFolder : { artifactsFolder: 'files' };
      const how = { ...start, connection: connection?.(world) ?? world.federated };
      const run = await world[task]({ ...folder, ...inputs }, how);
      assertRed(run, code, ...says);
      assert.equal(run.issues.length, 1, seen(run));
      assert.deepEqual(world.writes(), []);
    });

  it('publish: no right to write names the role and each action once, for however many resources', async () => {
    world.emulators.arm.denied.push(/^(PUT|PATCH) /);
    const run = await world.publish({ artifactsFolder: 'files' });
    assertRed(run, 'MISSING_RIGHTS', /API Management Service Contributor/, /contoso-prod/);
    const actions = run.issues.flatMap(({ message }) => /It must allow ([\w./]+)/.exec(message)?.[1] ?? []);
    assert.ok(actions.length > 0, seen(run));
    assert.equal(new Set(actions).size, actions.length, seen(run));
  });

  it('publish: an instance without right to read secrets is no reason to stop', async () => {
    world.emulators.arm.denied.push(/^POST .*\/listValue$/);
    const run = await world.publish({ artifactsFolder: 'files' });
    assertGreen(run);
    world.writes();
    const again = await world.publish({ artifactsFolder: 'files' });
    assertGreen(again);
    assert.deepEqual(world.writes(), ['PUT namedValues/partner-key'], seen(again));
  });
});

function withParameters(
  connection: EmulatedConnection,
  parameters: Readonly<Record<string, string>>,
): EmulatedConnection {
  return { ...connection, authorization: { ...connection.authorization, ...parameters } };
}
