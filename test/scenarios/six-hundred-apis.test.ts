import assert from 'node:assert/strict';
import type { LoggedRequest } from '../../emulator/http/request-log.ts';
import { refusal } from '../../emulator/arm/faults.ts';
import { silent } from '../../shared/log/log.ts';
import { fillManyApis } from '../services/many-apis.ts';
import type { Files } from '../services/world-files.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';

const size = { apis: 600, operations: 2, operationPolicies: 0, products: 3, tags: 5 };

/** The overrides of this world give it a value. */
const secret = { displayName: 'partner-key', value: 'of-dev', secret: true };

/** What a request takes by the clock of this world, in milliseconds. */
const latency = 100;

/** Of what ARM refills in a second (facts: apim-rest 5). */
const rates = { reads: 25, writes: 10 };

/** Without a network and by a clock of its own: minutes of throttling pass while nobody waits. */
describe('600 APIs, while Azure throttles', () => {
  let world: WorldInProcess;
  let files: Files;
  let told: string[];

  before(async () => {
    told = [];
    const log = { ...silent, line: (text: string) => told.push(text) };
    world = await startWorldInProcess(
      { longRunning: 'imports' },
      { withoutContent: true, throttling: true, latency, log },
    );
    await fillManyApis(world.dev, size);
    await world.dev.put('namedValues/partner-key', { properties: secret });
  });
  beforeEach(() => {
    told.length = 0;
    world.arm.requests.clear();
    world.arm.faults.length = 0;
  });
  after(() => world.stop());

  /** Beside the buckets: every fortieth request is refused, with this advice or without any. */
  function storm(advice?: number): void {
    const headers: Record<string, string> = advice === undefined ? {} : { 'retry-after': String(advice) };
    const answer = { ...refusal(429, 'TooManyRequests', 'Too many requests.'), headers };
    for (let nth = 40; nth <= 8000; nth += 40) world.arm.faults.push({ path: /\/providers\//, nth, answer });
  }

  /** What was under way when the pause began has arrived one latency later. */
  function sentDuringPauses(pause: number): readonly string[] {
    const { entries } = world.arm.requests;
    const pauses = entries
      .filter(({ status }) => status === 429)
      .map(({ at }) => ({ from: at + latency, until: at + pause }));
    assert.ok(pauses.length > 80, String(pauses.length));
    return entries
      .filter(({ at }) => pauses.some(({ from, until }) => at > from && at < until))
      .map(({ method, path, at }) => `${method} ${path} at ${at}`);
  }

  it('are extracted without a failure: nothing is sent during a pause, and each is announced', async () => {
    storm(7);
    files = await world.extract('contoso-dev');
    assert.equal(Object.keys(files).filter((path) => path.endsWith('apiInformation.json')).length, 600);
    assert.deepEqual(sentDuringPauses(7000), []);
    const announced = told.filter((line) =>
      line.startsWith('Azure throttles and asked us to wait: waiting 7 s before'),
    );
    assert.ok(announced.length > 80, String(announced.length));
  });

  it('are published without a failure: nothing is sent during a pause of our own either', async () => {
    storm();
    const { errors, created } = await world.publish('contoso-prod', files);
    assert.deepEqual(errors, []);
    assert.ok(created > 5 * size.apis, String(created));
    assert.deepEqual(sentDuringPauses(1500), []);
  });

  it('are read at the pace of the buckets, without a single refusal', async () => {
    assert.deepEqual(await world.extract('contoso-dev', files), files);
    assertPace(world.arm.requests.entries, rates.reads);
  });

  it('are written at the pace of the buckets: 600 tags', async () => {
    const instance = world.newInstance('contoso-tags');
    for (let tag = 1; tag <= 600; tag += 1)
      await instance.put(`tags/t${tag}`, { properties: { displayName: `T ${tag}` } });
    await instance.put('namedValues/partner-key', { properties: secret });
    const tags = await world.extract('contoso-tags');
    world.newInstance('contoso-more-tags');
    assert.deepEqual((await world.publish('contoso-more-tags', tags)).errors, []);
    const { writes } = world.arm.requests;
    assert.equal(writes.length, 601);
    assertPace(writes, rates.writes);
  });
});

/** All that was asked, no faster than ARM bears and little slower. */
function assertPace(entries: readonly LoggedRequest[], rate: number): void {
  assert.equal(entries.filter(({ status }) => status === 429).length, 0);
  const seconds = ((entries.at(-1)?.at ?? 0) - (entries[0]?.at ?? 0)) / 1000;
  const best = entries.length / rate;
  assert.ok(seconds <= 1.1 * best, `${seconds} s for ${entries.length} requests, not ${best} s`);
}
