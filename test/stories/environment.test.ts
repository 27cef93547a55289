import assert from 'node:assert/strict';
import { codesOf, propertiesAt, tellStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, information, policyOf } from './files.ts';

const namedValue: Files = {
  'named values/key/namedValueInformation.json': information({ displayName: 'key', value: 'of dev' }),
};
const valued = (value: string) => `namedValues:\n  - name: key\n    properties:\n      value: '${value}'\n`;
const redacted = '*** REDACTED ***';

/** Values that belong to one environment, told by their numbers in the collected facts. */
describe('What an environment says of its own', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true, sku: 'Premium' });

  for (const token of ['{#[KEY]#}', '{#KEY#}', '#{KEY}#', '$(KEY)'])
    it(`is not published as ${token}: plan and publication name file, line and key, before any request (story 15)`, async () => {
      const story = await tellStory(world);
      for (const [files, overrides, place] of [
        [namedValue, valued(token), /prod\.yaml, line 4.*value/],
        [
          {
            'named values/key/namedValueInformation.json': information({ displayName: 'key', value: token }),
          },
          '',
          /namedValueInformation\.json, line 1.*value/,
        ],
      ] as const)
        for (const run of [story.plan, story.publish]) {
          await assert.rejects(run(files, { overrides }), { code: 'UNRESOLVED_TOKEN', message: place });
          assert.deepEqual(story.writes(), []);
        }
    });

  it('is not published as the mark of a tool that took a secret out (story 15)', async () => {
    const story = await tellStory(world);
    const policy = policyOf('Authorization').replace('<value>x</value>', `<value>Bearer ${redacted}</value>`);
    const files = { ...api('shop'), 'apis/shop/policy.xml': policy };
    for (const run of [story.plan, story.publish])
      await assert.rejects(run(files), { code: 'UNRESOLVED_TOKEN', message: /apis\/shop\/policy\.xml/ });
    const secret = information({ displayName: 'key', secret: true, value: redacted });
    for (const run of [story.plan, story.publish])
      await assert.rejects(run({ 'named values/key/namedValueInformation.json': secret }), {
        code: 'SECRET_WITHOUT_VALUE',
      });
    assert.deepEqual(story.writes(), []);
  });

  it('arrives at any depth of a workspace, and nowhere else (stories 18 and 43)', async () => {
    const story = await tellStory(world);
    const scope = 'workspaces/sales/';
    const own = Object.fromEntries(
      Object.entries(api('shop', { path: 'sales' })).map(([path, text]) => [scope + path, text]),
    );
    const files = {
      ...{ ...api('shop'), ...own },
      [`${scope}workspaceInformation.json`]: information({ displayName: 'Sales' }),
      [`${scope}apis/shop/operations/get-first/policy.xml`]: policyOf('x-dev'),
    };
    const overrides = `workspaces:
  - name: SALES
    apis:
      - name: shop
        properties: { serviceUrl: "https://prod.example" }
        operations:
          - name: get-first
            policies: [{ name: policy, properties: { value: '${policyOf('x-prod')}' } }]
`;
    await story.plan(files, { overrides });
    assert.ok(
      story.log.some((line) => line.includes('serviceUrl')),
      'the plan tells which property was overridden',
    );
    assert.deepEqual(codesOf(await story.publish(files, { overrides })), []);
    const urlOf = async (path: string) => (await propertiesAt(story.instance, path))['serviceUrl'];
    assert.deepEqual(
      [await urlOf(`${scope}apis/shop`), await urlOf('apis/shop')],
      ['https://prod.example', 'https://shop.example'],
    );
    const policy = await propertiesAt(
      story.instance,
      `${scope}apis/shop/operations/get-first/policies/policy`,
    );
    assert.match(String(policy['value']), /x-prod/);
    // A name that is not there is an error with the nearest one, not a silence.
    const wrong = overrides.replace('name: get-first', 'name: get-frist');
    for (const run of [story.plan, story.publish])
      await assert.rejects(run(files, { overrides: wrong }), {
        code: 'UNMATCHED_OVERRIDE',
        message: /get-frist/,
      });
  });

  for (const scope of ['changes', 'all'] as const)
    it(`is published when nothing else is new, with scope ${scope} (story 22)`, async () => {
      const story = await tellStory(world);
      const others = { ...namedValue, ...api('shop') };
      await story.publish(others, { scope, overrides: valued('of prod'), commit: 'one' });
      const telling = { scope, overrides: valued('of prod, changed'), commit: 'one' };
      assert.equal((await story.plan(others, telling)).updated, 1);
      assert.deepEqual(codesOf(await story.publish(others, telling)), []);
      assert.deepEqual(story.writes(), ['PUT namedValues/key']);
      assert.equal((await propertiesAt(story.instance, 'namedValues/key'))['value'], 'of prod, changed');
    });
});
