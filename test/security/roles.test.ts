import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf, kindNames, kindOf, type KindName } from '../../shared/apim/kinds/table.ts';
import { fillManyApis } from '../services/many-apis.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertGreen } from '../services/world-expectations.ts';
import { fillWithResolvers } from '../services/types-of-api.ts';
import { secretsOfWorkspace, workspace } from '../services/workspace-content.ts';
import { editFile, filesIn, writeFileAt } from '../services/world-files.ts';
import { actionOf } from './azure-actions.ts';

interface Role {
  readonly Name: string;
  readonly Actions: readonly string[];
}

describe('docs/roles.md', function () {
  // A dozen runs of the tasks, one after the other.
  this.timeout(180_000);
  const world = bundledWorldForTests({ everyKind: true, withWorkspace: true });
  const asked: Record<string, ReadonlySet<string>> = {};

  before(async () => {
    const during = async (what: string, work: () => Promise<void>) => {
      world.emulators.arm.requests.clear();
      await work();
      // What is refused and does no harm needs no right.
      const answered = world.emulators.arm.requests.entries.filter(({ status }) => status !== 403);
      asked[what] = new Set(answered.map(actionOf));
    };
    const published = { artifactsFolder: 'files' };
    // So many that views of the whole instance are worth asking.
    await fillManyApis(world.dev, { apis: 1, operations: 60, operationPolicies: 1, products: 1, tags: 20 });
    for (let at = 1; at <= 15; at += 1)
      await world.dev.put(`apis/api-1/operations/operation-${at}/tags/tag-${at}`, {});
    const revision = { sourceApiId: '/apis/api-1', path: 'api-1', apiRevision: '2' };
    await world.dev.put('apis/api-1;rev=2', { properties: revision });
    await fillWithResolvers(world.dev);
    await during('extract', async () => {
      assertGreen(await world.extract(intoFolder));
      // Again, after something has gone: what is missing in a list is asked for by itself.
      await world.dev.delete('products/pets/apis/uspto');
      await world.dev.delete('apis/petstore/operations/addPet/tags/pet');
      await world.dev.delete(`${workspace}/products/pets/groupLinks/65f0c1a2b3c4d5e6f7a8b9c3`);
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
    // Those who have a workspace and no more.
    const all = await filesIn(join(world.folder, 'files'));
    const own = Object.entries(all).filter(([path]) => path.startsWith(`${workspace}/`));
    for (const [path, text] of own) await writeFileAt(join(world.folder, 'team', path), text);
    world.emulators.arm.denied.push(/\/service\/[^/]+\/namedValues/);
    await during('team', async () => {
      const backend = join(world.folder, 'team', workspace, 'backends/shop/backendInformation.json');
      await editFile(backend, (text) => text.replace('sales-dev', 'sales'));
      const overridesFile = 'team.yaml';
      await writeFileAt(join(world.folder, overridesFile), secretsOfWorkspace);
      assertGreen(await world.publish({ artifactsFolder: 'team', overridesFile }));
      await writeFileAt(join(world.folder, 'filter.yaml'), onlyWorkspaces);
      assertGreen(
        await world.extract({ ...intoFolder, artifactsFolder: 'of-team', filterFile: 'filter.yaml' }),
      );
      assert.ok(Object.keys(await filesIn(join(world.folder, 'of-team'))).length > 20);
    });
  });

  for (const task of ['extract', 'plan', 'publish']) {
    it(`allows exactly what ${task} asks for`, () => {
      assert.deepEqual(allowed(`APIM GitOps ${task}`), askedFor(task).instance);
    });

    it(`allows exactly what ${task} asks for in a workspace`, () => {
      assert.deepEqual(allowed(`APIM GitOps ${task} in a workspace`), askedFor(task).workspace);
    });
  }

  it('allows those who have a workspace and no more exactly what they ask of the instance', () => {
    assert.deepEqual(allowed('APIM GitOps of a workspace'), askedFor('team').instance);
    const publish = new Set([
      ...allowed('APIM GitOps publish in a workspace'),
      ...allowed('APIM GitOps extract in a workspace'),
    ]);
    const more = askedFor('team').workspace.filter((action) => !publish.has(action));
    assert.deepEqual(more, []);
  });

  function askedFor(task: string) {
    const all = [...(asked[task] ?? [])].sort();
    const isInside = (action: string) => /\/service\/workspaces\/\w+\//.test(action);
    return { instance: all.filter((one) => !isInside(one)), workspace: all.filter(isInside) };
  }

  it('speaks of every kind that the tasks carry, in the instance and in workspaces', () => {
    for (const kind of kindNames) {
      for (const types of [...typesOf(kind), ...typesInWorkspace(kind)]) {
        const action = `Microsoft.ApiManagement/service/${types}`;
        assert.ok(asked['extract']?.has(`${action}/read`), `contoso-dev holds no ${types}.`);
        const { carriedBy, onlyForReview } = kindOf(kind);
        if (carriedBy !== 'specification' && onlyForReview === undefined)
          assert.ok(asked['publish']?.has(`${action}/write`), `Nothing published ${types}.`);
      }
    }
    for (const { Actions } of roles()) assert.doesNotMatch(Actions.join(), /\*/);
  });
});

/** A filter that leaves nothing of the instance itself. */
const onlyWorkspaces = [
  ...new Set(
    childrenOf(undefined).flatMap((kind) =>
      kindOf(kind).isScope === true ? [] : (kindOf(kind).section ?? []),
    ),
  ),
]
  .map((section) => `${section}: []\n`)
  .join('');

/** The same in a workspace, where links have other types; none for kinds that are not there. */
function typesInWorkspace(kind: KindName): readonly string[] {
  const { inWorkspaces, parents, linksTo } = kindOf(kind);
  if (inWorkspaces === undefined || parents.some((one) => kindOf(one).isScope === true)) return [];
  if (inWorkspaces === true) return typesOf(kind).map((types) => `workspaces/${types}`);
  const holder = inWorkspaces.heldByTarget === true ? linksTo : parents[0];
  const before = holder === undefined ? [] : typesOf(holder);
  return before.map((types) => `workspaces/${types}/${inWorkspaces.collection}`);
}

/** The actions of a role of the page, in alphabetical order. */
function allowed(name: string): readonly string[] {
  const role = roles().find(({ Name }) => Name === name);
  assert.ok(role, `docs/roles.md has no role "${name}".`);
  return [...role.Actions].sort();
}

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
