import { connectArm } from '../../shared/azure/arm/connect-arm.ts';
import { connectInstance } from '../../shared/azure/instance/connect-instance.ts';
import { extract, type ExtractWorld } from '../../shared/extract/extract.ts';
import type { Clock } from '../../shared/http/clock.ts';
import { type Log, silent } from '../../shared/log/log.ts';
import { readDesired } from '../../shared/publish/desired.ts';
import type { Instance } from '../../shared/apim/instance.ts';
import { type Publication, publish } from '../../shared/publish/publish.ts';
import type { PromoteRevision } from '../../shared/publish/promote-revision.ts';
import { ArmEmulator } from '../../emulator/arm/arm-emulator.ts';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import type { Switches } from '../../emulator/arm/switches.ts';
import { type Certificate, makeCertificate } from '../../emulator/http/certificates.ts';
import { emulatedSubscription } from '../agent/emulated-connection.ts';
import { virtualClock } from './virtual-clock.ts';
import { withoutNetwork } from './without-network.ts';
import { kindsContent, secretsOfKinds } from './kinds-content.ts';
import { secretsOfWorkspace, workspaceContent } from './workspace-content.ts';
import { fill } from './world-content.ts';
import type { Files } from './world-files.ts';
import { planted } from './world-identity.ts';

/** The stories without bundle, agent and network, and with a clock that does not wait: for sweeps over many worlds. */
export interface WorldInProcess {
  readonly arm: ArmEmulator;
  /** Time passes only while everybody waits. */
  readonly clock: Clock;
  readonly dev: EmulatedInstance;
  readonly prod: EmulatedInstance;
  readonly extract: (name: string, existing?: Files, form?: ExtractionForm) => Promise<Files>;
  /** With the overrides that the content of a world needs, unless others are given. */
  readonly publish: (
    name: string,
    files: Files,
    overrides?: string,
    promoteRevision?: PromoteRevision,
  ) => Promise<Publication>;
  /** The instance as the stories see it; no request begins once the run is stopped. */
  readonly connect: (name: string, stopped?: AbortSignal) => Promise<Instance>;
  readonly newInstance: (name: string) => EmulatedInstance;
  readonly stop: () => Promise<void>;
}

/** How an extraction writes. */
export type ExtractionForm = Pick<ExtractWorld, 'filter' | 'layout' | 'revisions' | 'newSpecification'>;

let certificate: Promise<Certificate> | undefined;
const resourceGroup = 'apis';
const token = 'a-token';

const overrides = {
  file: 'prod.yaml',
  text: `namedValues: [{ name: partner-key, properties: { value: ${planted.partnerKeyOfProd} } }]`,
};

export interface WorldInProcessOptions {
  /** Leaves contoso-dev as it was born. */
  readonly withoutContent?: true;
  /** Puts something of every kind into contoso-dev. */
  readonly everyKind?: true;
  /** The instances are of a tier that has workspaces, and contoso-dev has one with a thing of each kind. */
  readonly withWorkspace?: true;
  /** The tier of the instances: else one without workspaces, unless there is one. */
  readonly sku?: string;
  /** Lets the token buckets of ARM count. */
  readonly throttling?: boolean;
  /** Milliseconds that a request takes by the clock of the world. */
  readonly latency?: number;
  readonly log?: Log;
}

export async function startWorldInProcess(
  switches: Partial<Switches>,
  options: WorldInProcessOptions = {},
): Promise<WorldInProcess> {
  const { withoutContent, everyKind, withWorkspace, throttling = false, latency = 0, log = silent } = options;
  const { sku = withWorkspace === true ? 'Premium' : 'Developer' } = options;
  const secrets = secretsFor(options);
  const made = await (certificate ??= makeCertificate());
  const clock = virtualClock();
  const arm = new ArmEmulator(made, { switches, throttling, now: () => clock.now() });
  const httpClient = withoutNetwork(arm, clock, latency);
  await arm.start();
  arm.acceptToken(token);
  const instance = (name: string) =>
    arm.addInstance({ subscriptionId: emulatedSubscription, resourceGroup, name, sku });
  const [dev, prod] = [instance('contoso-dev'), instance('contoso-prod')];
  if (withoutContent === undefined) await fill(dev, arm);
  if (everyKind === true) await fill(dev, arm, kindsContent);
  if (withWorkspace === true) await fill(dev, arm, workspaceContent(dev.resourceId));
  const connect = (serviceName: string, stopped?: AbortSignal) => {
    const client = connectArm({
      endpoint: arm.origin,
      subscriptionId: emulatedSubscription,
      credential: { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) },
      ...{ httpClient, log, clock },
      ...(stopped === undefined ? {} : { stopped }),
    });
    return connectInstance({
      arm: client,
      subscriptionId: emulatedSubscription,
      resourceGroup,
      serviceName,
      log,
    });
  };
  return {
    arm,
    clock,
    dev,
    prod,
    extract: async (name, existing = {}, form = {}) => {
      const before = bytesOf(existing);
      const { files } = await extract({
        instance: await connect(name),
        existing: before,
        ...form,
        log: silent,
      });
      const after = new Map(before);
      for (const change of files) {
        if (change.kind === 'delete') after.delete(change.path);
        else after.set(change.path, change.content);
      }
      return Object.fromEntries(
        [...after].map(([path, content]) => [path, Buffer.from(content).toString('utf8')]),
      );
    },
    publish: async (name, files, text = secrets, promoteRevision = 'declared') =>
      publish(
        { action: 'publish', promoteRevision },
        {
          instance: await connect(name),
          desired: readDesired(bytesOf(files), [{ ...overrides, text }]),
          log: silent,
          cancelled: new AbortController().signal,
        },
      ),
    connect,
    newInstance: instance,
    stop: () => arm.stop(),
  };
}

function secretsFor({ everyKind, withWorkspace }: WorldInProcessOptions): string {
  return [
    overrides.text,
    ...(everyKind === true ? [secretsOfKinds] : []),
    ...(withWorkspace === true ? [`\n${secretsOfWorkspace}`] : []),
  ].join('');
}

/** Files as a folder holds them. */
export function bytesOf(files: Files): Map<string, Uint8Array> {
  return new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
}
