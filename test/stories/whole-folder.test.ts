import assert from 'node:assert/strict';
import { TaskError } from '../../shared/errors/task-error.ts';
import type { Publication } from '../../shared/publish/publish.ts';
import { fragment, including } from '../services/files-of-stories.ts';
import { propertiesAt, tellStory, type ToldStory } from '../services/told-story.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import type { Files } from '../services/world-files.ts';
import { api, documentOf, information, policyOf } from './files.ts';

/** What a plan refuses, and a publication too, before it writes anything. */
async function refusals(
  story: ToldStory,
  files: Files,
  scope: 'all' | 'changes',
): Promise<readonly (readonly string[])[]> {
  const told = async (run: Promise<Publication>): Promise<readonly string[]> => {
    const errors = await run.then(
      (publication) => publication.errors,
      (error: unknown) => {
        if (!(error instanceof TaskError)) throw error;
        return error.causes.length === 0 ? [error] : error.causes;
      },
    );
    return errors.map(({ code, message }) => `${code} ${message}`);
  };
  const planned = await told(story.plan(files, { scope }));
  const published = await told(story.publish(files, { scope }));
  if (planned.length > 0) assert.deepEqual(story.writes(), []);
  return [planned, published];
}

describe('What a change breaks in files that did not change', () => {
  const world = worldForTests({ longRunning: 'none', nestedFragments: 'accepted' }, { withoutContent: true });

  const shop = {
    ...api('shop'),
    'tags/public/tagInformation.json': information({ displayName: 'Public' }),
    'apis/shop/operations/get-first/policy.xml': policyOf('x-first'),
    'apis/shop/operations/get-second/policy.xml': policyOf('x-second'),
    'apis/shop/operationTags.json': JSON.stringify([{ operation: 'get-first', name: 'public' }]),
  };
  const circle = {
    ...fragment('one', including('two')),
    ...fragment('two', including('three')),
    ...fragment('three', ''),
  };
  for (const scope of ['all', 'changes'] as const) {
    const live = async (files: Files) => {
      const story = await tellStory(world);
      assert.deepEqual(await refusals(story, files, scope), [[], []]);
      return story;
    };

    it(`is found with scope ${scope}: the policy and the tag of an operation that the specification drops`, async () => {
      const story = await live(shop);
      const changed = { ...shop, 'apis/shop/specification.json': documentOf('shop', '/second') };
      const [planned = [], published] = await refusals(story, changed, scope);
      assert.equal(planned.length, 2, planned.join('\n'));
      for (const [at, kind] of [
        'operation policy shop/get-first',
        'operation tag shop/get-first/public',
      ].entries())
        assert.equal(
          planned.toSorted()[at],
          `MISSING_REFERENCE ${kind}: the specification of API shop has no operation get-first.`,
        );
      assert.deepEqual(published, planned);
      const gone = Object.entries(changed).filter(([path]) => !/get-first|operationTags/.test(path));
      assert.deepEqual(await refusals(story, Object.fromEntries(gone), scope), [[], []]);
    });

    it(`is found with scope ${scope}: a policy that calls a named value by the name it had`, async () => {
      const value = (displayName: string) => ({
        'named values/host/namedValueInformation.json': information({ displayName, value: 'h' }),
      });
      const calling = (name: string) => ({ 'apis/shop/policy.xml': policyOf(`{{${name}}}`) });
      const story = await live({ ...shop, ...value('Host'), ...calling('host') });
      const files = { ...shop, ...value('OtherHost') };
      const [planned, published] = await refusals(story, { ...files, ...calling('host') }, scope);
      const words = 'API policy shop refers to named value host, which the same run would call OtherHost.';
      assert.deepEqual(planned, [`MISSING_REFERENCE ${words} Nothing was written.`]);
      assert.deepEqual(published, planned);
      assert.deepEqual(await refusals(story, { ...files, ...calling('otherhost') }, scope), [[], []]);
    });

    it(`is found with scope ${scope}: a policy whose named value gives its name to another one`, async () => {
      const value = (name: string, displayName: string) => ({
        [`named values/${name}/namedValueInformation.json`]: information({ displayName, value: name }),
      });
      const calling = (name: string, header: string) => ({
        'apis/shop/policy.xml': policyOf(`{{${name}}}`).replace('>x<', `>${header}<`),
      });
      const told = { ...shop, 'tags/told/tagInformation.json': information({ displayName: '{{Host}}' }) };
      const story = await live({ ...told, ...value('host', 'Host'), ...calling('Host', 'x') });
      const handed = { ...told, ...value('host', 'OldHost'), ...value('new-host', 'Host') };
      const [planned, published] = await refusals(story, { ...handed, ...calling('Host', 'x') }, scope);
      assert.match(
        planned?.join() ?? '',
        /^NAME_CLASH API policy shop refers to named value Host, .*OldHost/,
      );
      assert.deepEqual(published, planned);
      // What is written anyway has the right name afterwards.
      assert.deepEqual(await refusals(story, { ...handed, ...calling('Host', 'y') }, scope), [[], []]);
      const { value: text } = await propertiesAt(story.instance, 'apis/shop/policies/policy');
      assert.match(String(text), /\{\{Host\}\}/);
    });

    it(`is found with scope ${scope}: a circle that runs through others`, async () => {
      const story = await live(circle);
      const [planned = [], published] = await refusals(
        story,
        { ...circle, ...fragment('three', including('one')) },
        scope,
      );
      assert.equal(planned.length, 1, planned.join('\n'));
      assert.match(
        planned[0] ?? '',
        /^CYCLE These refer to each other in a circle.*fragment three -> .*one -> .*two -> .*three\.$/,
      );
      assert.deepEqual(published, planned);
    });
  }
});
