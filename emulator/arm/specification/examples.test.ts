import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { instanceForTests } from '../instance-for-tests.ts';
import { type JsonObject, objectOf } from '../json.ts';
import type { Switches } from '../switches.ts';
import { readDocument } from './document.ts';
import { exportedDocument } from './export-open-api.ts';

const root = dirname(createRequire(import.meta.url).resolve('@readme/oas-examples/package.json'));
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

describe('Exports of real specifications', () => {
  for (const version of ['3.0', '3.1']) {
    const folder = join(root, version, 'json');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      it(`are a fixed point but for their servers: ${version}/${file}`, async () => {
        const text = readFileSync(join(folder, file), 'utf8');
        const once = await imported(text, 'contoso');
        const twice = await imported(JSON.stringify(once), 'fabrikam');
        assert.deepEqual({ ...twice, servers: [] }, { ...once, servers: [] });
        assert.notDeepEqual(twice['servers'], once['servers']);
        assert.deepEqual(methodsOf(JSON.stringify(once)), methodsOf(text));
      });
    }
  }

  const opposites: readonly Partial<Switches>[] = [
    { operationNames: 'lowerCase' },
    { importPrecedence: 'document' },
    { inlineSchemaReferences: 'missing' },
    { exportedTags: 'none' },
    { exportedNullable: 'lost' },
    { exportedFormat: 'lost' },
    { exportedExamples: 'strings' },
    { importedDescriptions: 'displayName' },
  ];
  for (const switches of opposites)
    it(`are a fixed point with ${JSON.stringify(switches)}`, async () => {
      const text = readFileSync(join(root, '3.0/json/star-trek.json'), 'utf8');
      const once = await imported(text, 'contoso', switches);
      const twice = await imported(JSON.stringify(once), 'contoso', switches);
      assert.deepEqual(twice, once);
    });
});

async function imported(value: string, name: string, switches: Partial<Switches> = {}): Promise<JsonObject> {
  const { emulated, instance } = instanceForTests({ name, switches });
  await emulated.put('apis/a', { properties: { path: 'a', format: 'openapi+json', value } });
  const api = instance.find('apis/a');
  assert.ok(api);
  return exportedDocument(instance, api);
}

function methodsOf(text: string): string[] {
  const { root: document, resolve } = readDocument(text, true);
  return Object.entries(objectOf(document, 'paths') ?? {}).flatMap(([path, item]) =>
    methods.filter((method) => resolve(item)[method] !== undefined).map((method) => `${method} ${path}`),
  );
}
