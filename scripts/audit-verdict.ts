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
  const report = parsed(printed);
  if (!isRecord(report)) return { kind: 'no answer', because: 'npm printed no report' };
  const { vulnerabilities, message } = report;
  if (!isRecord(vulnerabilities))
    return { kind: 'no answer', because: typeof message === 'string' ? message : 'npm reported an error' };
  const found = Object.values(vulnerabilities).filter(isRecord);
  const findings = found.flatMap((one) => findingsIn(one, shipped));
  const hit = found.filter((one) => findingsIn(one, shipped).length > 0);
  return { kind: 'judged', findings, elsewhere: found.length - hit.length };
}

type Fields = Readonly<Record<string, unknown>>;

function findingsIn({ nodes, via }: Fields, shipped: readonly ShippedPackage[]): readonly Finding[] {
  const copies = shipped.filter(({ folder }) => listed(nodes).includes(folder));
  const advisories = listed(via).filter(isRecord);
  return copies.flatMap(({ name, version }) =>
    advisories.map(({ severity, title, url }) => ({
      shipped: `${name} ${version}`,
      severity: text(severity),
      title: text(title),
      url: text(url),
    })),
  );
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
