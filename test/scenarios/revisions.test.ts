import assert from 'node:assert/strict';
import { grouped } from '../../shared/apim/grouped.ts';
import { TaskError } from '../../shared/errors/task-error.ts';
import { fillAsPeopleDo, fillWithRevisions } from '../services/types-of-api.ts';
import { startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';
import type { Files } from '../services/world-files.ts';

const [dev, prod] = ['contoso-dev', 'contoso-prod'];

describe('Revisions', () => {
  let world: WorldInProcess;
  let files: Files;
  beforeEach(async () => {
    world = await startWorldInProcess({ longRunning: 'none' }, { withoutContent: true });
    await fillAsPeopleDo(world.arm, () => fillWithRevisions(world.dev));
    files = await world.extract(dev);
  });
  afterEach(() => world.stop());

  const release = (number: string) =>
    world.prod.put('apis/trips/releases/by-hand', {
      properties: { apiId: `${world.prod.resourceId}/apis/trips;rev=${number}`, notes: 'By hand' },
    });
  const current = async () =>
    ((await world.prod.get('apis/trips')) as { properties: { apiRevision: string } }).properties.apiRevision;
  const publishWell = async (wanted: Files, mode?: 'never' | 'always' | 'declared') => {
    const { errors, summary } = await world.publish(prod, wanted, '', mode);
    assert.deepEqual(
      errors.map(({ message }) => message),
      [],
    );
    return summary;
  };
  const writes = () => {
    const { writes: all } = world.arm.requests;
    const told = all.map(({ method, path }) => `${method} ${path.replace(/^.*\/contoso-\w+\//, '')}`);
    world.arm.requests.clear();
    return told;
  };

  for (const firstRevision of ['one', 'given'] as const)
    it(`have their numbers and their current one in an empty instance that numbers a first one "${firstRevision}"`, async () => {
      world.arm.switches.firstRevision = firstRevision;
      await publishWell(files);
      const { value } = (await world.prod.get('apis/trips/revisions')) as {
        value: { apiRevision: string; isCurrent: boolean }[];
      };
      const found = value.map(({ apiRevision, isCurrent }) => `${apiRevision} ${String(isCurrent)}`).sort();
      assert.deepEqual(found, ['1 false', '2 true', '4 false']);
    });

  it('leave no revision behind that only stood in for the current one', async () => {
    const isOfTwo = ([path]: readonly [string, string]) => !path.includes(';rev=');
    await publishWell(Object.fromEntries(Object.entries(files).filter(isOfTwo)));
    const { value } = (await world.prod.get('apis/trips/revisions')) as { value: { apiRevision: string }[] };
    assert.deepEqual(
      value.map(({ apiRevision }) => apiRevision),
      ['2'],
    );
  });

  it('stay current where promoteRevision is never, while their content is published', async () => {
    await publishWell(files);
    await release('4');
    writes();
    const policy = files['apis/trips/policy.xml']?.replace('<value>2</value>', '<value>two</value>') ?? '';
    assert.notEqual(policy, files['apis/trips/policy.xml']);
    const summary = await publishWell({ ...files, 'apis/trips/policy.xml': policy }, 'never');
    assert.equal(await current(), '4');
    assert.deepEqual(writes(), ['PUT apis/trips;rev=2/policies/policy']);
    assert.match(JSON.stringify(await world.prod.get('apis/trips;rev=2/policies/policy')), /two/);
    assert.match(summary, /other revision current; current revision: "4" -.?> "2"/);
  });

  it('are switched where promoteRevision is always, by one release with notes', async () => {
    await publishWell(files);
    await release('4');
    writes();
    await publishWell(files, 'always');
    assert.equal(await current(), '2');
    const sent = writes();
    assert.equal(sent.length, 1);
    assert.match(sent[0] ?? '', /^PUT apis\/trips\/releases\/published-rev-2-\d{14}$/);
    await publishWell(files, 'always');
    assert.deepEqual(writes(), []);
  });

  it('are whole after a run that failed at any write', async () => {
    await publishWell(files);
    const total = writes().filter((one) => one.startsWith('PUT')).length;
    const wanted = world.prod.dump();
    for (let nth = 1; nth <= total; nth += 1) {
      const name = `failing-${String(nth)}`;
      const instance = world.newInstance(name);
      world.arm.faults.push({ method: 'PUT', path: /./, nth, times: 1, answer: refused });
      const { errors } = await world.publish(name, files, '');
      world.arm.faults.length = 0;
      assert.notEqual(errors.length, 0, `write ${String(nth)}`);
      const again = await world.publish(name, files, '');
      assert.deepEqual(
        again.errors.map(({ message }) => message),
        [],
        `after write ${String(nth)}`,
      );
      assert.deepEqual(
        withoutReleases(instance.dump()),
        withoutReleases(wanted),
        `after write ${String(nth)}`,
      );
    }
  });

  it('keep the words of their files when another one has become current', async () => {
    const noted = { ...files };
    for (const path of ['apis/trips/specification.yaml', 'apis/trips;rev=4/specification.yaml'])
      noted[path] = `# Words of ${path}\n${files[path] ?? ''}`;
    await world.dev.put('apis/trips/releases/next', {
      properties: { apiId: `${world.dev.resourceId}/apis/trips;rev=4`, notes: 'Four' },
    });
    const after = await world.extract(dev, noted);
    assert.match(after['apis/trips/specification.yaml'] ?? '', /^# Words of apis\/trips;rev=4\//);
    assert.match(after['apis/trips;rev=2/specification.yaml'] ?? '', /^# Words of apis\/trips\//);
    assert.equal('apis/trips;rev=4/specification.yaml' in after, false);
    assert.deepEqual(await world.extract(dev, after), after);
  });

  it('are left alone by an extraction of current ones', async () => {
    const only = await world.extract(dev, {}, { revisions: 'current' });
    assert.deepEqual(
      Object.keys(only).filter((path) => path.includes(';rev=')),
      [],
    );
    assert.deepEqual(await world.extract(dev, files, { revisions: 'current' }), files);
  });

  const codesOf = (error: unknown): readonly string[] =>
    error instanceof TaskError ? [error.code, ...error.causes.map(({ code }) => code)] : [String(error)];

  for (const [words, fault, code] of [
    [
      'gives the document of another one',
      {
        path: /\/api-export\//,
        answer: {
          status: 200,
          body: JSON.stringify({ openapi: '3.0.1', info: {}, paths: { '/other': { get: {} } } }),
        },
      },
      'EXPORT_MISMATCH',
    ],
    [
      'leads to no document any more',
      {
        path: /\/api-export\//,
        answer: { status: 403, body: '<Error><Code>AuthenticationFailed</Code></Error>' },
      },
      'AZURE_REFUSED',
    ],
    ['leads nowhere', { path: /export=true/, answer: { status: 200, body: {} } }, 'UNEXPECTED_ANSWER'],
  ] as const)
    it(`are not taken from an export that ${words}: it is asked for once more, alone (story 9)`, async () => {
      world.arm.faults.push({ method: 'GET', ...fault, times: 1 });
      assert.deepEqual(await world.extract(dev, files), files);
      world.arm.faults.splice(0, Infinity, { method: 'GET', ...fault });
      world.arm.requests.clear();
      await assert.rejects(world.extract(dev, files), (error) => codesOf(error).includes(code));
      const exports = world.arm.requests.entries.filter(({ query }) => query.has('export'));
      const times = [...grouped(exports, ({ path }) => path).values()].map(({ length }) => length);
      assert.equal(Math.max(...times), 2);
    });
});

const refused = {
  status: 400,
  body: { error: { code: 'ValidationError', message: 'Not now.', details: null } },
};

/** How often somebody had to try is told by the change log of the API. */
function withoutReleases(dump: unknown): object {
  const entries = Object.entries(dump as object).filter(([path]) => !path.includes('/releases/'));
  return Object.fromEntries(entries);
}
