import { apiTypeOf, needsSpecification } from '../apim/api-type.ts';
import { kindOf } from '../apim/kinds/table.ts';
import { describe } from '../apim/resource-id.ts';
import { whereOf } from '../apim/where-of.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Step } from './steps.ts';

/**
 * New APIs that would have no operations, because the files have no specification for them and their type lives by one.
 * What is there already keeps what it has. INCOMPLETE_API.
 */
export function incompleteApis(steps: ReadonlyMap<string, Step>): readonly TaskError[] {
  return [...steps.values()].flatMap(({ id, document, changes, promotion }) => {
    const { properties, specification, file } = document;
    const isNew = changes.some(({ kind, resource }) => kind === 'create' && resource.id === id);
    const isApi = kindOf(id.kind).naming !== undefined && promotion === undefined;
    if (!isApi || !isNew || specification !== undefined || !needsSpecification(properties)) return [];
    return [
      new TaskError('INCOMPLETE_API', {
        message: `${describe(id)} is of type ${apiTypeOf(properties)} and the files have no specification for it: it would be made without any operation.`,
        remedy: 'Put its specification beside its information file, or leave it out with .apimignore.',
        where: whereOf({ id, file }),
      }),
    ];
  });
}
