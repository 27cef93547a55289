import { isList, isObject, type JsonObject, parsedJson, textAt } from '../shared/apim/json.ts';
import type { ShippedPackage } from './shipped-packages.ts';

/** What an advisory says about a package that is in a bundle. */
export interface Finding {
  /** "qs 6.1.0" */
  readonly shipped: string;
  readonly severity: string;
  readonly title: string;
  readonly url: string;
}

export type Verdict =
  | { readonly kind: 'no answer'; readonly because: string }
  | { readonly kind: 'judged'; readonly findings: readonly Finding[]; readonly elsewhere: number };

/**
 * Judges what "npm audit --json" printed. Only advisories about packages of which a bundle holds something count; a
 * package that merely depends on such a one has no advisory of its own.
 */
export function verdictOf(printed: string, shipped: readonly ShippedPackage[]): Verdict {
  const report = parsedJson(printed);
  if (!isObject(report)) return { kind: 'no answer', because: 'npm printed no report' };
  const { vulnerabilities, message } = report;
  if (!isObject(vulnerabilities))
    return { kind: 'no answer', because: typeof message === 'string' ? message : 'npm reported an error' };
  const found = Object.values(vulnerabilities).filter(isObject);
  const findings = found.flatMap((one) => findingsIn(one, shipped));
  const hit = found.filter((one) => findingsIn(one, shipped).length > 0);
  return { kind: 'judged', findings, elsewhere: found.length - hit.length };
}

function findingsIn({ nodes, via }: JsonObject, shipped: readonly ShippedPackage[]): readonly Finding[] {
  const copies = shipped.filter(({ folder }) => isList(nodes) && nodes.includes(folder));
  const advisories = isList(via) ? via.filter(isObject) : [];
  return copies.flatMap(({ name, version }) =>
    advisories.map((advisory) => ({
      shipped: `${name} ${version}`,
      severity: textAt(advisory, 'severity') ?? '',
      title: textAt(advisory, 'title') ?? '',
      url: textAt(advisory, 'url') ?? '',
    })),
  );
}
