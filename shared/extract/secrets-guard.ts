import type { Document } from '../apim/documents.ts';
import { compareIds, describe, keyOf, type ResourceId } from '../apim/resource-id.ts';
import { findSecrets, type FoundSecret, mostSecrets, type Texts } from '../apim/secrets/find-secrets.ts';
import type { Specification, SpecificationForm } from '../apim/resource.ts';
import type { Gap } from '../apim/snapshot.ts';
import { type AcceptedSecret, acceptedSecretsFile } from '../artifacts/accepted-secrets.ts';
import type { Role } from '../artifacts/layout.ts';
import { Withheld } from '../artifacts/withheld.ts';
import { oneError, TaskError } from '../errors/task-error.ts';
import { withheldGap } from './confidential.ts';
import type { Finding } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';

/** What becomes of a resource that holds a secret in clear. */
export type SecretsFound = 'withhold' | 'fail' | 'write';

/** Looks at everything before it becomes a file. */
export interface SecretsGuard {
  /** What of the document may be written, of its parts that can be. Loads its specification, once for all. */
  readonly passed: (document: Document, leftAlone: ReadonlySet<Role>) => Promise<Passed>;
  /** Counts what was withheld for its structure, whatever the user wants. */
  readonly count: (id: ResourceId, secrets: readonly FoundSecret[]) => Promise<void>;
  /** When all documents went by. Throws SECRET_FOUND for each secret, when that is wanted. */
  readonly verdict: () => SecretsVerdict;
}

/** What of a document may become a file. */
export interface Passed {
  readonly document: Document;
  /** The parts of it that hold a secret: their files stay as they are. */
  readonly withheld: ReadonlySet<Role>;
}

export interface SecretsVerdict {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  /** Lines of .apimsecrets that accept nothing. */
  readonly idle: readonly AcceptedSecret[];
}

interface Held {
  readonly id: ResourceId;
  readonly secret: FoundSecret;
  readonly fingerprint: string;
  readonly written: boolean;
}

export function secretsGuard(
  accepted: readonly AcceptedSecret[],
  mode: SecretsFound = 'withhold',
): SecretsGuard {
  const known = new Set(accepted.map(({ fingerprint }) => fingerprint));
  const met = new Set<string>();
  const all: Held[] = [];
  const gaps: Gap[] = [];
  const fingerprints = new Map<string, Promise<string>>();
  // Slow to make, and one secret may stand in many lines.
  const fingerprintFor = (id: ResourceId, secret: FoundSecret) => {
    const key = `${keyOf(id)} ${ruleAndValue(secret)}`;
    const made = fingerprints.get(key) ?? fingerprintOf(id, secret.rule, secret.value);
    fingerprints.set(key, made);
    return made;
  };
  const hold = async (id: ResourceId, secrets: readonly FoundSecret[], written: boolean) => {
    const found = await Promise.all(
      secrets.map(async (secret) => {
        const fingerprint = await fingerprintFor(id, secret);
        met.add(fingerprint);
        return { id, secret, fingerprint, written };
      }),
    );
    const left = found.filter(({ fingerprint }) => !known.has(fingerprint));
    all.push(...left);
    return left;
  };
  /** What is in these texts and not accepted. They are looked through again for what lies behind many that are. */
  const heldIn = async (id: ResourceId, texts: Texts, passedBy: ReadonlySet<string> = new Set()) => {
    const accepted = new Set(passedBy);
    for (;;) {
      const found = findSecrets(texts, (secret) => accepted.has(ruleAndValue(secret)));
      const left = await hold(id, found, mode === 'write');
      if (left.length > 0 || found.length < mostSecrets) return left.map(({ secret }) => secret);
      for (const secret of found) accepted.add(ruleAndValue(secret));
    }
  };
  /** Another form of a specification may say what the first one has lost, such as examples. */
  const looked = (id: ResourceId, other: Specification, told: ReadonlySet<string>): Specification => ({
    ...other,
    load: async () => {
      const text = await other.load();
      const left = await heldIn(id, { properties: {}, specification: text }, told);
      if (left.length === 0 || mode === 'write') return text;
      gaps.push(withheldGap(id, left));
      throw new Withheld(`${describe(id)} holds a secret in clear.`);
    },
  });
  return {
    count: async (id, secrets) => {
      await hold(id, secrets, false);
    },
    passed: async (document, leftAlone) => {
      const { id, properties, policy, specification } = document;
      const text = leftAlone.has('specification') ? undefined : await specification?.load();
      const parts: readonly (readonly [Role, Texts])[] = [
        ['information', { properties }],
        ['policy', { properties: {}, policy }],
        ['specification', { properties: {}, specification: text }],
      ];
      const held: FoundSecret[] = [];
      const told = new Set<string>();
      const withheld = new Set<Role>();
      for (const [role, texts] of parts.filter(([one]) => !leftAlone.has(one))) {
        const left = await heldIn(id, texts);
        for (const secret of left) told.add(ruleAndValue(secret));
        if (left.length === 0 || mode === 'write') continue;
        held.push(...left);
        withheld.add(role);
      }
      if (held.length > 0) gaps.push(withheldGap(id, held));
      const rest = without(new Set([...withheld, ...leftAlone]), document, text, (other) =>
        looked(id, other, told),
      );
      return { document: rest, withheld };
    },
    verdict: () => {
      const sorted = all.toSorted(byPlace);
      if (mode === 'fail' && sorted.length > 0)
        throw oneError(sorted.map(errorOf), `${sorted.length} secrets in clear. Nothing was written.`);
      return {
        findings: sorted.map(findingOf),
        gaps: gaps.toSorted(compareGaps),
        idle: accepted.filter(({ fingerprint }) => !met.has(fingerprint)),
      };
    },
  };
}

