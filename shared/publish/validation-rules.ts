import { lackIn } from '../apim/api-type.ts';
import { clashesIn } from '../apim/clashes.ts';
import type { Change } from '../apim/change.ts';
import type { Document } from '../apim/documents.ts';
import { nameFault, policySizeFault, propertyFaults } from '../apim/limits.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { expressionFaults } from '../apim/policy/expression-faults.ts';
import { describe } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import { snapshot, type Snapshot } from '../apim/snapshot.ts';
import { type ImportRule, importRules } from '../apim/specification/import-rules.ts';
import { operationsOf, parseOpenApi } from '../apim/specification/open-api.ts';
import { whereOf } from '../apim/where-of.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { TaskError } from '../errors/task-error.ts';
import { missingOperations } from './missing-operations.ts';
import { ownOperationFaults } from './own-operations.ts';
import { lacksSecret } from './secret-needed.ts';
import { stepsOf } from './steps.ts';

/** A rule about files; those about specifications stand in apim/specification/import-rules.ts. */
export interface FileRule {
  /** Stable: it is the name of a test. */
  readonly name: string;
  readonly severity: 'error' | 'warning';
  readonly says: string;
  /** Section of the collected facts on the control plane. */
  readonly source: string;
}

/** What is asked of each document by itself. */
export interface DocumentRule extends FileRule {
  readonly applies: (document: Document) => boolean;
  readonly faults: (document: Document) => readonly TaskError[];
}

/** What is asked of all of them together. */
export interface FolderRule extends FileRule {
  readonly faults: (wanted: Snapshot) => Promise<readonly TaskError[]>;
}

/** Told by reading the files and the overrides. */
export const readingRules = {
  files: {
    ...{ name: 'readable', severity: 'error', source: '1.5, 2.1' },
    says: 'files have their right names and can be read: JSON, policies whose tags fit together, specifications',
  },
  overrides: {
    ...{ name: 'overrides', severity: 'error', source: 'peers 3.5' },
    says: 'every entry of the overrides finds its resource, and no token is left in them',
  },
  heard: {
    ...{ name: 'heard', severity: 'warning', source: 'peers 1.2 to 1.6, 3.5' },
    says: 'something is made of every file, and overrides name properties that there are',
  },
} as const satisfies Readonly<Record<string, FileRule>>;

export const documentRules: readonly DocumentRule[] = [
  {
    ...{ name: 'name', severity: 'error', source: '1.0', applies: () => true },
    says: 'names have the length and the characters that Azure takes',
    faults: (document) => told('OVER_LIMIT', document, [nameFault(document.id)]),
  },
  {
    ...{ name: 'properties', severity: 'error', source: '1.3, 1.10 to 1.17', applies: () => true },
    says: 'display names, paths and other texts have the length and the characters that Azure takes',
    faults: (document) => told('OVER_LIMIT', document, propertyFaults(document.id, document.properties)),
  },
  {
    ...{ name: 'whole', severity: 'warning', source: '0, 1.3' },
    says: 'an API of type MCP or A2A says what it consists of: otherwise it is not published',
    applies: ({ id }) => kindOf(id.kind).naming !== undefined,
    faults: (document) => told('INCOMPLETE_API', document, [lackIn(document.properties)]),
  },
  {
    ...{ name: 'secret', severity: 'warning', source: '1.13, 7' },
    says: 'what is secret has a value in the overrides, or is in the instance already',
    applies: ({ secret }) => secret !== undefined,
    faults: (document) =>
      told('SECRET_WITHOUT_VALUE', document, [
        lacksSecret(document) ? 'no value is given: the instance has to have it already' : undefined,
      ]),
  },
  {
    ...{ name: 'either', severity: 'error', source: '1.13' },
    says: 'a value is given or comes from Key Vault, not both',
    applies: ({ id }) => kindOf(id.kind).properties?.either !== undefined,
    faults: (document) => told('INVALID_FILE', document, [saysBoth(document)]),
  },
  {
    ...{ name: 'policy-size', severity: 'error', source: '4.6' },
    says: 'a policy has at most 256 KiB, a fragment 512 KiB',
    applies: ({ policy }) => policy !== undefined,
    faults: (document) => told('OVER_LIMIT', document, [policySizeFault(document.id, document.policy ?? '')]),
  },
  {
    ...{ name: 'policy-expressions', severity: 'error', source: '4.2' },
    says: 'expressions say something, and blocks return it',
    applies: ({ policy }) => policy !== undefined,
    faults: (document) =>
      expressionFaults(document.policy ?? '').flatMap(({ message, line }) =>
        told('INVALID_FILE', document, [`line ${line} of its policy: ${message}`]),
      ),
  },
];

