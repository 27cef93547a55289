import type { JsonObject } from '../json.ts';
import { operationsOf } from './open-api.ts';
import { routeIn } from './routes.ts';
import { isSayable } from './sayable.ts';
import type { SpecificationDifference, Verdict } from './verdict.ts';
import { wadlOperations } from './wadl.ts';

/**
 * Compares a WADL with the OpenAPI export of its API, where Azure gives no WADL of it (facts: apim-rest 2.2): operations
 * by method and path, of those that OpenAPI can say. What they consist of nobody can tell.
 */
export function compareWadlAsOpenApi(wanted: { text: string; file: string }, live: JsonObject): Verdict {
  const said = wadlOperations(wanted.text, wanted.file).filter(({ method }) => isSayable({ method }));
  const mine = routesIn(said);
  const theirs = routesIn(operationsOf(live));
  const differences = [
    ...[...mine].flatMap(([key, name]) => (theirs.has(key) ? [] : [differing(name, 'added')])),
    ...[...theirs].flatMap(([key, name]) => (mine.has(key) ? [] : [differing(name, 'removed')])),
  ];
  if (differences.length > 0) return { verdict: 'different', differences };
  return {
    verdict: 'cannot tell',
    parts: [{ subject: 'specification', change: 'changed', what: [], breaking: [] }],
  };
}

/** What people read, by what counts: an import may name parameters of paths anew. */
function routesIn(
  operations: readonly { readonly method: string; readonly path: string }[],
): ReadonlyMap<string, string> {
  return new Map(
    operations.map(({ method, path }) => {
      const name = routeIn(method, path);
      return [name.toLowerCase().replace(/\{[^}]*\}/g, '{}'), name];
    }),
  );
}

function differing(name: string, change: 'added' | 'removed'): SpecificationDifference {
  const breaking = change === 'removed' ? ['operation removed'] : [];
  return { subject: `operation ${name}`, change, what: [], breaking };
}
