import { createHmac, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { Change } from '../apim/change.ts';
import { changeKey } from '../apim/change.ts';
import { differenceInWords } from '../apim/difference-in-words.ts';
import { type Json, stableText, valueAt, withoutAt } from '../apim/json.ts';
import { describe } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { unspeakablePaths } from '../apim/secrets.ts';
import type { PlannedChange, PlanRecord } from './plan-file.ts';

/** What a plan is made of, beside the changes. */
export interface PlanOrigin {
  readonly instance: string;
  readonly commit: string | undefined;
  /** Files that overrides say something of: secrets come by that way. */
  readonly overridden: ReadonlySet<string>;
}

type Planned = Exclude<Change, { kind: 'keep' }>;

/**
 * The record of a plan. What stands in files and logs anyway goes into a digest for each change. What may be secret,
 * values of secrets and credentials, everything that overrides touch, and what is live, goes into one digest of all
 * together, made slow on purpose: no single value can be guessed by trying. The salt of an approved plan makes
 * records comparable with it.
 */
export async function planRecord(
  changes: readonly Change[],
  origin: PlanOrigin,
  salt: string = randomBytes(16).toString('hex'),
): Promise<PlanRecord> {
  const planned = changes
    .filter((change): change is Planned => change.kind !== 'keep')
    .sort((left, right) => (changeKey(left) < changeKey(right) ? -1 : 1));
  const digests = await Promise.all(planned.map((change) => plannedChange(change, origin, salt)));
  const withheld = await Promise.all(planned.map((change) => withheldOf(change, origin)));
  return {
    instance: origin.instance,
    commit: origin.commit,
    salt,
    changes: digests,
    withheld: await slowDigest(stableText(withheld), salt),
  };
}

async function plannedChange(change: Planned, origin: PlanOrigin, salt: string): Promise<PlannedChange> {
  const { kind, resource } = change;
  const open = isOpen(change, origin) ? await contentOf(resource) : null;
  const differences = kind === 'create' ? [] : change.differences.map(differenceInWords);
  const cascade = kind === 'delete' ? [...change.cascade, String(change.withConsumers)] : [];
  const text = stableText([kind, changeKey(change), open, differences, cascade]);
  return {
    resource: describe(resource.id),
    id: changeKey(change),
    action: kind,
    digest: createHmac('sha256', salt).update(text).digest('hex'),
  };
}

async function withheldOf(change: Planned, origin: PlanOrigin): Promise<Json> {
  const { kind, resource } = change;
  const { secret } = resource;
  return [
    changeKey(change),
    secret?.state === 'given' ? { ...secret.values } : null,
    unspeakablePaths(resource.id.kind).map(
      (path) => valueAt(resource.properties, ...path.split('.')) ?? null,
    ),
    isOpen(change, origin) ? null : await contentOf(resource),
    kind === 'update' ? [change.live.properties, change.live.policy ?? null] : null,
  ];
}

/** What a change writes stands in the repository, unless the environment says it; what it deletes is of the instance. */
function isOpen(change: Planned, { overridden }: PlanOrigin): boolean {
  return change.kind !== 'delete' && !overridden.has(change.resource.file ?? '');
}

async function contentOf(resource: Resource): Promise<Json> {
  const open = unspeakablePaths(resource.id.kind).reduce(
    (rest, path) => withoutAt(rest, path.split('.')),
    resource.properties,
  );
  return [open, resource.policy ?? null, (await resource.specification?.load()) ?? null];
}

/** Trying a value costs what making the plan did: about a tenth of a second. */
async function slowDigest(text: string, salt: string): Promise<string> {
  const derive = promisify<string, string, number, Buffer>(scrypt);
  return (await derive(text, salt, 32)).toString('hex');
}
