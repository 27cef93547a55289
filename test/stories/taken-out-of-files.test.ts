import assert from 'node:assert/strict';
import { codesOf, tellStory } from '../services/told-story.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { information } from './files.ts';

const named = (more: object) => information({ displayName: 'Shop', ...more });

/** Things with what nobody needs to say of them, and without. */
const files = (isSaid: boolean) => {
  const said = (more: object) => (isSaid ? more : {});
  return {
    'products/shop/productInformation.json': named(said({ description: 'All', terms: 'None' })),
    'groups/shop/groupInformation.json': named(said({ description: 'All' })),
    'named values/shop/namedValueInformation.json': information({
      ...{ displayName: 'shop', value: 'v' },
      ...said({ tags: ['a'] }),
    }),
    'backends/shop/backendInformation.json': information({
      ...{ url: 'https://shop.example', protocol: 'http' },
      ...said({ title: 'Shop', description: 'All', credentials: { header: { x: ['y'] } } }),
    }),
    'apis/shop/apiInformation.json': named({
      path: 'shop',
      ...said({
        description: 'All',
        serviceUrl: 'https://a.example',
        termsOfServiceUrl: 'https://b.example',
      }),
    }),
    'version sets/shop/versionSetInformation.json': named({
      versioningScheme: 'Segment',
      ...said({ description: 'All' }),
    }),
    'tags/shop/tagInformation.json': named({}),
  };
};

describe('What is taken out of a file', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });

  for (const omittedProperties of ['cleared', 'kept'] as const)
    it(`goes from the instance, where a PUT without it means so, and where it does not (${omittedProperties})`, async () => {
      world.arm.switches.omittedProperties = omittedProperties;
      const story = await tellStory(world);
      assert.deepEqual(codesOf(await story.publish(files(true))), []);
      assert.match(JSON.stringify(story.dump()), /"terms":"None"/);
      const second = await story.publish(files(false));
      assert.deepEqual(codesOf(second), []);
      assert.doesNotMatch(JSON.stringify(story.dump()), /"(?:All|None|a|y)"|https:..[ab]\.example/);
      assert.equal((await story.publish(files(false))).hasChanges, false);
    });
});
