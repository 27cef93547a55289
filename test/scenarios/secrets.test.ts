import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TaskRun } from '../agent/task-run.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder, isMarker } from '../services/world.ts';
import { assertDoneWithIssues, assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { editFile, filesIn, textsOf } from '../services/world-files.ts';
import { planted } from '../services/world-identity.ts';
import { quick } from '../services/world-switches.ts';

const inClear = 'planted-backend-password-2f90';
const debug = { variables: { 'System.Debug': 'true' } };

describe('Secrets', () => {
  const world = bundledWorldForTests({ switches: quick });
  const runs: TaskRun[] = [];
  /** For Azure Resource Manager, and those with which they were asked for: as seen on the wire. */
  const tokens = { access: new Set<string>(), identity: new Set<string>() };
  const keep = (run: TaskRun) => {
    runs.push(run);
    const { arm, signIn } = world.emulators;
    for (const { headers } of arm.requests.entries)
      tokens.access.add(String(headers['authorization']).slice(7));
    for (const { body } of signIn.requests.entries) {
      const assertion = new URLSearchParams(body).get('client_assertion');
      if (assertion !== null) tokens.identity.add(assertion);
    }
    return run;
  };
  const publish = async (inputs = {}) =>
    keep(await world.publish({ artifactsFolder: 'files', ...inputs }, debug));

  before(async () => {
    assertGreen(keep(await world.extract(intoFolder, debug)));
  });
  beforeEach(() => {
    world.writes();
  });

  it('that are missing everywhere stop the run before any write, by their file', async () => {
    const run = await publish({ overridesFile: '' });
    assertRed(run, 'SECRET_WITHOUT_VALUE', /partner-key/, /overrides/);
    const issue = run.issues.find(({ code }) => code === 'SECRET_WITHOUT_VALUE');
    assert.match(issue?.file ?? '', /named values\/partner-key\/namedValueInformation\.json$/);
    assert.deepEqual(world.writes(), [], seen(run));
  });

  it('that the overrides give are published', async () => {
    const run = keep(
      await world.publish({ artifactsFolder: 'files' }, { ...debug, connection: world.withSecret }),
    );
    assertGreen(run);
    assert.equal(valueInProd(), planted.partnerKeyOfProd);
  });

  it('that nobody gives stay as they are in the instance', async () => {
    assertGreen(await publish({ overridesFile: '' }));
    assert.deepEqual(world.writes(), []);
    assert.equal(valueInProd(), planted.partnerKeyOfProd);
  });

  it('are not sent when something else about them changes', async () => {
    const file = join(world.folder, 'files/named values/partner-key/namedValueInformation.json');
    await editFile(file, (text) => text.replace('"secret": true', '"secret": true, "tags": ["partner"]'));
    const run = await publish({ overridesFile: '' });
    assertGreen(run);
    const { writes } = world.emulators.arm.requests;
    const [write, ...more] = writes.filter(({ path }) => !isMarker(path));
    assert.equal(more.length, 0, seen(run));
    assert.match(write?.path ?? '', /namedValues\/partner-key$/);
    assert.doesNotMatch(write?.body ?? '', /"value"/);
    assert.equal(valueInProd(), planted.partnerKeyOfProd);
  });

  it('stay when something beside them is taken out of the file', async () => {
    const file = join(world.folder, 'files/named values/partner-key/namedValueInformation.json');
    await editFile(file, (text) => text.replace(', "tags": ["partner"]', ''));
    assertGreen(await publish({ overridesFile: '' }));
    const dump = world.prod.dump() as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    assert.deepEqual(dump['namedValues/partner-key']?.['tags'] ?? [], []);
    assert.equal(valueInProd(), planted.partnerKeyOfProd);
  });

  it('that stand in clear in a backend keep it out of the files, and this is said', async () => {
    await world.dev.put('backends/in-clear', {
      properties: {
        url: 'https://legacy.example.com',
        protocol: 'http',
        credentials: { authorization: { scheme: 'Basic', parameter: inClear } },
      },
    });
    const run = keep(await world.extract({}, debug));
    assertDoneWithIssues(run);
    const [pullRequest] = world.repository.pullRequests;
    const branch = pullRequest?.sourceRefName.replace('refs/heads/', '') ?? '';
    const files = textsOf(await world.repository.files(branch));
    assert.deepEqual(
      Object.keys(files).filter((path) => path.includes('in-clear')),
      [],
    );
    for (const text of [run.summary ?? '', pullRequest?.description ?? '', run.log.join('\n')])
      assert.match(text.replaceAll('\\', ''), /backend in-clear.*withheld/);
  });

  it('of a wrong sign-in do not show either', async () => {
    const wrong = 'planted-but-wrong~secret~77aa';
    const authorization = { ...world.withSecret.authorization, serviceprincipalkey: wrong };
    const run = await world.publish(
      { artifactsFolder: 'files' },
      { ...debug, connection: { ...world.withSecret, authorization } },
    );
    assertRed(run, 'SIGN_IN_REFUSED');
    assert.deepEqual(placesOf(wrong, [...told(run)]), []);
  });

  it('are in no line, no debug line, no output, no summary, no file and no pull request', async () => {
    const branches = await Promise.all(
      (await world.repository.bare.refs('refs/heads/')).map(async ({ name }) =>
        textsOf(await world.repository.files(name.replace('refs/heads/', ''))),
      ),
    );
    const texts = [
      ...runs.flatMap((run) => told(run)),
      JSON.stringify(world.repository.pullRequests),
      ...[await filesIn(join(world.folder, 'files')), ...branches].flatMap((files) => Object.values(files)),
    ];
    assert.ok(runs.some(({ lines }) => lines.some((line) => line.includes('##vso[task.debug]'))));
    const { access, identity } = tokens;
    assert.ok(access.size > 0 && identity.size > 0, 'Both kinds of tokens were seen on the wire.');
    for (const secret of [...Object.values(planted), inClear, ...access, ...identity])
      assert.deepEqual(placesOf(secret, texts), []);
  });

  function valueInProd(): unknown {
    const dump = world.prod.dump() as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    return dump['namedValues/partner-key']?.['value'];
  }
});

/**
 * All that a run told, before the agent masks anything. Two lines have to hold a secret: the command that asks the
 * agent to mask it, and task-lib's own debug line about what the agent itself handed over (and masks).
 */
function told({ lines, outputs, summary = '' }: TaskRun): readonly string[] {
  const allowed = /^##vso\[task\.setsecret\]|^##vso\[task\.debug\]\S+ auth param \w+ = /;
  return [...lines.filter((line) => !allowed.test(line)), ...Object.values(outputs), summary];
}

function placesOf(secret: string, texts: readonly string[]): readonly string[] {
  return texts.filter((text) => text.includes(secret)).map((text) => text.slice(0, 200));
}
