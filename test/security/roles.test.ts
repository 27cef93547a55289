import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindNames, kindOf, type KindName } from '../../shared/apim/kinds/table.ts';
import { intoFolder, startWorld, type World } from '../services/world.ts';
import { assertGreen } from '../services/world-expectations.ts';
import { editFile } from '../services/world-files.ts';
import { actionOf } from './azure-actions.ts';

interface Role {
  readonly Name: string;
  readonly Actions: readonly string[];
}

describe('docs/roles.md', () => {
  let world: World;
  const asked: Record<string, ReadonlySet<string>> = {};

  before(async () => {
    world = await startWorld({ everyKind: true });
    const during = async (what: string, work: () => Promise<void>) => {
      world.emulators.arm.requests.clear();
      await work();
      asked[what] = new Set(world.emulators.arm.requests.entries.map(actionOf));
    };
    const published = { artifactsFolder: 'files' };
    await during('extract', async () => {
      assertGreen(await world.extract(intoFolder));
      // Again, after something has gone: what is missing in a list is asked for by itself.
      await world.dev.delete('products/pets/apis/uspto');
      assertGreen(await world.extract(intoFolder));
    });
    await during('publish', async () => {
      assertGreen(await world.publish(published));
      await editFile(join(world.folder, 'files/tags/public/tagInformation.json'), (text) =>
        text.replace('Public', 'For all'),
      );
      const key = join(world.folder, 'files/named values/partner-key/namedValueInformation.json');
      await editFile(key, (text) => text.replace('"secret": true', '"secret": true, "tags": ["partner"]'));
      assertGreen(await world.publish({ ...published, overridesFile: '' }));
      assertGreen(await world.publish(published));
    });
    await during('plan', async () => {
      assertGreen(await world.publish({ ...published, action: 'plan' }));
    });
  });
  after(() => world.stop());

  for (const task of ['extract', 'plan', 'publish'])
    it(`allows exactly what ${task} asks for`, () => {
      const role = roles().find(({ Name }) => Name === `APIM GitOps ${task}`);
      assert.ok(role, `docs/roles.md has no role "APIM GitOps ${task}".`);
      assert.deepEqual([...role.Actions].sort(), [...(asked[task] ?? [])].sort());
    });

  it('speaks of every kind that the tasks carry, and of nothing in workspaces', () => {
    for (const kind of kindNames) {
      for (const types of typesOf(kind)) {
        const action = `Microsoft.ApiManagement/service/${types}`;
        assert.ok(asked['extract']?.has(`${action}/read`), `contoso-dev holds no ${kindOf(kind).words}.`);
        if (kindOf(kind).carriedBy !== 'specification')
          assert.ok(asked['publish']?.has(`${action}/write`), `Nothing published a ${kindOf(kind).words}.`);
      }
    }
    for (const { Actions } of roles()) assert.doesNotMatch(Actions.join(), /workspaces|\*/);
  });
});

/** "products/apis": the types of a kind and of what it lives in, as actions name them. */
function typesOf(kind: KindName): readonly string[] {
  const { parents, naming, azure } = kindOf(kind);
  const before = parents.length === 0 ? [''] : parents.flatMap((parent) => typesOf(parent));
  return before.map((types) =>
    (naming === undefined ? [types, azure.collection] : [types]).filter(Boolean).join('/'),
  );
}

/** Every role of the page, as "az role definition create" takes it. */
function roles(): readonly Role[] {
  const page = readFileSync('docs/roles.md', 'utf8');
  return [...page.matchAll(/```json\n(?<role>.*?)```/gs)].map(
    ({ groups }) => JSON.parse(groups?.['role'] ?? '') as Role,
  );
}
