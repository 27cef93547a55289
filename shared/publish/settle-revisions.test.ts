import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { keyOf, resourceId } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import { type Log, silent } from '../log/log.ts';
import { readDesired } from './desired.ts';
import { publish } from './publish.ts';
import type { PromoteRevision } from './promote-revision.ts';

const files = {
  'apis/orders/apiInformation.json': '{"properties": {"displayName": "Orders", "path": "o"}}',
  'apis/orders/policy.xml': '<policies />',
};
const desired = (changed: Readonly<Record<string, string>> = {}) =>
  readDesired(
    new Map(
      Object.entries({ ...files, ...changed }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
    ),
  );
const told: string[] = [];
const log: Log = { ...silent, line: (text) => told.push(text), warning: (text) => told.push(text) };
const run = (
  instance: ReturnType<typeof instanceForTests>,
  want = desired(),
  action: 'publish' | 'plan' = 'publish',
  promoteRevision: PromoteRevision = 'declared',
) =>
  publish(
    { action, promoteRevision },
    { instance, desired: want, log, cancelled: new AbortController().signal },
  );

describe('Where another revision is current than the files say, publish', () => {
  beforeEach(() => told.splice(0));
  const orders = resourceId('api', 'orders');
  const second = desired({
    'apis/orders/apiInformation.json':
      '{"properties": {"displayName": "Orders", "path": "o", "apiRevision": "2"}}',
  });
  const liveAtOne = async () => {
    const instance = instanceForTests();
    await run(instance);
    instance.writes.splice(0);
    return instance;
  };

  for (const promoteRevision of ['never', 'declared'] as const)
    it(`writes into the revision that the files mean and switches nothing (${promoteRevision})`, async () => {
      const instance = await liveAtOne();
      const { created, failed } = await run(instance, second, 'publish', promoteRevision);
      assert.deepEqual([created, failed, instance.releases], [2, 0, []]);
      assert.equal(instance.resources.get(keyOf(orders))?.properties['apiRevision'], '1');
      assert.deepEqual(
        instance.writes.map(({ document }) => [document.id.kind, document.current]),
        [
          ['apiRevision', false],
          ['apiPolicy', true],
        ],
      );
      assert.ok(
        told.some((line) => /keep +API orders .*current revision: "1" -> "2"/.test(line)),
        told.join('\n'),
      );
    });

  it('releases it when told to, after everything else of the API', async () => {
    const instance = await liveAtOne();
    const { failed, updated } = await run(instance, second, 'publish', 'always');
    assert.deepEqual([failed, updated], [0, 1]);
    assert.deepEqual(
      instance.releases.map(({ revision }) => revision),
      ['2'],
    );
    assert.match(instance.releases[0]?.notes ?? '', /Revision 2 becomes current instead of revision 1/);
    const again = await run(instance, second, 'publish', 'always');
    assert.deepEqual([again.created, again.updated, instance.releases.length], [0, 0, 1]);
  });

  it('does not release a revision whose policy was refused', async () => {
    const instance = await liveAtOne();
    instance.refuse = ({ document }) => {
      if (document.policy !== undefined) throw new TaskError('AZURE_REFUSED', { message: 'No.' });
    };
    const { failed } = await run(instance, second, 'publish', 'always');
    assert.deepEqual([failed, instance.releases], [2, []]);
  });

  it('takes files without a number for the current revision, whichever that is', async () => {
    const instance = await liveAtOne();
    await run(instance, second, 'publish', 'always');
    const { created, updated } = await run(instance, desired());
    assert.deepEqual([created, updated], [0, 0]);
  });

  it('asks for the number where files without one stand beside those of the current revision', async () => {
    const instance = await liveAtOne();
    await run(instance, second, 'publish', 'always');
    const both = desired({ 'apis/orders;rev=2/apiInformation.json': '{"properties": {}}' });
    await assert.rejects(run(instance, both), {
      code: 'REVISION_MISMATCH',
      message: /API orders: .*;rev=2/,
    });
  });

  it('tells revisions apart from an API that nobody has', async () => {
    const only = desired({
      'apis/lost;rev=2/apiInformation.json': '{"properties": {"displayName": "L", "path": "l"}}',
    });
    await assert.rejects(run(instanceForTests(), only), {
      code: 'MISSING_REFERENCE',
      message: /API lost;rev=2 belongs to API lost, which is neither/,
    });
  });
});
