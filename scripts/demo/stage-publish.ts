import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { artifacts, devInstance, type DemoWorld, prodInstance } from './demo-world.ts';
import { say, stageBegins } from './pipeline-log.ts';
import { runStep } from './run-step.ts';

/** What only the pipeline knows: a secret variable. */
export const prodSecret = 'prod-c41e08b2-partner-key';

/** The instance that the files came from gets what the developer changed, and nothing else. */
export async function publishToDev(world: DemoWorld): Promise<void> {
  stageBegins(`Publish to ${devInstance}`);
  const { outputs, requests } = await runStep(world, {
    name: 'publish-dev',
    task: 'ApimPublish',
    instance: devInstance,
    inputs: { artifactsFolder: artifacts, firstRun: 'publish' },
    workingDirectory: world.repository.folder,
  });
  const { checks } = world;
  checks.expect('only what was changed is written: 2 requests', requests.writes === 2, requests.writesByKind);
  checks.expect(
    'both are updates',
    outputs['updatedCount'] === '2' && outputs['createdCount'] === '0',
    outputs,
  );
}

/** An empty instance: first the plan, then the writes, then nothing left to write. */
export async function publishToProd(world: DemoWorld): Promise<void> {
  const agent = await mkdtemp(join(tmpdir(), 'apim-demo-'));
  try {
    const overridesFile = join(agent, 'overrides.prod.yaml');
    const template = await world.repository.read('overrides.prod.yaml');
    await writeFile(overridesFile, template.replace('{#PARTNER_KEY#}', prodSecret));
    await publishThrice(world, overridesFile);
  } finally {
    await rm(agent, { recursive: true, force: true });
  }
}

async function publishThrice(world: DemoWorld, overridesFile: string): Promise<void> {
  const { checks, repository } = world;
  const step = { task: 'ApimPublish', instance: prodInstance, workingDirectory: repository.folder } as const;
  const inputs = { artifactsFolder: artifacts, overridesFile, firstRun: 'publish' };

  stageBegins(`Plan for ${prodInstance}, which is empty`);
  say('The step before has filled the secret of production into its overrides, as pipelines do.');
  const plan = await runStep(world, { ...step, name: 'plan-prod', inputs: { action: 'plan', ...inputs } });
  checks.expect('a plan writes nothing', plan.requests.writes === 0, plan.requests.writesByKind);

  stageBegins(`Publish to ${prodInstance}`);
  const first = await runStep(world, { ...step, name: 'publish-prod', inputs, mostLines: 12 });
  const planned = plan.outputs['createdCount'];
  checks.expect(
    'everything that was planned is created',
    first.outputs['createdCount'] === planned && planned !== '0',
    first.outputs,
  );
  checks.expect('nothing failed', first.outputs['failedCount'] === '0', first.outputs);
  checkOverrides(world);

  stageBegins(`Publish to ${prodInstance} again`);
  const second = await runStep(world, { ...step, name: 'publish-prod-again', inputs });
  checks.expect(
    'no PUT, no PATCH, no DELETE',
    second.requests.writes === 0 && second.outputs['hasChanges'] === 'false',
    second.requests.writesByKind,
  );
}

function checkOverrides({ prod, checks }: DemoWorld): void {
  const held = prod.dump() as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const wanted = [
    ['namedValues/environment-name', 'value', 'production'],
    ['namedValues/calls-per-minute', 'value', '120'],
    ['namedValues/partner-key', 'value', prodSecret],
    ['backends/trains', 'url', 'https://trains.contoso.example'],
    ['apis/petstore', 'serviceUrl', 'https://pets.contoso.example/v2'],
  ] as const;
  const wrong = wanted.filter(([path, property, value]) => held[path]?.[property] !== value);
  checks.expect(
    'production has its own secret, backend and service URL',
    wrong.length === 0,
    wrong.map(([path]) => path),
  );
}
