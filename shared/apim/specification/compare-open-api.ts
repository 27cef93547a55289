import { grouped } from '../grouped.ts';
import { type JsonObject, objectAt, valueAt } from '../json.ts';
import { breakingWords } from './breaking.ts';
import type { Comparing, Found } from './comparing.ts';
import type { Finding } from './finding.ts';
import { operationsOf } from './open-api.ts';
import { operationFindings } from './operation-findings.ts';
import { operationName } from './operation-name.ts';
import { type Route, routesOf } from './routes.ts';
import { SchemaPairs } from './schema-pairs.ts';
import { schemaWords } from './schema-words.ts';
import type { Silence } from './silences.ts';
import { inOpenApi3 } from './swagger-2.ts';
import type { SpecificationDifference, Verdict } from './verdict.ts';

/** What was found out about one subject: an operation, or a schema that no operation leads to. */
interface Examined {
  readonly subject: string;
  readonly change: SpecificationDifference['change'];
  readonly found: readonly Found[];
}

/**
 * Whether publishing the written document would change what the service exports, and what of it. Folded is what the
 * service words in its own way: order, place and names of components, and all that it never keeps (silences.ts).
 */
export function compareOpenApi(wanted: JsonObject, live: JsonObject): Verdict {
  const comparing = comparingOf(inOpenApi3(wanted), inOpenApi3(live));
  const operations = routesOf(comparing.wanted.document, comparing.live.document).map((route) =>
    examined(route, comparing),
  );
  comparing.pairs.settle();
  const schemas = schemasByName(comparing);
  comparing.pairs.settle();
  return verdictOf([...operations, ...schemas], comparing);
}

function comparingOf(wanted: JsonObject, live: JsonObject): Comparing {
  const heard = new Set<Silence>();
  const words = [schemaWords(wanted), schemaWords(live)] as const;
  const names = operationsOf(wanted).map((one) =>
    operationName(one.method, one.path, one.operation).toLowerCase(),
  );
  const collisions = [...grouped(names, (name) => name)].filter(([, all]) => all.length > 1);
  return {
    wanted: { document: wanted, words: words[0] },
    live: { document: live, words: words[1] },
    pairs: new SchemaPairs(words[0], words[1], heard),
    heard,
    collisions: new Set(collisions.map(([name]) => name)),
  };
}

function examined({ name, wanted, live }: Route, comparing: Comparing): Examined {
  const subject = `operation ${name}`;
  if (wanted !== undefined && live !== undefined)
    return { subject, change: 'changed', found: operationFindings(wanted, live, comparing) };
  const fact = { of: 'operation', part: '', side: 'request' } as const;
  if (live !== undefined) return { subject, change: 'removed', found: [{ ...fact, before: live.operation }] };
  return { subject, change: 'added', found: [{ ...fact, after: wanted?.operation }] };
}

/**
 * Components that no exported operation leads to, by name: bodies may have lost their schema (silences.ts), and then
 * this is where a changed one shows.
 */
function schemasByName({ wanted, live, pairs }: Comparing): readonly Examined[] {
  const ours = objectAt(wanted.document, 'components', 'schemas');
  const theirs = Object.entries(objectAt(live.document, 'components', 'schemas'));
  return theirs.flatMap(([name, schema]) => {
    const mine = valueAt(ours, name);
    if (mine === undefined || pairs.seen.has(live.words(schema))) return [];
    const pair = pairs.pair(mine, schema);
    return [
      { subject: `schema ${name}`, change: 'changed', found: [{ part: 'schema', side: 'request', pair }] },
    ];
  });
}

function verdictOf(all: readonly Examined[], { pairs, heard }: Comparing): Verdict {
  const judged = all.map((one) => ({
    ...one,
    findings: one.found.flatMap((found) => findingsIn(found, pairs)),
  }));
  const isSilent = ({ silence }: Finding) => silence !== undefined && !heard.has(silence);
  const certain = judged.flatMap((one) =>
    differenceOf(
      one,
      one.findings.filter((finding) => !isSilent(finding)),
    ),
  );
  if (certain.length > 0) return { verdict: 'different', differences: certain };
  const uncertain = judged.flatMap((one) => differenceOf(one, one.findings.filter(isSilent)));
  return uncertain.length === 0 ? { verdict: 'same' } : { verdict: 'cannot tell', parts: uncertain };
}

function findingsIn(found: Found, pairs: SchemaPairs): readonly Finding[] {
  if (!('pair' in found)) return [found];
  const { part, side, pair } = found;
  return pairs.factsIn(pair).map((fact) => ({ ...fact, part, side }));
}

function differenceOf(
  { subject, change }: Examined,
  findings: readonly Finding[],
): readonly SpecificationDifference[] {
  if (findings.length === 0) return [];
  const breaking = findings.flatMap((finding) => breakingWords(finding) ?? []);
  const what = change === 'changed' ? [...new Set(findings.map(({ part }) => part))] : [];
  return [{ subject, change, what, breaking: [...new Set(breaking)] }];
}
