import assert from 'node:assert/strict';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import { refusal } from '../services/world-lies.ts';
import { namesAt, tellStory, type ToldStory } from '../services/told-story.ts';
import type { Files } from '../services/world-files.ts';
import { kindsContent } from '../services/kinds-content.ts';
import { workspaceContent } from '../services/workspace-content.ts';
import { fill } from '../services/world-content.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, documentOf, information, policyUsing } from './files.ts';

const tag: Files = { 'tags/stays/tagInformation.json': information({ displayName: 'Stays' }) };
const allowed = { deletes: { allowDeleteOf: ['subscriptions'] } };

describe('Deletes that Azure sees', () => {
  const world = worldForTests({ longRunning: 'specified' }, { withoutContent: true, sku: 'Premium' });

  const deletes = ({ instance }: ToldStory) =>
    world.arm.requests.entries
      .filter(({ method, path }) => method === 'DELETE' && path.startsWith(instance.resourceId))
      .map(({ path, query }) => {
        const said = [...query].filter(([key]) => key.startsWith('delete')).map((pair) => pair.join('='));
        return [decodeURIComponent(path.slice(instance.resourceId.length + 1)), ...said].join(' ');
      });
  const subscribe = (instance: EmulatedInstance, scope: string, name: string, more: object = {}) => {
    const workspace = /^workspaces\/[^/]+\//.exec(scope)?.[0] ?? '';
    const properties = { displayName: name, scope: `${instance.resourceId}/${scope}`, state: 'active' };
    return instance.put(`${workspace}subscriptions/${name}`, { properties: { ...properties, ...more } });
  };

  for (const scope of ['', 'workspaces/sales/']) {
    const product: Files = {
      [`${scope}products/pets/productInformation.json`]: information({ displayName: 'Pets' }),
    };
    const rest: Files =
      scope === ''
        ? tag
        : { ...tag, [`${scope}workspaceInformation.json`]: information({ displayName: 'Sales' }) };

    describe(`of a product ${scope === '' ? 'of the instance' : 'in a workspace'}`, () => {
      let story: ToldStory;
      beforeEach(async () => {
        story = await tellStory(world);
        await story.publish({ ...rest, ...product });
        await subscribe(story.instance, `${scope}products/pets`, 'ended', { state: 'cancelled' });
      });

      it('need nobody’s consent where no subscription is live, and say what goes along', async () => {
        const plan = await story.plan(rest);
        assert.match(plan.summary, /with it: .*subscription ended of product pets/);
        const done = await story.publish(rest);
        assert.deepEqual([done.deleted, done.errors], [1, []]);
        assert.deepEqual(deletes(story), [`${scope}products/pets deleteSubscriptions=true`]);
        assert.equal(await story.instance.get(`${scope}products/pets`), undefined);
      });

      it('are refused before any write where one is live, unless allowDeleteOf names the kind', async () => {
        await subscribe(story.instance, `${scope}products/pets`, 'reseller');
        const before = JSON.stringify(story.dump());
        for (const run of [story.plan, story.publish])
          await assert.rejects(run({ ...rest, ...api('new') }), {
            code: 'DELETE_PROTECTED',
            message: /product pets.* would be deleted, and with it subscription reseller of product pets/,
          });
        assert.deepEqual([story.writes(), JSON.stringify(story.dump())], [[], before]);
        const done = await story.publish(rest, allowed);
        assert.deepEqual([done.deleted, done.errors], [1, []]);
        assert.deepEqual(deletes(story), [`${scope}products/pets deleteSubscriptions=true`]);
      });

      it('are not stopped by the subscriptions of another product', async () => {
        await story.instance.put(`${scope}products/more-pets`, { properties: { displayName: 'More' } });
        await subscribe(story.instance, `${scope}products/more-pets`, 'other');
        assert.equal((await story.publish(rest)).deleted, 1);
        assert.deepEqual(await namesAt(story.instance, `${scope}products`), ['more-pets']);
        assert.ok((await namesAt(story.instance, `${scope}subscriptions`)).includes('other'));
      });
    });

    it(`take a subscription ${scope === '' ? '' : 'in a workspace '}only when allowDeleteOf names the kind, also an ended one`, async () => {
      const story = await tellStory(world);
      const own: Files = {
        [`${scope}subscriptions/own/subscriptionInformation.json`]: information({
          displayName: 'Own',
          scope: `/${scope}products/pets`,
          state: 'cancelled',
        }),
      };
      await story.publish({ ...rest, ...product, ...own });
      assert.ok((await namesAt(story.instance, `${scope}subscriptions`)).includes('own'));
      await assert.rejects(story.publish({ ...rest, ...product }), {
        code: 'DELETE_PROTECTED',
        message: /subscription own/,
      });
      const done = await story.publish({ ...rest, ...product }, allowed);
      assert.deepEqual([done.deleted, deletes(story)], [1, [`${scope}subscriptions/own`]]);
    });
  }

  it('count a product with its API, its policy and its group as one, and name what goes along', async () => {
    const story = await tellStory(world);
    const policy =
      '<policies><inbound><base /><validate-jwt header-name="Authorization" /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>';
    const product: Files = {
      'products/pets/productInformation.json': information({ displayName: 'Pets' }),
      'products/pets/policy.xml': policy,
      'products/pets/apis/x/productApiInformation.json': '{}',
    };
    await story.publish({ ...tag, ...api('x'), ...product });
    const gone = await story.plan({ ...tag, ...api('x') }, { deletes: { maxDeletes: 1 } });
    assert.equal(gone.deleted, 1);
    assert.match(gone.summary, /with it: .*product API pets\/x.*product policy pets/);
    assert.match(gone.summary, /validate-jwt.*weaker protection/);
    await assert.rejects(story.publish({ ...tag, ...api('x') }, { deletes: { maxDeletes: 0 } }), {
      code: 'DELETE_BUDGET',
    });
    assert.deepEqual(story.writes(), []);
  });

  it('flag the policy that authenticates when it goes by itself', async () => {
    const story = await tellStory(world);
    const policy =
      '<policies><inbound><base /><validate-jwt header-name="Authorization" /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>';
    await story.publish({ ...tag, ...api('x'), 'apis/x/policy.xml': policy });
    const plan = await story.plan({ ...tag, ...api('x') });
    assert.equal(plan.deleted, 1);
    assert.match(plan.summary, /validate-jwt.*weaker protection/);
    assert.equal((await story.publish({ ...tag, ...api('x') })).deleted, 1);
    assert.deepEqual(deletes(story), ['apis/x/policies/policy']);
  });

  it('take a thing only when none of its files remains', async () => {
    const story = await tellStory(world);
    const fragment: Files = {
      'policy fragments/f/policyFragmentInformation.json': information({ description: 'F' }),
      'policy fragments/f/policy.xml': '<fragment />',
    };
    const whole = api('x');
    await story.publish({ ...tag, ...whole, ...fragment });
    const part = Object.fromEntries(
      Object.entries(whole).filter(([path]) => !path.includes('specification')),
    );
    const onlyPolicy: Files = { 'policy fragments/f/policy.xml': '<fragment />' };
    await assert.rejects(story.publish({ ...tag, ...whole, ...onlyPolicy }), { code: 'INVALID_FILE' });
    assert.deepEqual(deletes(story), []);
    const yaml = { ...part, 'apis/x/specification.yaml': documentOf('x', '/first', '/second') };
    assert.equal((await story.publish({ ...tag, ...yaml, ...fragment })).deleted, 0);
    const done = await story.publish({ ...tag, ...yaml });
    assert.deepEqual([done.deleted, deletes(story)], [1, ['policyFragments/f']]);
  });

  it('come after all writes, and a branch that failed keeps what it may need (story 37)', async () => {
    const story = await tellStory(world);
    const backend = (name: string): Files => ({
      [`backends/${name}/backendInformation.json`]: information({ url: `https://${name}`, protocol: 'http' }),
    });
    await story.publish({
      ...tag,
      ...backend('old'),
      ...backend('unused'),
      ...api('x'),
      'apis/x/policy.xml': policyUsing('old'),
    });
    const next = { ...tag, ...backend('new'), ...api('x'), 'apis/x/policy.xml': policyUsing('new') };
    const refused = { method: 'PUT', path: /\/apis\/x\/policies\/policy$/ };
    world.arm.faults.push({ ...refused, answer: refusal(400, 'ValidationError', 'No.') });
    const red = await story.publish(next);
    assert.deepEqual([red.failed > 0, deletes(story)], [true, ['backends/unused']]);
    assert.ok((await namesAt(story.instance, 'backends')).includes('old'));
    world.arm.faults.length = 0;
    assert.deepEqual((await story.publish(next)).errors, []);
    assert.deepEqual(story.writes(), ['PUT apis/x/policies/policy', 'DELETE backends/old']);
  });

  it('take one revision, and never its API', async () => {
    const story = await tellStory(world);
    const second = api('x;rev=2', { displayName: 'x', path: 'x', apiRevision: '2', isCurrent: false });
    const first = api('x', { apiRevision: '1', isCurrent: true });
    await story.publish({ ...tag, ...first, ...second });
    assert.notEqual(await story.instance.get('apis/x;rev=2'), undefined);
    const done = await story.publish({ ...tag, ...first });
    assert.deepEqual([done.deleted, deletes(story)], [1, ['apis/x;rev=2']]);
    assert.notEqual(await story.instance.get('apis/x'), undefined);
    await story.publish(tag);
    assert.deepEqual(deletes(story), ['apis/x deleteRevisions=true']);
  });

  it('take nothing that the service is born with or made, nor what is for consumers, with deleteMode all', async () => {
    const story = await tellStory(world);
    await story.instance.put('products/pets', { properties: { displayName: 'Pets' } });
    await story.instance.put('tags/strange', { properties: { displayName: 'Strange' } });
    await subscribe(story.instance, 'apis', 'of-ann', { ownerId: `${story.instance.resourceId}/users/1` });
    const files: Files = {
      ...tag,
      'products/pets/productInformation.json': information({ displayName: 'Pets' }),
    };
    const before = Object.keys(story.dump());
    const done = await story.publish(files, {
      deletes: { deleteMode: 'all', maxDeletes: 9, allowDeleteOf: ['subscriptions'] },
    });
    assert.deepEqual(done.errors, []);
    assert.deepEqual(deletes(story), ['tags/strange']);
    const after = Object.keys(story.dump());
    assert.deepEqual(
      before.filter((path) => !after.includes(path)),
      ['tags/strange'],
    );
    assert.match(story.log.join('\n'), /Not deleted, since consumers made them: subscription of-ann\./);
  });

  it('take all else of an instance with something of every kind with deleteMode all, at once and for good', async () => {
    const story = await tellStory(world);
    const { instance } = story;
    const born = Object.keys(story.dump());
    for (const content of [undefined, kindsContent, workspaceContent(instance.resourceId)])
      await fill(instance, world.arm, content);
    const all = { deletes: { deleteMode: 'all', maxDeletes: 99, allowDeleteOf: ['subscriptions'] } } as const;
    assert.deepEqual((await story.publish(tag, all)).errors, []);
    const left = Object.keys(story.dump());
    // What the policy of the instance needs, what the service made for a logger, and what a consumer has.
    assert.deepEqual(
      left
        .filter((path) => !born.includes(path))
        .map((path) => path.replace(/invented-\w+/, '{made by the service}'))
        .sort(),
      [
        ...['namedValues/{made by the service}', 'namedValues/{made by the service}'],
        ...['policyFragments/correlate', 'subscriptions/of-somebody', 'tags/stays'],
      ],
    );
    assert.deepEqual(
      born.filter((path) => !left.includes(path)),
      [],
    );
    assert.deepEqual((await story.publish(tag, all)).errors, []);
    assert.deepEqual(story.writes(), []);
  });
});
