import { TaskError } from '../errors/task-error.ts';
import type { Ask } from './ask.ts';
import { actingIdentity } from './identity.ts';

/** Somebody who shall review, in the words of the pipeline: an e-mail address, a name, an id, a group. */
export interface NamedReviewer {
  readonly name: string;
  readonly isRequired: boolean;
}

/** The same with the id by which pull requests know people. */
export interface Reviewer extends NamedReviewer {
  readonly id: string;
}

/** An identity as the identities interface gives it. */
interface FoundIdentity {
  readonly id: string;
  readonly isActive?: boolean;
  readonly providerDisplayName?: string;
  readonly customDisplayName?: string;
  readonly properties?: Readonly<Record<string, { readonly $value?: unknown } | undefined>>;
}

/** Finds everybody, or tells in one line who is unknown or not unique. */
export async function findReviewers(ask: Ask, named: readonly NamedReviewer[]): Promise<readonly Reviewer[]> {
  const found = new Map<string, Reviewer>();
  for (const reviewer of named) {
    const id = await idOf(ask, reviewer.name);
    const before = found.get(id);
    found.set(id, { ...reviewer, id, isRequired: reviewer.isRequired || before?.isRequired === true });
  }
  return [...found.values()];
}

async function idOf(ask: Ask, name: string): Promise<string> {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name)) return name.toLowerCase();
  const all = await search(ask, name);
  const exact = all.filter((one) => namesOf(one).includes(name.toLowerCase()));
  // A group is known as "[Project]\name": the name alone means the one of the repository's project.
  const ofProject = all.filter(({ providerDisplayName = '' }) =>
    equal(providerDisplayName, `[${ask.place.project}]\\${name}`),
  );
  const [candidate, ...more] = exact.length > 0 ? exact : ofProject;
  if (candidate !== undefined && more.length === 0) return candidate.id;
  const like = (exact.length > 0 ? exact : all).map(({ providerDisplayName }) => providerDisplayName ?? '?');
  throw notFound(ask, name, like);
}

async function search(ask: Ask, name: string): Promise<readonly FoundIdentity[]> {
  const query = `searchFilter=General&filterValue=${encodeURIComponent(name)}&queryMembership=None`;
  const url = `${identityAddress(ask.place.collectionUri)}/_apis/identities?${query}&api-version=5.0`;
  const answer = await ask.read(`look for reviewer ${name}`, async (api) => {
    const { result } = await api.rest.get<{ readonly value?: readonly FoundIdentity[] }>(url);
    return result;
  });
  return (answer.value ?? []).filter(({ isActive }) => isActive !== false);
}

/**
 * Where identities are asked for. In the cloud that is a host of its own, of which only these two spellings are
 * trusted with the token; a server answers itself.
 */
export function identityAddress(collectionUri: string): string {
  const address = collectionUri.replace(/\/+$/, '');
  const { hostname } = new URL(address);
  if (hostname === 'dev.azure.com') return address.replace('//dev.azure.com', '//vssps.dev.azure.com');
  if (!hostname.endsWith('.visualstudio.com')) return address;
  return `https://${hostname.slice(0, hostname.indexOf('.'))}.vssps.visualstudio.com`;
}

function namesOf({ providerDisplayName, customDisplayName, properties = {} }: FoundIdentity): string[] {
  const values = [
    providerDisplayName,
    customDisplayName,
    properties['Mail']?.$value,
    properties['Account']?.$value,
  ];
  return values.flatMap((value) => (typeof value === 'string' && value !== '' ? [value.toLowerCase()] : []));
}

function notFound({ place }: Ask, name: string, like: readonly string[]): TaskError {
  const known =
    like.length === 0
      ? `nobody of that name is known to ${place.collectionUri}, or ${actingIdentity(undefined, place)} may not look`
      : `that is not one person or group; found were ${like.slice(0, 5).join(', ')}`;
  return new TaskError('INVALID_INPUT', {
    message: `The input "reviewers" names "${name}": ${known}.`,
    remedy:
      'Allowed: an e-mail address, a sign-in name, an id, or a group such as "[Contoso]\\API owners", each on a line ' +
      'of its own; "required:" before it for a reviewer who has to approve.',
  });
}

const equal = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();
