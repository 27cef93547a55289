import assert from 'node:assert/strict';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import type { Switches } from '../../emulator/arm/switches.ts';
import { tellStory } from '../services/told-story.ts';
import { fillAsPeopleDo, fillWithVersions } from '../services/types-of-api.ts';
import { scopedPolicy } from '../services/scoped-policy.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import type { Files } from '../services/world-files.ts';
import { opposite } from '../services/world-switches.ts';
import { policyOf } from './files.ts';

const [dev, prod] = ['contoso-dev', 'contoso-prod'];

/** What somebody would lose if one level of escaping came or went. */
const escaped = scopedPolicy(`<set-header name="x-a" exists-action="override">
      <value>Tom &amp; Jerry &lt;3 &amp;amp; &amp;quot;twice&amp;quot; &#xD6;l</value>
    </set-header>
    <set-variable name="b" value="@(&quot;a&amp;b&quot; + (1 &lt; 2 ? &quot;&amp;quot;&quot; : &quot;'&quot;))" />
    <set-body>@{ return "{\\"a\\": \\"&\\"}" + (1 < 2 && 2 > 1); }</set-body>`);

const twoAlike = JSON.stringify({
  openapi: '3.0.1',
  info: { title: 'Alike', version: '1' },
  paths: Object.fromEntries(
    ['read', 'write'].map((word) => [
      `/${word}`,
      { get: { operationId: word, summary: 'Pets', responses: { 200: { description: 'OK' } } } },
    ]),
  ),
});

const properties = (instance: EmulatedInstance, path: string): Record<string, unknown> =>
  (instance.dump() as Record<string, Record<string, unknown>>)[path] ?? {};

const worlds: readonly (readonly [string, Partial<Switches>])[] = [
  ['as the facts have it', {}],
  ['where Azure does the opposite', opposite],
];

for (const [words, switches] of worlds)
  describe(`What is extracted and published, ${words}`, () => {
    const world = worldForTests(switches, { withoutContent: true });
    let files: Files;
    before(async () => {
      const put = (path: string, given: object) => world.dev.put(path, { properties: given });
      const policy = (value: string) => ({ format: 'rawxml', value });
      await fillAsPeopleDo(world.arm, async () => {
        await put('apis/alike', {
          ...{ displayName: 'Alike', path: 'alike', serviceUrl: 'https://alike.example' },
          ...{ format: 'openapi+json', value: twoAlike },
        });
        await put('apis/alike/policies/policy', policy(escaped));
        for (const name of ['read', 'write'])
          await put(`apis/alike/operations/${name}/policies/policy`, policy(policyOf(`x-${name}`)));
        await fillWithVersions(world.dev);
      });
      files = await world.extract(dev);
      // For all three: a plan for an empty instance writes nothing, one for the copy has nothing to do.
      assert.ok((await (await tellStory(world)).plan(files)).created > 0);
      const { errors } = await world.publish(prod, files, '');
      assert.deepEqual(errors, []);
    });

    it('is a policy with every level of escaping, however often it goes round (story 16)', async () => {
      const text = files['apis/alike/policy.xml'] ?? '';
      for (const part of [
        'Tom &amp; Jerry &lt;3 &amp;amp; &amp;quot;twice&amp;quot;',
        'return "{\\"a\\": \\"&\\"}" + (1 < 2 && 2 > 1);',
      ])
        assert.ok(text.includes(part), text);
      let again: Files = files;
      for (const name of ['contoso-second', 'contoso-third']) {
        world.newInstance(name);
        assert.deepEqual((await world.publish(name, again, '')).errors, []);
        again = await world.extract(name);
        assert.equal(again['apis/alike/policy.xml'], text);
      }
    });

    it('is a policy of the one of two operations with one display name that had it (story 21)', () => {
      for (const name of ['read', 'write']) {
        const { urlTemplate } = properties(world.prod, `apis/alike/operations/${name}`);
        const { value } = properties(world.prod, `apis/alike/operations/${name}/policies/policy`);
        assert.equal(urlTemplate, `/${name}`);
        assert.match(String(value), new RegExp(`x-${name}`));
      }
    });

    it('is an API in its own version set, though another one has the same display name (story 30)', () => {
      for (const name of ['fares', 'fares-v2'])
        assert.match(
          files[`apis/${name}/apiInformation.json`] ?? '',
          /"apiVersionSetId": "\/apiVersionSets\/fares"/,
        );
      assert.match(
        String(properties(world.prod, 'apis/fares')['apiVersionSetId']),
        /\/apiVersionSets\/fares$/,
      );
      assert.equal(properties(world.prod, 'apiVersionSets/fares-of-old')['versionHeaderName'], 'x-old');
    });
  });
