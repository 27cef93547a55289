import type { Document } from '../apim/documents.ts';
import { describe, keyOf } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { Snapshot } from '../apim/snapshot.ts';
import type { TaskError } from '../errors/task-error.ts';
import { ownOperationFaults } from './own-operations.ts';
import { clashErrors, documentRules, importFaults } from './validation-rules.ts';

/**
 * What Azure is known to refuse of documents that are about to be written. What is live already is not asked: Azure
 * has taken it.
 */
export async function brokenRules(
  documents: readonly Document[],
  wanted: Snapshot,
): Promise<readonly TaskError[]> {
  const own = await Promise.all(documents.map(ofDocument));
  const keys = new Set(
    documents.flatMap(({ id }) => [id, ...(id.parent === undefined ? [] : [id.parent])].map(keyOf)),
  );
  const concerns = ({ id }: Resource) => keys.has(keyOf(id));
  const operations = await ownOperationFaults(
    wanted,
    ({ id }) => keys.has(keyOf(id)) || (id.parent !== undefined && keys.has(keyOf(id.parent))),
  );
  return [...own.flat(), ...operations, ...clashErrors(wanted, concerns)];
}

async function ofDocument(document: Document): Promise<readonly TaskError[]> {
  const imported = await importFaults(document, document.file ?? describe(document.id));
  return [
    ...documentRules
      .filter((rule) => rule.severity === 'error' && rule.applies(document))
      .flatMap((rule) => rule.faults(document)),
    ...[...imported].flatMap(([{ severity }, faults]) => (severity === 'error' ? faults : [])),
  ];
}
