import assert from 'node:assert/strict';
import { namesAt, propertiesAt, tellStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, information } from './files.ts';

const shell = (type: string, more: object = {}): Files => ({
  'apis/shell/apiInformation.json': information({ displayName: 'Shell', path: 'shell', type, ...more }),
});

describe('An API that the files do not hold whole', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });

  const url = { serviceUrl: 'https://shell.example' };
  for (const [words, files] of [
    ['an OData API without its schema', shell('odata', url)],
    ['a gRPC API without its definition', shell('grpc', url)],
    ['a GraphQL API without its schema', shell('graphql', url)],
    ['a SOAP API without its WSDL', shell('soap', url)],
  ] as const)
    it(`is refused in plan and publish, before any write: ${words}`, async () => {
      const story = await tellStory(world);
      for (const run of [story.plan, story.publish])
        await assert.rejects(run({ ...files, ...api('other') }), {
          code: 'INCOMPLETE_API',
          message: /API shell/,
        });
      assert.deepEqual(story.writes(), []);
      assert.deepEqual(await namesAt(story.instance, 'apis'), []);
    });

  for (const [words, files] of [
    ['an MCP server without its tools', shell('mcp')],
    ['an A2A agent without its card', shell('a2a', url)],
  ] as const)
    it(`is left out and told, in plan and publish, while the others are published: ${words}`, async () => {
      const story = await tellStory(world);
      for (const run of [story.plan, story.publish]) {
        const { incomplete, summary } = await run({ ...files, ...api('other') });
        assert.equal(incomplete, true);
        assert.match(summary, /API shell is not published, the files are not all of it/);
      }
      assert.deepEqual(await namesAt(story.instance, 'apis'), ['other']);
    });

  it('keeps what it has where it is live, and takes what the files do say', async () => {
    const schema = 'type Query { pets: [String] }';
    const story = await tellStory(world);
    const whole = { ...shell('graphql', url), 'apis/shell/specification.graphql': schema };
    await story.publish(whole);
    const run = await story.publish(shell('graphql', { ...url, description: 'New' }), {
      deletes: { deleteMode: 'none' },
    });
    assert.deepEqual(run.errors, []);
    assert.equal((await propertiesAt(story.instance, 'apis/shell'))['description'], 'New');
    assert.deepEqual(await namesAt(story.instance, 'apis/shell/schemas'), ['graphql']);
  });
});
