import { canonical } from './canonical.ts';
import { isObject, type Json, type JsonObject, stableText } from './json.ts';
import { kindOf, type KindName } from './kinds/table.ts';

/** One thing that differs. Values are left out where they may be secret or are too long to read. */
export interface Difference {
  /** Dotted, for people: "tls.validateCertificateName"; "policy", "specification" for whole texts. */
  readonly path: string;
  /** The same for machines: names may hold dots. */
  readonly steps: readonly string[];
  readonly before?: Json;
  readonly after?: Json;
  /** Said instead of the values: "(secret)", "12 lines changed". */
  readonly note?: string;
  /** What is live may not be read: nobody can say whether it differs. */
  readonly unreadable?: true;
}

/** What turns the live properties into the wanted ones. Empty: they mean the same. */
export function propertyDifferences(
  kind: KindName,
  wanted: JsonObject,
  live: JsonObject,
): readonly Difference[] {
  const row = kindOf(kind);
  const found = between(canonical(wanted, row), canonical(live, row), []);
  return found.map((difference) => (isConfidential(kind, difference.path) ? veiled(difference) : difference));
}

function between(
  wanted: Json | undefined,
  live: Json | undefined,
  steps: readonly string[],
): readonly Difference[] {
  if (isObject(wanted) && isObject(live)) {
    const keys = [...new Set([...Object.keys(live), ...Object.keys(wanted)])].sort();
    return keys.flatMap((key) => between(own(wanted, key), own(live, key), [...steps, key]));
  }
  if (wanted === undefined && live === undefined) return [];
  if (wanted !== undefined && live !== undefined && stableText(wanted) === stableText(live)) return [];
  const before = live === undefined ? {} : { before: live };
  const after = wanted === undefined ? {} : { after: wanted };
  return [{ path: steps.join('.'), steps, ...before, ...after }];
}

function own(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isConfidential(kind: KindName, path: string): boolean {
  const { confidential = [], secret } = kindOf(kind).properties ?? {};
  const paths = secret === undefined ? confidential : [...confidential, secret.path];
  // A difference may lie above ("credentials" as a whole) or below ("credentials.header.key").
  return paths.some((one) => covers(one, path) || covers(path, one));
}

function covers(outer: string, inner: string): boolean {
  // Azure reads names of properties without regard to case: "Value" is the value.
  return `${inner}.`.toLowerCase().startsWith(`${outer}.`.toLowerCase());
}

function veiled({ path, steps }: Difference): Difference {
  return { path, steps, note: '(confidential)' };
}
