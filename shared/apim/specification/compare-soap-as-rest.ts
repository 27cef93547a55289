import type { JsonObject } from '../json.ts';
import { operationsOf } from './open-api.ts';
import { operationTitle, sameOperationName } from './operation-name.ts';
import type { SpecificationDifference, Verdict } from './verdict.ts';
import { wsdlOperations } from './wsdl.ts';

/**
 * Compares a WSDL with what an import has made REST of (facts: apim-rest 1.3): operations by name. What they consist
 * of cannot be told: the service keeps it in policies that it has generated.
 */
export function compareSoapAsRest(wanted: { text: string; file: string }, live: JsonObject): Verdict {
  const mine = wsdlOperations(wanted.text, wanted.file);
  const theirs = operationsOf(live).map(({ method, path, operation }) =>
    operationTitle(method, path, operation),
  );
  const differences = [
    ...mine
      .filter((name) => !theirs.some((other) => sameOperationName(name, other)))
      .map((name) => differing(name, 'added')),
    ...theirs
      .filter((name) => !mine.some((other) => sameOperationName(name, other)))
      .map((name) => differing(name, 'removed')),
  ];
  return differences.length > 0 ? { verdict: 'different', differences } : { verdict: 'same' };
}

function differing(name: string, change: 'added' | 'removed'): SpecificationDifference {
  const breaking = change === 'removed' ? ['operation removed'] : [];
  return { subject: `operation ${name}`, change, what: [], breaking };
}