/** What is left of a document, its specification loaded, other forms of it looked at when somebody loads them. */
function without(
  withheld: ReadonlySet<Role>,
  { policy, specification, ...rest }: Document,
  text: string | undefined,
  looked: (other: Specification) => Specification,
): Document {
  const isOpen = specification !== undefined && text !== undefined && !withheld.has('specification');
  const inForm = specification?.in;
  const others = inForm === undefined ? {} : { in: (form: SpecificationForm) => looked(inForm(form)) };
  return {
    ...rest,
    properties: withheld.has('information') ? {} : rest.properties,
    ...(policy === undefined || withheld.has('policy') ? {} : { policy }),
    ...(isOpen ? { specification: { ...specification, ...others, load: () => Promise.resolve(text) } } : {}),
  };
}

function ruleAndValue({ rule, value }: FoundSecret): string {
  return `${rule} ${value}`;
}

/** Documents go by in the order in which their specifications arrive. */
function byPlace(left: Held, right: Held): number {
  const order = compareIds(left.id, right.id);
  return order === 0 ? (left.secret.line ?? 0) - (right.secret.line ?? 0) : order;
}

function compareGaps({ of: left }: Gap, { of: right }: Gap): number {
  return typeof left === 'string' || typeof right === 'string' ? 0 : compareIds(left, right);
}

function findingOf(one: Held): Finding {
  const fate = one.written ? 'written' : 'not written';
  return {
    kind: 'secret',
    of: describe(one.id),
    text: `${inWords(one)}; ${fate}; fingerprint ${one.fingerprint}, for ${acceptedSecretsFile}`,
  };
}

/** "a literal Authorization header at inbound > set-header Authorization > value, line 4" */
function inWords({ secret: { words, place, line } }: Held): string {
  const longest = 120;
  const shown = place.length > longest ? `...${place.slice(-longest)}` : place;
  return `${words} at ${shown}${line === undefined ? '' : `, line ${line}`}`;
}

function errorOf(one: Held): TaskError {
  const { id, secret, fingerprint } = one;
  return new TaskError('SECRET_FOUND', {
    message: `${describe(id)} holds ${inWords(one)}.`,
    remedy: `Keep it in a named value and refer to it as {{name}}. If it may stand in Git, put this line into ${acceptedSecretsFile}: ${acceptingLine(fingerprint, secret.rule, id)}`,
    where: { resource: describe(id) },
  });
}

/** What somebody pastes who wants it to be written. */
function acceptingLine(fingerprint: string, rule: string, id: ResourceId): string {
  return `${fingerprint} ${rule} in ${describe(id)}`;
}