function saysBoth({ id, properties }: Document): string | undefined {
  const { either = [] } = kindOf(id.kind).properties ?? {};
  const said = either.filter((name) => (properties[name] ?? null) !== null);
  return said.length < 2
    ? undefined
    : `it says ${said.map((name) => `"${name}"`).join(' and ')}: only one may be said`;
}

export const folderRules: readonly FolderRule[] = [
  {
    ...{ name: 'unique', severity: 'error', source: '1.3, 1.10 to 1.13, 3' },
    says: 'no two things claim the same path or display name',
    faults: (wanted) => Promise.resolve(clashErrors(wanted)),
  },
  {
    ...{ name: 'references', severity: 'warning', source: '4.2' },
    says: 'what policies, links and properties refer to is in the files, or in the instance',
    faults: (wanted) => Promise.resolve(ordering(wanted).filter(({ code }) => code !== 'CYCLE')),
  },
  {
    ...{ name: 'circles', severity: 'error', source: '4.5' },
    says: 'nothing refers to itself, by whatever way round',
    faults: (wanted) => Promise.resolve(ordering(wanted).filter(({ code }) => code === 'CYCLE')),
  },
  {
    ...{ name: 'operation-policies', severity: 'error', source: '1.5' },
    says: 'a policy of an operation finds the operation in the specification',
    faults: (wanted) => missingOperations(wanted, snapshot([])),
  },
  {
    ...{ name: 'own-operations', severity: 'error', source: '1.4, 2.1' },
    says: 'an operation with a file of its own has all that Azure needs, and is not in the specification too',
    faults: (wanted) => ownOperationFaults(wanted),
  },
];

/** Every rule, as the documentation lists them. */
export const validationRules: readonly FileRule[] = [
  ...Object.values(readingRules),
  ...documentRules,
  ...folderRules,
  ...importRules,
];

/** What the rules find in a specification; none for what is no OpenAPI, which has no rules of import here. */
export async function importFaults(
  document: Document,
  file: string,
  rules: readonly ImportRule[] = importRules,
): Promise<ReadonlyMap<ImportRule, readonly TaskError[]>> {
  const { specification } = document;
  if (specification?.format !== 'openapi') return new Map();
  const parsed = parseOpenApi(await specification.load(), file);
  const importable = { ...parsed, operations: operationsOf(parsed.document), api: document.properties };
  return new Map(
    rules.map((rule) => {
      const faults = rule.faults(importable).map(
        ({ pointer, message }) =>
          new TaskError('IMPORT_REFUSED', {
            message: `${file} ${pointer}: ${message}.`,
            remedy: `The rule "${rule.name}": ${rule.says}.`,
            where: { file },
          }),
      );
      return [rule, faults];
    }),
  );
}

function told(
  code: ErrorCode,
  { id, file }: Document,
  faults: readonly (string | undefined)[],
): readonly TaskError[] {
  return faults.flatMap((fault) => {
    if (fault === undefined) return [];
    return [new TaskError(code, { message: `${describe(id)}: ${fault}.`, where: whereOf({ id, file }) })];
  });
}

/** NAME_CLASH for each path and display name that several claim; only those in which one `concerns`. */
export function clashErrors(
  wanted: Snapshot,
  concerns: (resource: Resource) => boolean = () => true,
): readonly TaskError[] {
  return clashesIn(wanted).flatMap(({ what, value, resources }) => {
    if (!resources.some(concerns)) return [];
    const names = resources.map(({ id }) => describe(id)).join(' and ');
    return resources.slice(0, 1).map(
      ({ id, file }) =>
        new TaskError('NAME_CLASH', {
          message: `${names} have the same ${what}: "${value}".`,
          remedy:
            'An instance takes one of them only: give the others another one, or make them versions of one set.',
          where: whereOf({ id, file }),
        }),
    );
  });
}

/** As if all were made in an empty instance. */
function ordering(wanted: Snapshot): readonly TaskError[] {
  const changes = [...wanted.resources.values()].map((resource): Change => ({ kind: 'create', resource }));
  const nowhere = 'not in the files: the instance has to have it';
  return stepsOf(changes, wanted, snapshot([]), { nowhere }).problems;
}
