import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import type { Resource } from '../apim/resource.ts';
import { refused, story, type Texts } from './story-for-tests.ts';

const pets = (example: string, summary = 'All pets'): Texts => ({
  'apis/pets/apiInformation.json': '{ "properties": { "displayName": "Pets", "path": "pets" } }',
  'apis/pets/specification.json': JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'Pets', version: '1' },
    paths: {
      '/pets': {
        get: {
          operationId: 'all',
          summary,
          responses: {
            '200': {
              description: 'ok',
              content: { 'application/json': { schema: { type: 'string', example } } },
            },
          },
        },
      },
    },
  }),
});

/** An instance that gives each example in a word of its own. */
function rewording() {
  const base = instanceForTests();
  const reworded = ({ specification, ...resource }: Resource): Resource =>
    specification === undefined
      ? resource
      : {
          ...resource,
          specification: {
            ...specification,
            load: async () =>
              (await specification.load()).replace(/"example":"[^"]*"/, '"example":"a word of the service"'),
          },
        };
  return {
    base,
    ...story({
      ...base,
      write: async (write) => {
        await base.write(write);
        for (const [key, one] of base.resources) base.resources.set(key, reworded(one));
      },
    }),
  };
}

describe('A specification of which nobody can tell whether it is live', () => {
  for (const scope of ['all', 'changes'] as const) {
    it(`is imported when its file changed since the marker, and then no more: scope ${scope}`, async () => {
      const { run, writes } = rewording();
      await run('1', pets('Rex'), { scope });
      assert.deepEqual(writes(), ['API pets']);
      assert.equal((await run('1', pets('Rex'), { scope })).hasChanges, false);

      const planned = await run('2', pets('Bello'), { scope, action: 'plan' });
      assert.deepEqual([planned.updated, writes()], [1, []]);
      assert.match(
        planned.summary,
        /operation GET \/pets: changed \(response 200\); the service does not tell/,
      );

      const { updated, errors } = await run('2', pets('Bello'), { scope });
      assert.deepEqual([updated, errors], [1, []]);
      assert.deepEqual(writes(), ['API pets']);
      await run('2', pets('Bello'), { scope });
      await run('3', { ...pets('Bello'), 'README.md': 'words' }, { scope });
      assert.deepEqual(writes(), []);
    });
  }

  it('is imported again when the run that began it failed, and when its commit was taken back', async () => {
    const { run, writes, base } = rewording();
    await run('1', pets('Rex'));
    base.refuse = () => {
      throw refused();
    };
    await run('2', pets('Bello'));
    delete base.refuse;
    writes();
    await run('3', pets('Rex'));
    assert.deepEqual(writes(), ['API pets']);
    await run('3', pets('Rex'));
    assert.deepEqual(writes(), []);
  });

  it('is imported into the revision that the files do not number', async () => {
    const { run, writes, base } = rewording();
    const numbered = '{ "properties": { "displayName": "Pets", "path": "pets", "apiRevision": "2" } }';
    await run('1', { ...pets('Rex'), 'apis/pets/apiInformation.json': numbered });
    await run('2', pets('Rex'));
    writes();
    await run('3', pets('Bello'));
    assert.deepEqual(
      base.writes.map(({ document }) => document.id.name),
      ['2'],
    );
  });

  it('is imported once when nobody can show what an interrupted run began with', async () => {
    const { run, writes, base, source } = rewording();
    await run('1', pets('Rex'));
    base.refuse = () => {
      throw refused();
    };
    await run('2', pets('Bello'));
    delete base.refuse;
    source.lost.add('2');
    writes();
    await run('3', pets('Rex'));
    assert.deepEqual(writes(), ['API pets']);
    await run('3', pets('Rex'));
    assert.deepEqual(writes(), []);
  });

  it('stays where nobody can show what was published last, as in a shallow clone', async () => {
    const { run, writes, source } = rewording();
    await run('1', pets('Rex'));
    source.lost.add('1');
    writes();
    await run('2', pets('Rex'));
    assert.deepEqual(writes(), []);
  });

  it('stays without a marker, and without Git, with the reason in the report', async () => {
    const { run, writes, base } = rewording();
    await run('1', pets('Rex'));
    base.storedMarkers.clear();
    writes();
    const without = await run('2', pets('Bello'));
    assert.match(without.summary, /service wording/);
    base.storedMarkers.clear();
    await run(undefined, pets('Rex'));
    await run(undefined, pets('Bello'));
    assert.deepEqual(writes(), []);
  });

  it('stays when all that changed is around it, and is carried along where a certain part changed', async () => {
    const { run, writes, base } = rewording();
    await run('1', pets('Rex'));
    writes();
    const information = '{ "properties": { "displayName": "All pets", "path": "pets" } }';
    await run('2', { ...pets('Rex'), 'apis/pets/apiInformation.json': information });
    assert.deepEqual(
      base.writes.map(({ document }) => document.specification),
      [undefined],
    );
    writes();
    const { summary } = await run('3', pets('Bello', 'Pets, all of them'));
    assert.match(summary, /operation GET \/pets: changed \(summary\)/);
    assert.notEqual(base.writes[0]?.document.specification, undefined);
  });
});

describe('Security that changed in a specification', () => {
  it('is told in the run that meets it, and changes nothing: the service takes none', async () => {
    const { run, writes } = story();
    const secured = Object.fromEntries(
      Object.entries(pets('Rex')).map(([path, text]) => [
        path,
        text.replace('"paths"', '"security":[{"key":[]}],"paths"'),
      ]),
    );
    await run('1', secured);
    writes();
    for (const action of ['plan', 'publish'] as const) {
      const { summary, hasChanges } = await run('2', pets('Rex'), { action });
      assert.equal(hasChanges, false);
      assert.match(summary, /API pets asks for another security than before \(GET \/pets\)/);
    }
    assert.doesNotMatch((await run('3', pets('Rex'))).summary, /security/);
    assert.deepEqual(writes(), []);
  });
});
