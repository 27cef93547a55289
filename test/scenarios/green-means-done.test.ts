import assert from 'node:assert/strict';
import type { Fault } from '../../emulator/http/fault.ts';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { acceptedButNotStored, refusal, storedAndThen } from '../services/world-lies.ts';

interface Lie {
  readonly words: string;
  readonly fault: (instance: EmulatedInstance, often?: 'once' | 'always') => Fault;
  readonly code: string;
  /** What the message must say. */
  readonly says: readonly RegExp[];
}

const nameOfService = 'https://lied-to.azure-api.net/patents';

const lies: readonly Lie[] = [
  {
    words: 'an import stored no operation at all',
    fault: (instance, often) =>
      storedAndThen(
        'PUT',
        /\/apis\/uspto$/,
        async () => {
          for (const name of ['list-data-sets', 'list-searchable-fields', 'perform-search'])
            await instance.delete(`apis/uspto/operations/${name}`);
        },
        often,
      ),
    code: 'OPERATIONS_MISMATCH',
    says: [
      /API uspto/,
      /GET \/(?=[;. (]|$)/i,
      /GET \/\{dataset\}\/\{version\}\/fields/i,
      /POST \/\{dataset\}\/\{version\}\/records/i,
    ],
  },
  {
    words: 'an import lost one of many operations',
    fault: (instance, often) =>
      storedAndThen(
        'PUT',
        /\/apis\/petstore$/,
        () => instance.delete('apis/petstore/operations/deleteOrder'),
        often,
      ),
    code: 'OPERATIONS_MISMATCH',
    says: [/API petstore/, /DELETE \/store\/order\/\{orderId\}/i],
  },
  {
    words: 'the service URL was reset to the gateway itself',
    fault: (instance, often) =>
      storedAndThen(
        'PUT',
        /\/apis\/uspto$/,
        () =>
          instance.put('apis/uspto', {
            properties: {
              displayName: 'USPTO Data Set API',
              path: 'patents',
              serviceUrl: nameOfService,
              protocols: ['https'],
            },
          }),
        often,
      ),
    code: 'READ_BACK_MISMATCH',
    says: [/API uspto/, /serviceUrl/],
  },
  {
    words: 'a policy was accepted and not stored',
    fault: (_, often) => acceptedButNotStored('PUT', /\/products\/pets\/policies\/policy$/, often),
    code: 'READ_BACK_MISMATCH',
    says: [/product policy pets/],
  },
  {
    words: 'a link was accepted and not stored',
    fault: (_, often) => acceptedButNotStored('PUT', /\/products\/pets\/apis\/uspto$/, often),
    code: 'READ_BACK_MISMATCH',
    says: [/product API pets\/uspto/],
  },
  {
    words: 'a tag was accepted and stored under another display name',
    fault: (instance, often) =>
      storedAndThen(
        'PUT',
        /\/tags\/public$/,
        () => instance.put('tags/public', { properties: { displayName: 'Private' } }),
        often,
      ),
    code: 'READ_BACK_MISMATCH',
    says: [/tag public/, /displayName/],
  },
];

describe('Green means done: the task fails and names the resource when', () => {
  const world = bundledWorldForTests({ switches: { longRunning: 'none' } });
  before(async () => {
    assertGreen(await world.extract(intoFolder));
  });
  afterEach(() => {
    world.emulators.arm.faults.length = 0;
    Object.assign(world.emulators.arm.switches, { longRunning: 'none' });
  });

  for (const [at, { words, fault, code, says }] of lies.entries())
    it(words, async () => {
      const serviceName = `lied-to-${at}`;
      const { arm } = world.emulators;
      arm.faults.push(fault(world.newInstance(serviceName), 'always'));
      const run = await world.publish({ artifactsFolder: 'files', serviceName });
      assertRed(run, code, ...says);
      assert.notEqual(run.outputs['failedCount'], '0', seen(run));
      assert.match(run.summary ?? '', says[0] ?? /./);

      arm.faults.length = 0;
      const next = await world.publish({ artifactsFolder: 'files', serviceName });
      assertGreen(next);
    });

  it('writing what differs once more does not help; where it helps, the log and the summary say so', async () => {
    const serviceName = 'lied-to-once';
    const instance = world.newInstance(serviceName);
    world.emulators.arm.faults.push(...lies.map(({ fault }) => fault(instance)));
    const run = await world.publish({ artifactsFolder: 'files', serviceName });
    assertGreen(run);
    const log = run.log.join('\n');
    assert.match(log, /5 are not as written\. What differs is written once more:/, seen(run));
    assert.match(log, /All are as written now\./);
    assert.match(run.summary ?? '', /written once more: .*API uspto/);
  });

  for (const [words, answer] of [
    ['ends with a refusal', refusal(400, 'ValidationError', 'The document cannot be imported.')],
    [
      'ends in the state Failed',
      {
        status: 200,
        body: {
          name: 'petstore',
          properties: { provisioningState: 'Failed' },
          error: { code: 'ImportFailed', message: 'The document cannot be imported.' },
        },
      },
    ],
  ] as const)
    it(`an import that Azure goes on with in the background ${words}`, async () => {
      const { arm } = world.emulators;
      arm.switches.longRunning = 'imports';
      arm.faults.push({ method: 'GET', path: /\/apis\/petstore\?.*asyncId=/, answer });
      const serviceName = `failing-${String(answer.status)}`;
      world.newInstance(serviceName);
      const run = await world.publish({ artifactsFolder: 'files', serviceName });
      assertRed(run, 'AZURE_REFUSED', /apis\/petstore/);
      assertRed(run, 'NOT_ATTEMPTED', /API policy petstore/);
      assert.match(run.log.join('\n'), /create\s+API uspto/, seen(run));
    });
});
