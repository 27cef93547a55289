import { isObject, textOf } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { legalNames } from '../legal-names.ts';
import { invalid } from '../refusal.ts';

/** Facts 1.9: XML comes as text in value, JSON as an object in document. */
const globalSchemas: Behaviour = {
  settle(wanted) {
    const isXml = textOf(wanted, 'schemaType')?.toLowerCase() === 'xml';
    if (isXml && !/^\s*</.test(textOf(wanted, 'value') ?? ''))
      throw invalid('value', 'The schema is not a valid XML schema.');
    if (!isXml && !isObject(wanted['document']))
      throw invalid('document', 'The schema is not a valid JSON schema.');
    return { properties: wanted };
  },
};

export const globalSchemaKinds: readonly Kind[] = [
  {
    collections: 'schemas',
    noun: 'Schema',
    names: legalNames.any80,
    inWorkspaces: true,
    without: ['PATCH'],
    longRunning: ['PUT'],
    required: ['schemaType'],
    oneOf: { schemaType: ['xml', 'json'] },
    immutable: ['schemaType'],
    filters: ['name'],
    behaviour: globalSchemas,
  },
];
