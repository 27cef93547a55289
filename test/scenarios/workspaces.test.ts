import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { devName, intoFolder, startWorld } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { filesIn, writeFileAt } from '../services/world-files.ts';
import { secretsOfWorkspace, workspace } from '../services/workspace-content.ts';
import { planted } from '../services/world-identity.ts';
import { quick } from '../services/world-switches.ts';
import { join } from 'node:path';

const secrets = `${secretsOfWorkspace.trimEnd()}
    backends:
      - name: shop
        properties:
          url: https://sales-prod.example.com
    apis:
      - name: petstore
        properties:
          serviceUrl: https://sales-prod.example.com/patents
        operations:
          - name: list-data-sets
            policies:
              - name: policy
                properties:
                  value: <policies><inbound><base /></inbound></policies>
    policies:
      - name: policy
        properties:
          value: <policies><inbound /></policies>
namedValues:
  - name: partner-key
    properties:
      value: ${planted.partnerKeyOfProd}
`;

describe('A workspace', () => {
  const world = bundledWorldForTests({ switches: quick, withWorkspace: true });
  before(async () => {
    assertGreen(await world.extract(intoFolder));
  });
  afterEach(() => {
    world.emulators.arm.denied.length = 0;
  });

  const write = (name: string, text: string) => writeFileAt(join(world.folder, name), text);
  const prod = async (path: string) => JSON.stringify(await world.prod.get(path));

  it('gets the overrides that stand below its name, at any depth; what is called so in the instance does not', async () => {
    await write('prod.yaml', secrets);
    assertGreen(await world.publish({ artifactsFolder: 'files', overridesFile: 'prod.yaml' }));
    assert.match(await prod(`${workspace}/backends/shop`), /sales-prod/);
    assert.match(await prod('backends/shop'), /shop-dev/);
    assert.match(await prod(`${workspace}/apis/petstore`), /sales-prod\.example\.com\/patents/);
    assert.match(await prod('apis/petstore'), /shop-dev/);
    assert.doesNotMatch(
      await prod(`${workspace}/apis/petstore/operations/list-data-sets/policies/policy`),
      /x-seller/,
    );
    assert.doesNotMatch(await prod(`${workspace}/policies/policy`), /correlate/);
    assert.match(await prod('policies/policy'), /correlate/);
    world.writes();
    assertGreen(await world.publish({ artifactsFolder: 'files', overridesFile: 'prod.yaml' }));
    assert.deepEqual(world.writes(), []);
  });

  it('is not meant by overrides of the instance, and they say so when they match nothing', async () => {
    await write(
      'wrong.yaml',
      'workspaces: [{name: sales, tags: [{name: pet, properties: {displayName: x}}]}]',
    );
    const run = await world.publish({ artifactsFolder: 'files', overridesFile: 'wrong.yaml' });
    assertRed(run, 'UNMATCHED_OVERRIDE', /tag pet in workspace sales is not among the files/);
  });

  it('is left alone by a filter that does not name it, and taken in part by one that says which part', async () => {
    await write('filter.yaml', 'workspaces: []');
    assertGreen(await world.extract({ ...intoFolder, artifactsFolder: 'a', filterFile: 'filter.yaml' }));
    const without = Object.keys(await filesIn(join(world.folder, 'a')));
    assert.deepEqual(
      without.filter((path) => path.startsWith('workspaces/')),
      [],
    );
    assert.ok(without.includes('apis/petstore/apiInformation.json'));
    await write(
      'filter.yaml',
      'apis: []\nproducts: []\nbackends: []\nnamedValues: []\nworkspaces: [{SALES: {backends: [shop], apis: [], products: [], tags: [], namedValues: [shop-host]}}]',
    );
    world.requests();
    assertGreen(await world.extract({ ...intoFolder, artifactsFolder: 'b', filterFile: 'filter.yaml' }));
    assert.deepEqual(
      world
        .requests()
        .filter((one) => /workspaces\/sales\/(apis|products|tags|namedValues\/partner)/.test(one)),
      [],
    );
    const part = Object.keys(await filesIn(join(world.folder, 'b')));
    assert.ok(part.includes(`${workspace}/backends/shop/backendInformation.json`));
    assert.ok(part.includes(`${workspace}/named values/shop-host/namedValueInformation.json`));
    assert.deepEqual(
      part.filter((path) => /^backends|sales\/(apis|products|tags|named values\/partner)/.test(path)),
      [],
    );
  });

  it('loses nothing to a folder that holds a part of it, with deleteMode all', async () => {
    const before = Object.keys(world.dev.dump() as object);
    world.writes();
    const run = await world.publish({
      ...{ serviceName: devName, artifactsFolder: 'b', overridesFile: '' },
      ...{ deleteMode: 'all', allowDeleteOf: 'subscriptions' },
    });
    assertGreen(run);
    assert.deepEqual(world.writes(), [], seen(run));
    const after = Object.keys(world.dev.dump() as object);
    assert.deepEqual(
      before.filter((path) => !after.includes(path)),
      [],
    );
    const told = run.log.find((line) => line.includes('outside of what was extracted'));
    assert.match(told ?? seen(run), /API petstore in workspace sales/);
  });

  it('has links by where they lead, whatever their names: one under another name is the same', async () => {
    const links = `${workspace}/products/pets/apiLinks`;
    const { value } = (await world.prod.get(links)) as { value: { name: string; properties: object }[] };
    const [link] = value;
    assert.ok(link);
    await world.prod.delete(`${links}/${link.name}`);
    await world.prod.put(`${links}/made-by-hand`, { properties: link.properties });
    world.writes();
    assertGreen(await world.publish({ artifactsFolder: 'files', overridesFile: 'prod.yaml' }));
    assert.deepEqual(world.writes(), []);
  });

  it('loses the file of a link that is gone, once what held it was asked', async () => {
    await world.dev.delete(`${workspace}/tags/public/apiLinks/65f0c1a2b3c4d5e6f7a8b9c2`);
    const before = await filesIn(join(world.folder, 'files'));
    const run = await world.extract(intoFolder);
    assertGreen(run);
    const after = await filesIn(join(world.folder, 'files'));
    assert.deepEqual(
      Object.keys(before).filter((path) => !Object.hasOwn(after, path)),
      [`${workspace}/tags/public/apis/petstore/tagApiInformation.json`],
    );
  });

  it('is refused before any write where neither the files nor the instance have it', async () => {
    await write('lost/workspaces/gone/tags/a/tagInformation.json', '{"properties": {"displayName": "A"}}');
    world.writes();
    const run = await world.publish({ artifactsFolder: 'lost', overridesFile: '' });
    assertRed(run, 'MISSING_REFERENCE', /tag a in workspace gone belongs to workspace gone/);
    assert.deepEqual(world.writes(), []);
  });

  it('is published, remembered and cleaned up by an identity that has rights in it and reads little else', async () => {
    const ofTeam = (name: string) => `own/${workspace}/tags/${name}/tagInformation.json`;
    const push = async (changes: Readonly<Record<string, string | null>>) => {
      for (const [path, text] of Object.entries(changes))
        await (text === null ? rm(join(world.folder, path)) : write(path, text));
      const commit = await world.repository.commit('main', changes, 'Of the team');
      return () =>
        world.publish(
          { artifactsFolder: 'own', overridesFile: '' },
          { variables: { 'Build.SourceVersion': commit } },
        );
    };
    const { denied } = world.emulators.arm;
    denied.push(/\/service\/[^/]+\/(?!groups|workspaces$|workspaces\/sales(\/|$))/);
    denied.push(/^(PUT|PATCH|DELETE) .*\/service\/[^/]+\/(groups|workspaces)(\/[^/]+)?$/);
    const publish = await push({
      [ofTeam('team')]: '{"properties": {"displayName": "Team"}}',
      [ofTeam('late')]: '{"properties": {"displayName": "Late"}}',
    });
    world.allWrites();
    const first = await publish();
    assertGreen(first);
    const told = 'The connection may not read the named values of contoso-prod';
    assert.ok(
      first.log.some((line) => line.includes(told)),
      seen(first),
    );
    const marker = `PUT ${workspace}/namedValues/`;
    const [begun = '', ...rest] = world.allWrites();
    assert.deepEqual([begun.startsWith(marker), rest.at(-1)], [true, begun]);
    assert.deepEqual(rest.slice(0, -1).sort(), [`PUT ${workspace}/tags/late`, `PUT ${workspace}/tags/team`]);
    assertGreen(await publish());
    assert.deepEqual(world.allWrites(), []);
    const last = await (await push({ [ofTeam('late')]: null }))();
    assertGreen(last);
    assert.deepEqual(world.writes(), [`DELETE ${workspace}/tags/late`], seen(last));
  });

  it('looks for what a policy names in itself only', async () => {
    const policy = '<policies><inbound><include-fragment fragment-id="only-here" /></inbound></policies>';
    await write('named/policy fragments/only-here/policy.xml', '<fragment />');
    await write('named/policy fragments/only-here/policyFragmentInformation.json', '{"properties": {}}');
    await write(`named/${workspace}/policy.xml`, policy);
    const run = await world.publish({ artifactsFolder: 'named', overridesFile: '' });
    assertRed(run, 'MISSING_REFERENCE', /workspace policy sales refers to policy fragment only-here/);
  });
});

describe('A tier without workspaces', () => {
  it('is read without a word where the files have none, and told where they have some', async () => {
    const world = await startWorld({ switches: quick });
    try {
      const run = await world.extract(intoFolder);
      assertGreen(run);
      await writeFileAt(
        join(world.folder, 'files', workspace, 'workspaceInformation.json'),
        '{"properties": {"displayName": "Sales"}}',
      );
      world.writes();
      const published = await world.publish({ artifactsFolder: 'files' });
      assert.deepEqual(run.issues, []);
      assert.equal(published.result, 'SucceededWithIssues');
      assert.match(published.summary ?? '', /\(not known\) workspace \(1\): sales/);
      assert.deepEqual(
        world.writes().filter((one) => one.includes('workspaces')),
        [],
      );
    } finally {
      await world.stop();
    }
  });
});
