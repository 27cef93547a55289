import assert from 'node:assert/strict';
import { lastingFaults, lies, type NamedFault, passingFaults } from '../../emulator/arm/faults.ts';
import type { Fault } from '../../emulator/http/fault.ts';
import type { TaskError } from '../../shared/errors/task-error.ts';
import { namesAt, publishedStory } from '../services/told-story.ts';
import { documentOf as fixture, withRefund } from '../services/types-of-api.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { api, documentOf, information, policyOf } from './files.ts';

const folder = 'apis/cache/operations';
const own: Files = api('cache');
const imported: Files = api('cache', {}, documentOf('cache', '/first', '/third'));
const soap = (wsdl: string): Files => ({
  'apis/orders/apiInformation.json': information({
    ...{ displayName: 'orders', path: 'orders', protocols: ['https'], type: 'soap' },
    wsdlSelector: { wsdlServiceName: 'Orders', wsdlEndpointName: 'OrdersSoap11' },
  }),
  'apis/orders/specification.wsdl': wsdl,
});

/** All that somebody made by hand, and no file has. */
describe('What an import takes away that fails after it took effect', () => {
  const world = worldForTests({ longRunning: 'none' }, { withoutContent: true });
  const story = publishedStory(world, own);
  beforeEach(async () => {
    const copy = { displayName: 'COPY', method: 'COPY', urlTemplate: '/first', description: '' };
    await story.instance.put('tags/blue', { properties: { displayName: 'blue' } });
    await story.instance.put(`${folder}/copy`, { properties: copy });
    await story.instance.put(`${folder}/copy/tags/blue`, {});
    const policy = { format: 'rawxml', value: policyOf('x-copy') };
    await story.instance.put(`${folder}/copy/policies/policy`, { properties: policy });
  });
  afterEach(() => {
    world.arm.switches.longRunning = 'none';
    world.arm.switches.pollsUntilDone = 1;
  });
  const failing = (method: string, path: RegExp, fault: NamedFault, more: Partial<Fault> = {}) =>
    world.arm.faults.push({ method, path, ...fault, ...more });
  const importing = /\/apis\/cache$/;
  const failed = async (): Promise<TaskError> => {
    const { errors } = await story.publish(imported);
    const [error] = errors;
    assert.ok(error, 'the run failed');
    return error;
  };
  const assertWhole = async () => {
    assert.deepEqual(await namesAt(story.instance, folder), ['copy', 'get-first', 'get-third']);
    assert.match(JSON.stringify(await story.instance.get(`${folder}/copy/policies/policy`)), /x-copy/);
    assert.ok(await story.instance.get(`${folder}/copy/tags/blue`));
  };
  const notPutBack =
    'could not be put back: operation cache/copy (COPY /first), operation policy cache/copy, operation tag cache/copy/blue.';

  for (const name of ['a back end that goes on (422)', 'a reset after it was done'] as const)
    it(`is put back after ${name}`, async () => {
      failing('PUT', importing, passingFaults[name]);
      const { code, message } = await failed();
      assert.ok(['AZURE_REFUSED', 'AZURE_UNREACHABLE'].includes(code));
      assert.doesNotMatch(message, /copy/);
      await assertWhole();
      world.arm.faults.length = 0;
      await story.publish(imported);
      await assertWhole();
    });

  it('is put back when the service says in the end that it failed', async () => {
    world.arm.switches.longRunning = 'imports';
    failing('GET', /asyncId=/, lies['ends as failed'], { nth: 2 });
    assert.match((await failed()).message, /The import failed/);
    await assertWhole();
  });

  it('is put back when only the second attempt could learn that the first one had done it', async () => {
    world.arm.switches.longRunning = 'imports';
    failing('PUT', importing, passingFaults['a gateway that did not wait (504)'], { times: 1 });
    assert.deepEqual((await story.publish(imported)).errors, []);
    await assertWhole();
  });

  it('is put back when its end could not be asked for: it is waited for', async () => {
    world.arm.switches.longRunning = 'imports';
    world.arm.switches.pollsUntilDone = 40;
    failing('GET', /asyncId=/, lastingFaults['an internal error for ever (500)']);
    assert.doesNotMatch((await failed()).message, /copy/);
    await assertWhole();
  });

  it('is not written where the import was refused and has taken nothing', async () => {
    failing('PUT', importing, lastingFaults['a refusal (400)']);
    assert.doesNotMatch((await failed()).message, /copy/);
    assert.deepEqual(story.writes(), ['PUT apis/cache']);
  });

  it('is named where Azure may yet begin with the import', async () => {
    failing('PUT', importing, passingFaults['a service that is busy (503)']);
    const { message, remedy } = await failed();
    assert.match(message, /goes on with it.*may go: operation cache\/copy \(COPY \/first\), /);
    assert.match(remedy ?? '', /has a file.*by hand/);
    assert.ok(await story.instance.get(`${folder}/copy`));
  });

  it('is named with what lives in it where it is refused, and what to do', async () => {
    failing('PUT', importing, passingFaults['a gateway that did not wait (504)']);
    failing('PUT', /\/operations\/copy$/, lastingFaults['a refusal (400)']);
    const { message, remedy } = await failed();
    assert.ok(message.includes('504') && message.includes(notPutBack), message);
    assert.match(message, /refused PUT .*\/operations\/copy with 400/);
    assert.match(remedy ?? '', /has a file.*by hand/);
  });

  it('is named also where the import succeeded, each that is refused', async () => {
    failing('PUT', /\/operations\/copy$/, lastingFaults['a refusal (400)']);
    const { message } = await failed();
    assert.ok(message.includes(notPutBack), message);
    world.arm.faults.length = 0;
    await story.instance.put(`${folder}/copy`, {
      properties: { displayName: 'COPY', method: 'COPY', urlTemplate: '/first' },
    });
    failing('PUT', /\/copy\/policies\/policy$/, lastingFaults['a refusal (400)']);
    await story.instance.put(`${folder}/copy/policies/policy`, {
      properties: { format: 'rawxml', value: policyOf('x-copy') },
    });
    const { errors } = await story.publish(own);
    assert.match(String(errors[0]?.message), /could not be put back: operation policy cache\/copy\./);
  });

  it('is named where nobody could look what is left', async () => {
    failing('PUT', importing, passingFaults['a gateway that did not wait (504)']);
    // The first is of what is kept.
    failing('GET', /\/apis\/cache\/operations$/, lastingFaults['a refusal (400)'], { nth: 2, times: 99 });
    const { message } = await failed();
    assert.match(
      message,
      /504.*Nobody could look.*may be gone: operation cache\/copy \(.*\/operations with 400/,
    );
  });

  it('is named where the run is cancelled in the midst of it', async () => {
    world.arm.switches.longRunning = 'imports';
    world.arm.switches.pollsUntilDone = 1000;
    const ending = new AbortController();
    const timer = world.clock.sleep(60_000).then(() => {
      ending.abort();
    });
    const { errors } = await story.publish(imported, { cancelled: ending.signal });
    await timer;
    const [cancelled] = errors;
    assert.equal(cancelled?.code, 'CANCELLED');
    assert.match(cancelled.message, /may be gone: operation cache\/copy \(COPY \/first\), /);
    assert.match(cancelled.remedy ?? '', /by hand/);
  });

  it('is put back where operations have new names each time: a policy of a SOAP operation', async () => {
    const wsdl = fixture('orders.wsdl');
    assert.deepEqual((await story.publish({ ...own, ...soap(wsdl) })).errors, []);
    const [first = ''] = await namesAt(story.instance, 'apis/orders/operations');
    const policy = { properties: { format: 'rawxml', value: policyOf('x-hand') } };
    await story.instance.put(`apis/orders/operations/${first}/policies/policy`, policy);
    failing('PUT', /\/apis\/orders\?.*import=true/, passingFaults['a gateway that did not wait (504)']);
    const { errors } = await story.publish({ ...own, ...soap(withRefund(wsdl)) });
    assert.match(String(errors[0]?.message), /504/);
    assert.match(JSON.stringify(story.dump()), /x-hand/);
  });
});
