import assert from 'node:assert/strict';
import type { Switches } from '../../emulator/arm/switches.ts';
import { readDesired } from '../../shared/publish/desired.ts';
import { type Publication, publish } from '../../shared/publish/publish.ts';
import { sourceForTests } from '../../shared/publish/source-for-tests.ts';
import { silent } from '../../shared/log/log.ts';
import {
  api,
  fragment,
  including,
  information,
  tag,
  tree,
  version,
  versions,
} from '../services/files-of-stories.ts';
import type { Files } from '../services/world-files.ts';
import { bytesOf, startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import type { MetInStories } from '../services/world-switches.ts';

/** What the files want is done, or refused in words that name it; the rest is done, and nothing is lost. */
const stories: { readonly [Name in MetInStories]: Stories<Switches[Name]> } = {
  nestedFragments: {
    values: ['refused', 'accepted'],
    async happens(value, world) {
      const files = { ...tag, ...fragment('inner', ''), ...fragment('outer', including('inner')) };
      await published(world, files, value === 'accepted' ? undefined : /policyFragments\/outer/);
      assert.notEqual(await world.prod.get('policyFragments/inner'), undefined);
    },
  },

  recursiveSchemas: {
    values: ['taken', 'refused'],
    async happens(value, world) {
      const files = { ...tag, ...api('tree', { Tree: tree }), ...api('flat', {}) };
      await published(world, files, value === 'taken' ? undefined : /apis\/tree/);
      assert.notEqual(await world.prod.get('apis/flat/operations/list'), undefined);
    },
  },

  changedType: {
    values: ['refused', 'ignored'],
    async happens(_, world) {
      await published(world, api('shop', {}));
      const socket = { type: 'websocket', protocols: ['wss'], serviceUrl: 'wss://shop.example' };
      await published(world, { ...tag, ...information('apis/shop/apiInformation', 'shop', socket) }, /shop/);
      assert.notEqual(await world.prod.get('apis/shop/operations/list'), undefined);
    },
  },

  schemeOfUsedVersionSet: {
    values: ['refused', 'changed'],
    async happens(value, world) {
      await published(world, { ...versions({ versioningScheme: 'Segment' }), ...version });
      const other = versions({ versioningScheme: 'Header', versionHeaderName: 'v' });
      const refused = value === 'changed' ? undefined : /apiVersionSets\/shops/;
      await published(world, { ...tag, ...other, ...version }, refused);
    },
  },

  deleteOfOnlyRevision: {
    values: ['accepted', 'refused'],
    async happens(_, world) {
      const commits = commitsTo(world);
      await commits({ ...tag, ...api('flat', {}) });
      assert.equal((await commits(tag)).deleted, 1);
      assert.equal(await world.prod.get('apis/flat'), undefined);
    },
  },

  emptyVersionSets: {
    values: ['kept', 'deleted'],
    async happens(_, world) {
      const commits = commitsTo(world);
      const set = versions({ versioningScheme: 'Segment' });
      await commits({ ...set, ...version });
      assert.equal((await commits({ ...tag, ...set })).deleted, 1);
      // Azure may have taken the set along, which the files still want.
      await published(world, { ...tag, ...set });
      assert.notEqual(await world.prod.get('apiVersionSets/shops'), undefined);
      await commits({ ...set, ...version });
      assert.ok((await commits(tag)).deleted >= 1);
      assert.equal(await world.prod.get('apiVersionSets/shops'), undefined);
    },
  },

  failingLists: {
    values: [['backends'], ['tags', 'products']],
    async happens(value, world) {
      const shop = { url: 'https://shop.example', protocol: 'http' };
      const backend = information('backends/shop/backendInformation', 'shop', shop);
      const product = information('products/p/productInformation', 'p', {});
      world.arm.switches.failingLists = [];
      await published(world, { ...tag, ...backend, ...product });
      const files = await world.extract('contoso-prod');
      world.arm.switches.failingLists = value;
      const after = await world.extract('contoso-prod', files).catch(inWords);
      if (typeof after !== 'string') assert.deepEqual(after, files);
      else assert.match(after, new RegExp(`/(?:${value.join('|')}) `));
      const first = await commitsTo(world, 'all')(tag).catch(inWords);
      if (typeof first === 'string') assert.match(first, /backends|tags|products/);
      for (const path of value.map((one) => names[one] ?? one))
        assert.notEqual(await world.prod.get(path), undefined, path);
    },
  },

  notOffered: {
    sku: 'StandardV2',
    values: ['pricingTier', 'internalError', 'notFound'],
    async happens(_, world) {
      await world.dev.put('tags/t', { properties: { displayName: 'T' } });
      const files = await world.extract('contoso-dev');
      const gateway = information('gateways/g/gatewayInformation', 'g', { locationData: { name: 'here' } });
      const { errors, incomplete } = await world.publish('contoso-prod', { ...files, ...gateway }, '');
      assert.deepEqual([errors, incomplete], [[], true]);
      assert.deepEqual(await world.extract('contoso-prod'), files);
      const asked = world.arm.requests.entries.filter(({ path }) => path.endsWith('/gateways'));
      assert.ok(asked.length > 0 && asked.length <= 4, 'nobody waits for what a tier does not have');
    },
  },

  workspacesInBasicV2: {
    sku: 'BasicV2',
    values: [false, true],
    async happens(value, world) {
      await world.dev.put('tags/t', { properties: { displayName: 'T' } });
      if (value) await world.dev.put('workspaces/w', { properties: { displayName: 'W' } });
      const files = await world.extract('contoso-dev');
      assert.equal('workspaces/w/workspaceInformation.json' in files, value);
      await published(world, files);
      assert.deepEqual(await world.extract('contoso-prod'), files);
    },
  },

  newerProperties: {
    values: ['kept', 'ignored'],
    async happens(value, world) {
      // As another tool has read it, with a newer version of Azure's interface.
      const shop = { url: 'https://shop.example', protocol: 'http', azureRegion: 'westeurope' };
      const files = information('backends/shop/backendInformation', 'shop', shop);
      await published(world, { ...tag, ...files }, value === 'kept' ? undefined : /azureRegion/);
      const { errors } = await world.publish('contoso-prod', { ...tag, ...files }, '');
      for (const { remedy } of errors) assert.match(remedy ?? '', /azureRegion: newer than .* Take it out/);
      const [path = '', text = ''] = Object.entries(files)[0] ?? [];
      const changed = { [path]: text.replace('shop.example', 'other.example') };
      assert.equal((await world.extract('contoso-prod', changed))[path], text);
    },
  },

  builtInGroupNames: {
    values: ['words', 'invented'],
    async happens(_, world) {
      const groups = (await world.dev.get('groups')) as { value: readonly Group[] };
      const { name = '' } = groups.value.find((one) => one.properties.displayName === 'Developers') ?? {};
      await world.dev.put('products/p', { properties: { displayName: 'P' } });
      await world.dev.put(`products/p/groups/${name}`, { properties: {} });
      const files = await world.extract('contoso-dev');
      await published(world, files);
      assert.deepEqual(await world.extract('contoso-prod'), files);

      // Other tools have written the names that the service invented.
      const theirs = Object.fromEntries(
        Object.entries(files).map(([path, text]) => [
          path.replace('groups/developers/', `groups/${name}/`),
          text,
        ]),
      );
      assert.deepEqual(await world.extract('contoso-dev', theirs), theirs);
      const { errors, hasChanges } = await world.publish('contoso-dev', theirs, '');
      assert.deepEqual([errors.map(String), hasChanges], [[], false]);
    },
  },
};

interface Stories<Value> {
  readonly values: readonly Value[];
  readonly sku?: string;
  readonly happens: (value: Value, world: WorldInProcess) => Promise<void>;
}

interface Group {
  readonly name: string;
  readonly properties: { readonly displayName: string };
}

describe('Whether Azure does it this way or the other', () => {
  for (const [name, { values, sku, happens }] of Object.entries(stories) as [string, Stories<unknown>][])
    for (const value of values)
      it(`nothing is lost and nothing hidden: ${name} ${String(value)}`, async () => {
        const world = await startWorldInProcess(
          { longRunning: 'none', [name]: value },
          { withoutContent: true, ...(sku === undefined ? {} : { sku }) },
        );
        try {
          await happens(value, world);
        } finally {
          await world.stop();
        }
      });
});

/** All of it is live, and a second run finds nothing to do; or all but what an error names, also the second time. */
async function published(world: WorldInProcess, files: Files, refused?: RegExp): Promise<void> {
  for (const nth of [1, 2]) {
    const { errors, hasChanges } = await world.publish('contoso-prod', files, '');
    if (refused === undefined) assert.deepEqual(errors.map(String), []);
    else
      assert.ok(errors.length > 0 && errors.every((error) => refused.test(inWords(error))), String(errors));
    if (nth === 2) assert.equal(hasChanges, refused !== undefined);
  }
  if (files === tag) assert.notEqual(await world.prod.get('tags/t'), undefined);
}

/** Publishes one commit after the other, with what the instance remembers. */
function commitsTo(world: WorldInProcess, deleteMode: 'owned' | 'all' = 'owned') {
  const source = sourceForTests();
  return async (texts: Files): Promise<Publication> => {
    const files = bytesOf(texts);
    source.commit = `c${String(source.commits.size)}`;
    source.commits.set(source.commit, files);
    const deletes = { deleteMode, maxDeletes: 50, allowDeleteOf: ['subscriptions' as const] };
    const publication = await publish(
      { action: 'publish' },
      {
        instance: await world.connect('contoso-prod'),
        desired: readDesired(files, []),
        log: silent,
        cancelled: new AbortController().signal,
        memory: {
          ...{ source, files, deletes, overrides: { files: [] }, allowOlderCommit: false },
          ...{ scope: 'all', firstRun: 'publish', failOnNoChanges: false },
        },
      },
    );
    assert.deepEqual(publication.errors.map(String), []);
    return publication;
  };
}

function inWords(error: unknown): string {
  const { causes = [] } = error as { readonly causes?: readonly unknown[] };
  return [String(error), ...causes.map(inWords)].join(' ');
}

/** One thing of each collection that the files make. */
const names: Readonly<Record<string, string>> = {
  backends: 'backends/shop',
  tags: 'tags/t',
  products: 'products/p',
};
