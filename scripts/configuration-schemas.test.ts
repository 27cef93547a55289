import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { configurationSchemas } from './configuration-schemas.ts';

const schemas = configurationSchemas();
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false, strictRequired: false });
const filter = ajv.compile(schemas['filter.schema.json'] ?? {});
const overrides = ajv.compile(schemas['overrides.schema.json'] ?? {});

describe('Schemas of filters and overrides', () => {
  for (const [name, schema] of Object.entries(schemas))
    it(`say what the table of kinds says: schemas/${name}`, () => {
      const written: unknown = JSON.parse(readFileSync(`schemas/${name}`, 'utf8'));
      assert.deepEqual(written, JSON.parse(JSON.stringify(schema)), 'Run: npx tsx scripts/write-schemas.ts');
    });

  for (const { where, text, validate } of [...samples(), ...ofGuides()])
    it(`take ${where}`, () => {
      assert.ok(validate(parse(text)), JSON.stringify(validate.errors));
    });

  for (const [what, validate, text] of [
    ['an unknown section of a filter', filter, 'api: []'],
    ['an empty filter', filter, '{}'],
    ['a section that is no list', filter, 'apis: orders'],
    ['an entry of a filter that is a number', filter, 'apis: [12]'],
    ['a name twice', filter, 'apis: [orders, orders]'],
    ['two names in one entry', filter, 'apis: [{orders: {policies: []}, other: null}]'],
    ['an unknown section below a name', filter, 'apis: [{orders: {operation: []}}]'],
    ['an exclusion with something below', filter, 'apis: [{"!orders": {policies: []}}]'],
    ['an unknown section of overrides', overrides, 'backend: []'],
    ['an entry without a name', overrides, 'backends: [{properties: {}}]'],
    ['an entry that says nothing', overrides, 'backends: [{name: a}]'],
    ['properties that are none', overrides, 'backends: [{name: a, properties: x}]'],
    ['something beside properties', overrides, 'backends: [{name: a, properties: {}, url: x}]'],
    ['another name in properties', overrides, 'backends: [{name: a, properties: {name: b}}]'],
    [
      'a policy in a format that is not read',
      overrides,
      'policies: [{name: policy, format: xml-link, value: x}]',
    ],
    ['links in overrides', overrides, 'products: [{name: p, properties: {}, groups: [{name: g}]}]'],
  ] as const)
    it(`refuse ${what}`, () => {
      assert.equal(validate(parse(text)), false);
    });
});

function samples() {
  return readdirSync('samples')
    .filter((name) => /^(?:filter|overrides).*\.yaml$/.test(name))
    .map((name) => ({
      where: `samples/${name}`,
      text: readFileSync(join('samples', name), 'utf8'),
      validate: name.startsWith('filter') ? filter : overrides,
    }));
}

/** Examples of the guides that are whole files. */
function ofGuides() {
  return (['filter', 'environments'] as const).flatMap((guide) => {
    const text = readFileSync(`docs/guides/${guide}.md`, 'utf8');
    const blocks = [...text.matchAll(/```yaml\n(?<block>[\s\S]*?)```/g)].map(
      ({ groups }) => groups?.['block'] ?? '',
    );
    const whole = blocks.filter((block) => !block.includes('task:'));
    assert.ok(whole.length > 0, guide);
    return whole.map((block, at) => ({
      where: `example ${String(at + 1)} of docs/guides/${guide}.md`,
      text: block,
      validate: guide === 'filter' ? filter : overrides,
    }));
  });
}
