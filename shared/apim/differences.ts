import { canonical } from './canonical.ts';
import { isObject, type Json, type JsonObject, stableText } from './json.ts';
import { kindOf, type KindName } from './kinds/table.ts';

/** One thing that differs. Values are left out where they may be secret or are too long to read. */
export interface Difference {
  /** Dotted: "tls.validateCertificateName"; "policy", "specification" for whole texts. */
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
  /** Said instead of the values: "(secret)", "12 lines changed". */
  readonly note?: string;
}

/** What turns the live properties into the wanted ones. Empty: they mean the same. */
export function propertyDifferences(
  kind: KindName,
  wanted: JsonObject,
  live: JsonObject,
): readonly Difference[] {
  const row = kindOf(kind);
  const found = between(canonical(wanted, row), canonical(live, row), '');
  return found.map((difference) => (isConfidential(kind, difference.path) ? veiled(difference) : difference));
}

function between(wanted: Json | undefined, live: Json | undefined, path: string): readonly Difference[] {
  if (isObject(wanted) && isObject(live)) {
    const keys = [...new Set([...Object.keys(live), ...Object.keys(wanted)])].sort();
    return keys.flatMap((key) =>
      between(own(wanted, key), own(live, key), path === '' ? key : `${path}.${key}`),
    );
  }
  if (wanted === undefined && live === undefined) return [];
  if (wanted !== undefined && live !== undefined && stableText(wanted) === stableText(live)) return [];
  return [
    {
      path,
      ...(live === undefined ? {} : { before: live }),
      ...(wanted === undefined ? {} : { after: wanted }),
    },
  ];
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
  return inner === outer || inner.startsWith(`${outer}.`);
}

function veiled({ path }: Difference): Difference {
  return { path, note: '(confidential)' };
}
