import { withApiType } from '../apim/api-type.ts';
import type { Document } from '../apim/documents.ts';
import { type JsonObject, objectAt } from '../apim/json.ts';
import { isLink, kindOf } from '../apim/kinds/table.ts';
import { linkOf, linkProperties } from '../apim/links.ts';
import { type CurrentRevision, idOf } from '../apim/names.ts';
import { checkPolicy } from '../apim/policy/check-policy.ts';
import type { ResourceId } from '../apim/resource-id.ts';
import type { Specification } from '../apim/resource.ts';
import { secretApart, secretFault } from '../apim/secrets.ts';
import { spelled } from '../apim/spelling.ts';
import { checkSpecification } from '../apim/specification/formats.ts';
import { TaskError } from '../errors/task-error.ts';
import { embeddedPolicy, withoutPolicy } from './embedded-policy.ts';
import type { Place, Role } from './layout.ts';
import { propertiesInList } from './list-file.ts';

/** A file of the layout, with its text. */
export interface Part extends Place {
  readonly path: string;
  readonly text: string;
}

/** Parsed information files by path; undefined: unreadable, and already told. */
export type Information = ReadonlyMap<string, JsonObject | undefined>;

/**
 * The document that these files hold together; undefined when its information file is unreadable.
 * Throws INVALID_FILE when a file that it needs is missing, or its policy or specification is broken.
 */
export function documentOf(
  parts: readonly Part[],
  information: Information,
  current: CurrentRevision,
): Document | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const id = idOf(first.kind, first.names, current);
  const main = mainPart(parts, first);
  const properties = propertiesOf(id, main, information);
  if (properties === undefined) return undefined;
  const fault = secretFault(id.kind, properties);
  if (fault !== undefined) throw unusable(main, fault, 'Correct the file. Nothing was written.');
  const policy = policyOf(id, parts, main, information);
  const specification = specificationOf(parts);
  return {
    id,
    file: main.path,
    current:
      id.parent === undefined || kindOf(id.kind).naming === undefined || current(id.parent) === id.name,
    ...secretApart(
      id.kind,
      kindOf(id.kind).azure.specification === true
        ? withApiType(properties, specification?.format)
        : properties,
    ),
    ...(policy === undefined ? {} : { policy }),
    ...(specification === undefined ? {} : { specification }),
  };
}

/** The file without which there is no such resource. */
function mainPart(parts: readonly Part[], first: Part): Part {
  const role: Role = kindOf(first.kind).files?.information === undefined ? 'policy' : 'information';
  const main = parts.find((part) => part.role === role);
  if (main === undefined) throw unusable(first, 'its information file is missing');
  return main;
}

function propertiesOf(id: ResourceId, main: Part, information: Information): JsonObject | undefined {
  if (main.role !== 'information') return {};
  if (main.form.list !== undefined) return propertiesInList(main.text, id, main.form, main.path);
  const told = information.get(main.path);
  if (told === undefined) return undefined;
  // What a link says is its place; some layouts repeat in it what it leads to.
  const link = linkOf(id);
  if (link !== undefined) return linkProperties(id, link, objectAt(told, 'properties'));
  if (isLink(id.kind)) return {};
  const properties = spelled(id.kind, objectAt(told, 'properties'));
  return main.form.embedsPolicy === true ? withoutPolicy(properties) : properties;
}

function policyOf(
  id: ResourceId,
  parts: readonly Part[],
  main: Part,
  information: Information,
): string | undefined {
  const part = parts.find(({ role }) => role === 'policy');
  const policy =
    part?.text ?? (main.form.embedsPolicy === true ? embeddedPolicy(information.get(main.path)) : undefined);
  if (policy === undefined) {
    if (kindOf(id.kind).azure.policy === true) throw unusable(main, 'its policy is missing');
    return undefined;
  }
  checkPolicy(policy, part?.path ?? main.path);
  return policy;
}

function specificationOf(parts: readonly Part[]): Specification | undefined {
  const part = parts.find(({ role }) => role === 'specification');
  if (part === undefined) return undefined;
  return { format: checkSpecification(part.text, part.path), load: () => Promise.resolve(part.text) };
}

function unusable(
  { path }: Part,
  why: string,
  remedy = 'Restore the missing file, or remove this one too.',
): TaskError {
  return new TaskError('INVALID_FILE', {
    message: `${path} cannot be used: ${why}.`,
    remedy,
    where: { file: path },
  });
}
