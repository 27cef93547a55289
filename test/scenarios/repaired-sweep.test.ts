import assert from 'node:assert/strict';
import type { Files } from '../services/world-files.ts';
import { type WorldInProcess, startWorldInProcess } from '../services/world-in-process.ts';
import { refusal } from '../services/world-lies.ts';

const lasting = {
  'is refused': refusal(400, 'ValidationError', 'No.'),
  'fails for ever': refusal(500, 'InternalServerError', 'Something is wrong.'),
};
const passing = {
  'loses its answer': { answer: { status: 0, reset: true }, afterwards: true },
  'is throttled': {
    answer: { ...refusal(429, 'TooManyRequests', 'Slow.'), headers: { 'retry-after': '30' } },
  },
  'meets another operation': {
    answer: refusal(409, 'PessimisticConcurrencyConflict', 'Operation on the API is in progress'),
  },
  'meets a gateway that is down': { answer: { status: 502, body: '<html><body>Bad gateway</body></html>' } },
};

/** In process, with a clock that does not wait: retries take minutes. */
describe('Whichever write', () => {
  let world: WorldInProcess;
  let files: Files;
  let writes = 0;
  let count = 0;
  const newInstance = () => {
    const name = `swept-${String((count += 1))}`;
    world.newInstance(name);
    world.arm.faults.length = 0;
    world.arm.requests.clear();
    return name;
  };
  before(async () => {
    world = await startWorldInProcess({ longRunning: 'imports' });
    files = await world.extract('contoso-dev');
    assert.deepEqual((await world.publish(newInstance(), files)).errors, []);
    writes = world.arm.requests.writes.length;
  });
  after(() => world.stop());

  for (const [words, answer] of Object.entries(lasting))
    it(`${words}: red, and the next run writes only the rest`, async () => {
      for (let k = 1; k <= writes; k += 4) {
        const name = newInstance();
        const struck = `the write ${k} of ${writes}`;
        let first: string | undefined;
        // The k-th write and every later one of the same resource.
        world.arm.faults.push({
          method: 'PUT',
          path: { [Symbol.search]: (text: string) => isStruck(text) } as unknown as RegExp,
          answer,
        });
        let seenWrites = 0;
        const isStruck = (text: string): number => {
          if (text.includes('?')) return -1;
          if (first === undefined && (seenWrites += 1) === k) first = text;
          return text === first ? 0 : -1;
        };
        const red = await world.publish(name, files);
        assert.ok(red.errors.length > 0, struck);
        const [{ message } = { message: '' }] = red.errors.filter(({ code }) => code !== 'NOT_ATTEMPTED');
        assert.ok(message.includes(first?.replace(/^.*\/service\//, '') ?? '?'), `${struck}: ${message}`);
        assert.equal(red.created + red.updated + red.failed, 28, struck);

        world.arm.faults.length = 0;
        world.arm.requests.clear();
        const green = await world.publish(name, files);
        assert.deepEqual(green.errors, [], struck);
        assert.equal(world.arm.requests.writes.length, red.failed, struck);
      }
    });

  for (const [words, fault] of Object.entries(passing))
    it(`${words} once: green all the same`, async () => {
      for (let nth = 1; nth <= writes; nth += 6) {
        const name = newInstance();
        world.arm.faults.push({ method: 'PUT', path: /./, nth, ...fault });
        const run = await world.publish(name, files);
        assert.deepEqual(
          run.errors.map(({ message }) => message),
          [],
          `the write ${nth} of ${writes}`,
        );
        assert.equal(run.failed, 0);
      }
    });
});
