import assert from 'node:assert/strict';
import { lastingFaults, type NamedFault, passingFaults } from '../../emulator/arm/faults.ts';
import { TaskError } from '../../shared/errors/task-error.ts';
import { expectedError, fromThenOn, fromTimeToTime, tells } from '../services/lasting-fault.ts';
import { fillOlder, fillSmall } from '../services/small-instance.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';

const passing: readonly (readonly [string, NamedFault])[] = Object.entries(passingFaults);
const lasting: readonly (readonly [string, NamedFault])[] = Object.entries(lastingFaults);

describe('Whichever request of an extraction or a publication', () => {
  const world = worldForTests({ longRunning: 'imports' }, { withoutContent: true });
  let files: Files;
  /** What an extraction finds in the repository: something is gone from the instance since, something is other. */
  let former: Files;
  let wanted: unknown;
  let reads: number;
  let requests: number;
  let count = 0;

  before(async () => {
    await fillSmall(world.dev);
    files = await world.extract('contoso-dev');
    const product = 'products/all/productInformation.json';
    former = {
      ...files,
      'tags/gone/tagInformation.json': '{ "properties": { "displayName": "Gone" } }\n',
      [product]: (files[product] ?? '').replace('new', 'old'),
    };
    world.arm.requests.clear();
    world.arm.downloads.clear();
    assert.deepEqual(await world.extract('contoso-dev', former), files);
    reads = world.arm.requests.entries.length + world.arm.downloads.entries.length;
    const { name, instance } = await older();
    assert.deepEqual((await world.publish(name, files)).errors, []);
    requests = world.arm.requests.entries.length;
    wanted = instance.dump();
    assert.ok(reads > 15 && requests > 40, `${reads}, ${requests}`);
  });

  /** Each file is as the instance has it, or as it was; only what is gone from the instance may be gone. */
  function assertNothingLost(after: Files, struck: string): void {
    for (const [path, before] of Object.entries(former))
      assert.ok([files[path], before].includes(after[path]), `${struck}: ${path}`);
    assert.deepEqual(
      Object.keys(after).filter((path) => !(path in former)),
      [],
      struck,
    );
  }

  async function older() {
    const name = `older-${String((count += 1))}`;
    const instance = world.newInstance(name);
    await fillOlder(instance);
    world.arm.requests.clear();
    world.arm.faults.length = 0;
    return { name, instance };
  }

  function each(total: number): readonly number[] {
    return Array.from({ length: total }, (_, at) => at + 1);
  }

  for (const [words, fault] of passing) {
    it(`meets ${words}: the extraction is the same`, async () => {
      for (const first of each(apart)) {
        world.arm.faults.splice(0, Infinity, ...fromTimeToTime(first, reads, apart, fault));
        const words = `request ${first} of ${reads} and every ${apart}th from there`;
        assert.deepEqual(await world.extract('contoso-dev', former), files, words);
      }
    });

    it(`meets ${words}: the publication is done all the same`, async () => {
      for (const first of each(apart)) {
        const { name, instance } = await older();
        world.arm.faults.push(...fromTimeToTime(first, requests, apart, fault));
        const { errors } = await world.publish(name, files);
        const words = `request ${first} of ${requests} and every ${apart}th from there`;
        assert.deepEqual(errors.map(String), [], words);
        assert.deepEqual(instance.dump(), wanted, words);
      }
    });
  }

  for (const [words, fault] of lasting) {
    it(`meets ${words}: the extraction fails in words or leaves out what it names, and removes nothing`, async () => {
      world.arm.faults.length = 0;
      for (const nth of each(reads)) {
        world.arm.faults.splice(0, Infinity, fromThenOn(nth, fault));
        const after = await world.extract('contoso-dev', former).catch(expectedError);
        if (!(after instanceof TaskError)) assertNothingLost(after, `request ${nth} of ${reads}`);
      }
    });

    it(`meets ${words}: the publication says so, loses nothing, and the next one does the rest`, async () => {
      for (const nth of each(requests)) {
        const { name, instance } = await older();
        const lasting = fromThenOn(nth, fault);
        world.arm.faults.push(lasting);
        const first = await world.publish(name, files).catch(expectedError);
        const struck = `request ${nth} of ${requests}: ${lasting.struck()}`;
        const errors = first instanceof TaskError ? [first] : first.errors;
        if (errors.length === 0) assert.deepEqual(instance.dump(), wanted, struck);
        else
          assert.ok(
            errors.some((error) => tells(error, lasting.struck())),
            `${struck}: ${errors.join(' ')}`,
          );
        for (const path of ['namedValues/foreign', 'tags/foreign', 'namedValues/kept-key', 'products/all'])
          assert.notEqual(await instance.get(path), undefined, `${struck}: ${path}`);
        world.arm.faults.length = 0;
        world.arm.requests.clear();
        assert.deepEqual((await world.publish(name, files)).errors.map(String), [], struck);
        assert.deepEqual(instance.dump(), wanted, struck);
        if (first instanceof TaskError) continue;
        const again = world.arm.requests.writes.filter(({ status }) => status < 400).length;
        assert.ok(again <= first.failed, `${struck}: ${again} writes after ${first.failed} failures`);
      }
    });
  }
});

/** Each request is met in one of so many runs, which is repeated before the next one is. */
const apart = 8;
