import assert from 'node:assert/strict';
import { resourcesIn } from '../apim/documents.ts';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { describe as inWords, resourceId } from '../apim/resource-id.ts';
import { extract } from '../extract/extract.ts';
import { silent } from '../log/log.ts';
import { convertedToApiops } from './convert.ts';
import { readArtifacts } from './read-artifacts.ts';

const filesOf = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));
const said = (texts: Readonly<Record<string, string>>) => {
  const { documents, problems } = readArtifacts(filesOf(texts));
  assert.deepEqual(problems, []);
  return Object.fromEntries(documents.map(({ id, properties }) => [inWords(id), properties]));
};
const own = 'workspaces/sales';
const product = {
  [`${own}/products/pets/productInformation.json`]: '{"properties": {"displayName": "Pets"}}',
};
const groupPath = (name: string) => `${own}/products/pets/groups/${name}/productGroupInformation.json`;

describe('Files of a workspace', () => {
  it('are of the workspace that their folder names, in any case', () => {
    assert.deepEqual(
      Object.keys(
        said({
          'tags/a/tagInformation.json': '{"properties": {}}',
          'Workspaces/sales/tags/a/tagInformation.json': '{"properties": {}}',
          'workspaces/sales/workspaceInformation.json': '{"properties": {}}',
          'workspaces/sales/policy.xml': '<policies />',
        }),
      ).sort(),
      ['tag a', 'tag a in workspace sales', 'workspace policy sales', 'workspace sales'],
    );
  });

  it('keep the number of the current revision apart from that of the API that is called so in the instance', () => {
    const api = (revision: string) => `{"properties": {"apiRevision": "${revision}"}}`;
    assert.deepEqual(
      Object.keys(
        said({
          'apis/a/apiInformation.json': api('3'),
          [`${own}/apis/a/apiInformation.json`]: api('2'),
          [`${own}/apis/a/policy.xml`]: '<policies />',
        }),
      ).sort(),
      ['API a;rev=2 in workspace sales', 'API a;rev=3', 'API policy a;rev=2 in workspace sales'],
    );
  });

  const service = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/dev';
  for (const [words, id, expected] of [
    ['whole, to a group of the instance', `${service}/groups/g`, { groupId: '/groups/g' }],
    ['whole, to a group of the workspace', `${service}/workspaces/sales/groups/g`, {}],
    ['short, to a group of the instance', '/groups/g', { groupId: '/groups/g' }],
    ['short, to a group of the workspace', '/workspaces/Sales/groups/g', {}],
  ] as const)
    it(`say by an id where the group of a product is: ${words}`, () => {
      const text = JSON.stringify({ name: '65f0', properties: { groupId: id } });
      assert.deepEqual(
        said({ ...product, [groupPath('g')]: text })['product group pets/g in workspace sales'],
        expected,
      );
    });

  const list = `${own}/products/pets/groups.json`;
  const ofCli = '[{"name": "developers", "scope": "service"}, {"name": "partners", "scope": "workspace"}]';

  it('say it in lists as apiops-cli does, and keep it when they are converted', () => {
    const expected = {
      'product pets in workspace sales': { displayName: 'Pets' },
      'product group pets/developers in workspace sales': { groupId: '/groups/developers' },
      'product group pets/partners in workspace sales': {},
    };
    const files = { ...product, [list]: ofCli };
    assert.deepEqual(said(files), expected);
    const converted = Object.fromEntries(
      [...convertedToApiops(filesOf(files))].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
    );
    assert.deepEqual(said(converted), expected);
    assert.match(converted[groupPath('developers')] ?? '', /"groupId": "\/groups\/developers"/);
    assert.match(
      converted[groupPath('partners')] ?? '',
      /"groupId": "\/workspaces\/sales\/groups\/partners"/,
    );
  });

  it('get a new entry in such a list with its scope', async () => {
    const files = filesOf({ ...product, [list]: '[{"name": "partners", "scope": "workspace"}]' });
    const { documents } = readArtifacts(files);
    const workspace = resourceId('workspace', 'sales');
    const holder = resourceId('product', 'pets', workspace);
    const instance = instanceForTests([
      ...documents.flatMap(resourcesIn),
      { id: workspace, properties: {} },
      { id: resourceId('productGroup', 'developers', holder), properties: { groupId: '/groups/developers' } },
    ]);
    const { files: changes } = await extract({ instance, existing: files, log: silent });
    const changed = changes.find(({ path }) => path === list);
    assert.ok(changed !== undefined && changed.kind !== 'delete');
    assert.deepEqual(JSON.parse(new TextDecoder().decode(changed.content)), [
      { name: 'partners', scope: 'workspace' },
      { name: 'developers', scope: 'service' },
    ]);
  });

  it('name another target where a link leads to another group of the same name, and only there', async () => {
    const said = (groupId: string) => JSON.stringify({ name: 'by hand', properties: { groupId } });
    const files = filesOf({
      ...product,
      [groupPath('a')]: said('/workspaces/sales/groups/a'),
      [groupPath('b')]: said(`${service}/groups/b`),
    });
    const { documents } = readArtifacts(files);
    const holder = resourceId('product', 'pets', resourceId('workspace', 'sales'));
    const toInstance = (name: string) => ({
      id: resourceId('productGroup', name, holder),
      properties: { groupId: `/groups/${name}` },
    });
    const instance = instanceForTests([
      ...documents.flatMap(resourcesIn),
      { id: resourceId('workspace', 'sales'), properties: {} },
      toInstance('a'),
      toInstance('b'),
    ]);
    const { files: changes } = await extract({ instance, existing: files, log: silent });
    const changed = changes.filter(({ path }) => path.includes('/groups/'));
    assert.deepEqual(
      changed.map((change) => [change.path, 'content' in change && new TextDecoder().decode(change.content)]),
      [[groupPath('a'), said('/groups/a')]],
    );
  });
});
