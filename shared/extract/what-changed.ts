import { propertyDifferences } from '../apim/differences.ts';
import { objectAt } from '../apim/json.ts';
import { isLink, kindOf } from '../apim/kinds/table.ts';
import { policyChangeInWords, policyDifferenceInWords } from '../apim/policy/difference-in-words.ts';
import { policyDifferences, policySections } from '../apim/policy/policy-differences.ts';
import { describe, rootOf, type ResourceId } from '../apim/resource-id.ts';
import { compareSpecifications, formatOf } from '../apim/specification/formats.ts';
import type { SpecificationDifference } from '../apim/specification/verdict.ts';
import type { ArtifactFiles, FileChange } from '../artifacts/file-change.ts';
import { parseInformation } from '../artifacts/json-file.ts';
import { placeOf, type Role, roles } from '../artifacts/layout.ts';
import { decode } from '../artifacts/text.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Finding } from './finding.ts';

/** What a change of files means. Names only: values may be secret, and stand in the files. */
export interface WhatChanged {
  /** "url", "operation GET /orders: added" */
  readonly details: readonly string[];
  readonly findings: readonly Finding[];
}

interface Side {
  readonly path: string;
  readonly text: string;
}

interface Changed {
  readonly id: ResourceId;
  /** What it applies to, where callers have a name for that: "GET /orders". */
  readonly subject: string | undefined;
  readonly before: Side | undefined;
  readonly after: Side | undefined;
}

const nothing: WhatChanged = { details: [], findings: [] };

/** Compares the files of one resource as they were with what they become. */
export function whatChanged(
  id: ResourceId,
  files: readonly FileChange[],
  existing: ArtifactFiles,
  subject?: string,
): WhatChanged {
  const parts = roles.flatMap((role): readonly WhatChanged[] => {
    const own = files.filter(({ path }) => placeOf(path)?.role === role);
    if (own.length === 0) return [];
    return [readers[role]({ id, subject, before: before(own, existing), after: after(own) })];
  });
  return {
    details: parts.flatMap(({ details }) => details),
    findings: parts.flatMap(({ findings }) => findings),
  };
}

/** A file that is replaced by one of another name is still what was there before. */
function before(files: readonly FileChange[], existing: ArtifactFiles): Side | undefined {
  const found = files.find(({ path }) => existing.has(path));
  const bytes = found === undefined ? undefined : existing.get(found.path);
  return found === undefined || bytes === undefined
    ? undefined
    : { path: found.path, text: decode(bytes, found.path) };
}

function after(files: readonly FileChange[]): Side | undefined {
  for (const file of files)
    if (file.kind !== 'delete') return { path: file.path, text: decode(file.content, file.path) };
  return undefined;
}

const readers: Readonly<Record<Role, (changed: Changed) => WhatChanged>> = {
  information: ofProperties,
  policy: ofPolicy,
  specification: ofSpecification,
};

function ofProperties({ id, before: old, after: now }: Changed): WhatChanged {
  const isCalled = kindOf(id.kind).carriesItself !== undefined;
  if (old !== undefined && now === undefined && isCalled) return gone(id);
  if (old === undefined || now === undefined || isLink(id.kind)) return nothing;
  const properties = ({ text, path }: Side) => objectAt(parseInformation(text, path), 'properties');
  const found = propertyDifferences(id.kind, properties(now), properties(old));
  const breaking = found.filter(({ concern }) => concern === 'breaking');
  return {
    details: found.map(({ path }) => path),
    findings: breaking.map(({ path }) => ({ kind: 'breaking', of: describe(id), text: `${path} changed` })),
  };
}

/** Whoever calls it has to stop. */
function gone(id: ResourceId): WhatChanged {
  return { details: [], findings: [{ kind: 'breaking', of: describe(id), text: 'is gone' }] };
}

/** A policy that comes or goes is compared with one that does nothing. */
function ofPolicy({ id, subject, before: old, after: now }: Changed): WhatChanged {
  const none = id.parent === undefined ? empty : inherited;
  const found = policyDifferences(old?.text ?? none, now?.text ?? none);
  const findings = found.flatMap((difference): readonly Finding[] => {
    const { change, protection, what, where, protecting } = difference;
    if (protection === undefined) return [];
    const lost = [what, ...protecting].join(', with ');
    const place = where.join(' > ') === 'inbound' ? '' : ` in ${where.join(' > ')}`;
    const words = change === 'removed' ? `loses ${lost}${place}` : policyChangeInWords(difference);
    const kind = protection === 'weaker' ? 'protection' : 'unclear';
    return [{ kind, of: describe(rootOf(id)), text: `${subject ?? describe(id)} ${words}` }];
  });
  return {
    details: old === undefined || now === undefined ? [] : found.map(policyDifferenceInWords),
    findings,
  };
}

/** Without a policy of its own a scope has that of the scope above; the outermost has none above. */
const empty = '<policies />';
const inherited = `<policies>${policySections.map((name) => `<${name}><base /></${name}>`).join('')}</policies>`;

function ofSpecification({ id, before: old, after: now }: Changed): WhatChanged {
  if (old === undefined) return nothing;
  if (now === undefined) return gone(id);
  const differences = specificationDifferences(old, now);
  if (differences === undefined) return { details: ['specification'], findings: [] };
  return {
    details:
      differences.length === 0 ? ['specification, in other words'] : differences.map(differenceInWords),
    findings: differences
      .filter(({ breaking }) => breaking.length > 0)
      .map(({ subject, breaking }) => ({
        kind: 'breaking' as const,
        of: describe(id),
        text: `${subject}: ${breaking.join(', ')}`,
      })),
  };
}

/** Undefined for what cannot be compared: it is told as changed. */
function specificationDifferences(old: Side, now: Side): readonly SpecificationDifference[] | undefined {
  const text = ({ path, text: own }: Side) => ({
    format: formatOf(path) ?? 'openapi',
    text: own,
    file: path,
  });
  try {
    const verdict = compareSpecifications(text(now), text(old));
    if (verdict.verdict === 'same') return [];
    return verdict.verdict === 'different' ? verdict.differences : verdict.parts;
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return undefined;
  }
}

function differenceInWords({ subject, change, what }: SpecificationDifference): string {
  return what.length === 0 ? `${subject}: ${change}` : `${subject}: ${what.join(', ')}`;
}
