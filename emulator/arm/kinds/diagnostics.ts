import type { Instance } from '../instance.ts';
import { objectOf, textOf, type JsonObject } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { oneOfNames } from '../legal-names.ts';
import { fullIdOf, targetOf } from '../reference.ts';
import { invalid } from '../refusal.ts';

/** The diagnostic that uses the logger of the service itself (facts 8, deletions). */
export function addBuiltInDiagnostic({ store, resourceId }: Instance): void {
  store.put('diagnostics/azuremonitor', 'azuremonitor', { loggerId: `${resourceId}/loggers/azuremonitor` });
}

/** Facts 1.15. */
const diagnostics: Behaviour = {
  admit(wanted, { instance, place }) {
    const given = textOf(wanted, 'loggerId') ?? '';
    if (given === '') throw invalid('loggerId', 'LoggerId must be specified.');
    const logger = targetOf(instance, given, 'loggers', place.scope);
    const name = given.split('/').at(-1) ?? '';
    if (!logger) throw invalid('loggerId', `Logger Id '${name}' does not exist`);
    checkRange('sampling', objectOf(wanted, 'sampling') ?? {}, 'percentage', 100);
    for (const side of ['frontend', 'backend'])
      for (const message of ['request', 'response'])
        checkRange(side, bodyOf(wanted, side, message), 'bytes', 8192);
    const full = instance.switches.echoedReferences === 'full';
    return { ...wanted, loggerId: full ? fullIdOf(instance, logger) : given };
  },
};

function bodyOf(wanted: JsonObject, side: string, message: string): JsonObject {
  return objectOf(objectOf(objectOf(wanted, side) ?? {}, message) ?? {}, 'body') ?? {};
}

function checkRange(target: string, owner: JsonObject, name: string, most: number): void {
  const value = owner[name];
  if (typeof value === 'number' && (value < 0 || value > most))
    throw invalid(target, `The value of '${name}' must be between 0 and ${most}.`);
}

const diagnostic = {
  noun: 'Diagnostic',
  names: oneOfNames('applicationinsights', 'azuremonitor', 'local'),
  inWorkspaces: true,
  oneOf: {
    alwaysLog: ['allErrors'],
    verbosity: ['verbose', 'information', 'error'],
    httpCorrelationProtocol: ['None', 'Legacy', 'W3C'],
    operationNameFormat: ['Name', 'Url'],
  },
  filters: ['name'],
  behaviour: diagnostics,
} as const;

export const diagnosticKinds: readonly Kind[] = [
  { collections: 'diagnostics', ...diagnostic },
  { collections: 'apis/diagnostics', ...diagnostic, rootOnly: true },
];
