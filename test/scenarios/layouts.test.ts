import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readFolder } from '../../shared/artifacts/folder.ts';
import { readArtifacts } from '../../shared/artifacts/read-artifacts.ts';
import { planted } from '../services/world-identity.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import type { WorldInProcess } from '../services/world-in-process.ts';

const layouts = ['apiops-v7', 'apiops-v6', 'apiops-v5', 'apiops-cli'] as const;
type LayoutName = (typeof layouts)[number];

/** Where a second thing of each kind goes in a folder of that layout. */
const places: Readonly<Record<LayoutName, readonly string[]>> = {
  'apiops-v7': [
    'named values/region/namedValueInformation.json',
    'policy fragments/trace/policy.xml',
    'policy fragments/trace/policyFragmentInformation.json',
    'products/starter/groups/guests/productGroupInformation.json',
    'tags/internal/apis/orders/tagApiInformation.json',
    'tags/internal/tagInformation.json',
  ],
  'apiops-v6': [
    'apis/orders/tags/internal/apiTagInformation.json',
    'named values/region/namedValueInformation.json',
    'policy fragments/trace/policy.xml',
    'policy fragments/trace/policyFragmentInformation.json',
    'products/starter/groups/guests/productGroupInformation.json',
    'tags/internal/tagInformation.json',
  ],
  'apiops-v5': [
    'apis/orders/tags.json',
    'named values/region/namedValueInformation.json',
    'policy fragments/trace/policy.xml',
    'policy fragments/trace/policyFragmentInformation.json',
    'products/starter/groups.json',
    'tags/internal/tagInformation.json',
  ],
  'apiops-cli': [
    'apis/orders/tags/internal/tagInformation.json',
    'namedValues/region/namedValueInformation.json',
    'policyFragments/trace/policyFragmentInformation.json',
    'products/starter/groups.json',
    'tags/internal/tagInformation.json',
  ],
};

/** How many things a folder holds: version 5 has no releases and no workspaces, version 7 no file for a workspace. */
const held = { 'apiops-v7': 38, 'apiops-v6': 39, 'apiops-v5': 24, 'apiops-cli': 39 } as const;

const secret = `namedValues: [{ name: partner-key, properties: { value: ${planted.partnerKeyOfProd} } }]`;

describe('A folder that another tool wrote', () => {
  const world = worldForTests({ longRunning: 'none' }, { withWorkspace: true });
  const folders = new Map<LayoutName, Files>();
  before(async () => {
    for (const layout of layouts) folders.set(layout, await textsIn(layout));
  });
  const folder = (layout: LayoutName) => folders.get(layout) ?? {};
  const extract: WorldInProcess['extract'] = async (...args) => shared(await world.extract(...args));
  const publish = (name: string, files: Files) => world.publish(name, files, secret);
  /** With the workspace that folders of version 7 count on. */
  const newInstance = async (name: string) => {
    const instance = world.newInstance(name);
    await instance.put('workspaces/sales', { properties: { displayName: 'Sales', description: 'Sells' } });
    return instance;
  };

  for (const layout of layouts)
    describe(layout, () => {
      const name = `contoso-${layout}`;

      it('is read whole', async () => {
        const bytes = new Map(
          Object.entries(await textsIn(layout)).map(([path, text]) => [path, Buffer.from(text)]),
        );
        const { documents, problems, unread } = readArtifacts(bytes);
        assert.deepEqual(problems, []);
        assert.equal(documents.length, held[layout]);
        assert.deepEqual(unread.strangers, []);
      });

      it('is published as the others are, and then says all that is live', async () => {
        await newInstance(name);
        const published = await publish(name, folder(layout));
        assert.deepEqual(published.errors, []);
        assert.equal((await publish(name, folder(layout))).hasChanges, false);
        assert.deepEqual(await extract(name, folder(layout)), shared(folder(layout)));
        if (layout === 'apiops-v7') return;
        const first = await extract('contoso-apiops-v7');
        assert.deepEqual(inEvery(layout, await extract(name)), inEvery(layout, first));
      });

      it('is converted to the names of apiops 7 when that is asked for, once and without a loss', async () => {
        await newInstance(`${name}-asked`);
        await publish(`${name}-asked`, folder(layout));
        const after = await extract(`${name}-asked`, folder(layout), { layout: 'apiops' });
        const pathsOf = (files: Files) => Object.keys(inEvery(layout, files)).sort();
        assert.deepEqual(pathsOf(after), pathsOf(folder('apiops-v7')));
        if (layout === 'apiops-v7') assert.deepEqual(after, folder(layout));
        else
          for (const [path, text] of Object.entries(after))
            assert.doesNotMatch(text, /\/subscriptions\//, path);
        for (const path of ['apis/orders/specification.yaml', 'products/starter/policy.xml'])
          assert.equal(after[path], folder(layout)[path]);
        assert.deepEqual(await extract(`${name}-asked`, after, { layout: 'apiops' }), after);
        const { hasChanges, summary } = await publish(`${name}-asked`, after);
        assert.equal(hasChanges, false, summary);
      });

      it('gets what is new in its own manner, and loses what is gone', async () => {
        const instance = await newInstance(`${name}-more`);
        await publish(`${name}-more`, folder(layout));
        const more: readonly (readonly [string, object])[] = [
          ['namedValues/region', { displayName: 'region', value: 'west' }],
          ['tags/internal', { displayName: 'Internal' }],
          ['apis/orders/tags/internal', {}],
          [
            'policyFragments/trace',
            { format: 'rawxml', value: '<fragment>\n\t<set-method>GET</set-method>\n</fragment>' },
          ],
          ['products/starter/groups/guests', {}],
        ];
        for (const [path, properties] of more) await instance.put(path, { properties });
        const after = await extract(`${name}-more`, folder(layout));
        const changed = Object.keys(after).filter((path) => after[path] !== folder(layout)[path]);
        assert.deepEqual(changed.sort(), places[layout]);
        assert.deepEqual(await extract(`${name}-more`, after), after);
        const { hasChanges, summary } = await publish(`${name}-more`, after);
        assert.equal(hasChanges, false, summary);
        assert.deepEqual(await extract(name, after), shared(folder(layout)));
      });
    });
});

/** Every extraction leaves a coverage file, which no other tool knows; version 7 knows no file of a workspace. */
function shared(files: Files): Files {
  const own = ['apim-coverage.json', 'workspaces/sales/workspaceInformation.json'];
  return Object.fromEntries(Object.entries(files).filter(([path]) => !own.includes(path)));
}

/** Version 5 has no releases and no workspaces. */
function inEvery(layout: LayoutName, files: Files): Files {
  if (layout !== 'apiops-v5') return files;
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => !/^workspaces\/|\/releases\//.test(path)),
  );
}

/** Blanks in names are written as %20 here: lists of paths are handed from tool to tool in this repository. */
async function textsIn(layout: LayoutName): Promise<Files> {
  const files = await readFolder(join('test/fixtures/layouts', layout));
  return Object.fromEntries(
    [...files].map(([path, bytes]) => [path.replaceAll('%20', ' '), Buffer.from(bytes).toString('utf8')]),
  );
}
