import { kindOf, type KindName } from '../shared/apim/kinds/table.ts';
import {
  filterSections,
  legacyName,
  overrideSections,
  type Place,
  placeBelow,
  type Section,
  top,
} from '../shared/configuration/sections.ts';

type Schema = Readonly<Record<string, unknown>>;

const draft = 'http://json-schema.org/draft-07/schema#';

/** The JSON Schemas of filters and overrides, by the name of their file: made from the table of kinds. */
export function configurationSchemas(): Readonly<Record<string, Schema>> {
  return { 'filter.schema.json': filterSchema(), 'overrides.schema.json': overridesSchema() };
}

function filterSchema(): Schema {
  const definitions = new Map<string, Schema>();
  const root = filterMapping(top, definitions);
  return {
    $schema: draft,
    title: 'Filter of ApimExtract',
    description:
      'What an extraction takes. A section that is absent restricts nothing, an empty one takes nothing of its kind.',
    ...root,
    minProperties: 1,
    definitions: Object.fromEntries(definitions),
  };
}

function filterMapping(place: Place, definitions: Map<string, Schema>): Schema {
  const sections = filterSections(place);
  const current = sections.map(
    (section) => [section.name, filterSection(section, place, definitions)] as const,
  );
  const old = sections
    .filter((section) => !sections.some(({ name }) => name === legacyName(section)))
    .map((section) => {
      const words = `Old name of ${section.name}.`;
      return [
        legacyName(section),
        { ...filterSection(section, place, definitions), description: words },
      ] as const;
    });
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries([...current, ...(place === top ? old : [])]),
  };
}

function filterSection(section: Section, place: Place, definitions: Map<string, Schema>): Schema {
  const { kind } = section;
  const words = kindOf(kind).words;
  const below = definitionOf(kind, placeBelow(place, kind), definitions, filterMapping);
  const name = { type: 'string', minLength: 1, pattern: '^!?[^!]' };
  const choice = {
    type: 'object',
    minProperties: 1,
    maxProperties: 1,
    propertyNames: { pattern: '^[^!]' },
    additionalProperties: { oneOf: [{ type: 'null' }, below] },
  };
  return {
    description: `Each ${words} by name, without regard to case; * and ? as usual, ! leaves out. An empty list takes none.`,
    type: ['array', 'null'],
    items: { oneOf: [name, choice] },
    uniqueItems: true,
  };
}

function overridesSchema(): Schema {
  const definitions = new Map<string, Schema>();
  const root = overridesMapping(top, definitions);
  const policies = overrideSections(top).find(({ name }) => name === 'policies');
  return {
    $schema: draft,
    title: 'Overrides of ApimPublish',
    description: 'What an environment wants otherwise than the files say.',
    type: 'object',
    additionalProperties: false,
    properties: {
      apimServiceName: {
        type: 'string',
        description: 'The instance that the file is meant for: publishing to another one is refused.',
      },
      ...root,
      ...(policies === undefined
        ? {}
        : {
            servicePolicies: {
              ...overrideSection(policies, top, definitions),
              description: 'Old name of policies.',
            },
          }),
    },
    definitions: Object.fromEntries(definitions),
  };
}

function overridesMapping(place: Place, definitions: Map<string, Schema>): Schema {
  return Object.fromEntries(
    overrideSections(place).map((section) => [section.name, overrideSection(section, place, definitions)]),
  );
}

function overrideSection({ kind }: Section, place: Place, definitions: Map<string, Schema>): Schema {
  return {
    description: `Each ${kindOf(kind).words} that this environment wants otherwise.`,
    type: ['array', 'null'],
    items: definitionOf(kind, placeBelow(place, kind), definitions, overrideEntry),
  };
}

function overrideEntry(place: Place, definitions: Map<string, Schema>): Schema {
  const { kind } = place;
  const row = kind === undefined ? undefined : kindOf(kind);
  const properties = {
    name: { type: 'string', minLength: 1, description: 'As in the files, without regard to case.' },
    properties: {
      type: 'object',
      description: 'Laid over those of the file: objects merged, lists replaced, null removes.',
      not: { required: ['name'] },
      ...(row?.azure.policy === true ? { properties: policyProperties } : {}),
    },
    ...(row?.carriedBy === 'currentRevision'
      ? {
          appliesToRevisions: {
            type: 'boolean',
            description: 'true: for all revisions, not only the current one.',
          },
        }
      : {}),
    ...(row?.azure.policy === true ? policyProperties : {}),
    ...overridesMapping(place, definitions),
  };
  return {
    type: 'object',
    required: ['name'],
    minProperties: 2,
    properties,
    // Without "properties" everything else is one.
    if: { required: ['properties'] },
    then: { propertyNames: { enum: Object.keys(properties) } },
  };
}

const policyProperties = {
  format: { enum: ['rawxml', 'xml'], description: 'rawxml, unless the text has no entities.' },
  value: { type: 'string', description: 'The policy.' },
  file: { type: 'string', description: 'A file with the policy, relative to this one.' },
};

/** Workspaces hold what an instance holds: what is below a kind is described once. */
function definitionOf(
  kind: KindName,
  place: Place,
  definitions: Map<string, Schema>,
  describe: (place: Place, definitions: Map<string, Schema>) => Schema,
): Schema {
  const name = place.inWorkspace === true && kindOf(kind).isScope !== true ? `${kind}InWorkspace` : kind;
  if (!definitions.has(name)) {
    definitions.set(name, {});
    definitions.set(name, describe(place, definitions));
  }
  return { $ref: `#/definitions/${name}` };
}
