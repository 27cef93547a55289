import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runTask } from '../agent/run-task.ts';
import { assertGreen, seen } from '../services/world-expectations.ts';
import type { Files } from '../services/world-files.ts';

const information = (properties: object) => JSON.stringify({ properties });
const document = (paths: object) =>
  JSON.stringify({ openapi: '3.0.1', info: { title: 'A', version: '1' }, paths });
const responses = { 200: { description: 'OK' } };

const good: Files = {
  'apis/a/apiInformation.json': information({ displayName: 'A', path: 'a' }),
  'apis/a/specification.json': document({ '/a': { get: { operationId: 'getA', responses } } }),
};
const broken: Files = {
  'apis/a/apiInformation.json': information({ displayName: 'A', path: 'a' }),
  'apis/a/specification.json': document({
    '/a/{id}': { get: { operationId: 'getA', responses, requestBody: { content: {} } } },
  }),
  'policy.xml': '<policies><inbound></policies>',
};

/** No service connection, no instance, and an Azure DevOps that nobody listens to. */
describe('Validating without Azure', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'apim-validate-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function validate(files: Files, inputs: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, 'files', path)), { recursive: true });
      await writeFile(join(folder, 'files', path), text);
    }
    return await runTask('ApimPublish', {
      inputs: { action: 'validate', artifactsFolder: 'files', testResultsFile: 'out/results.xml', ...inputs },
      workingDirectory: folder,
    });
  }

  it('is green when nothing is wrong, with test results for the Tests tab', async () => {
    const run = await validate(good);
    assertGreen(run);
    assert.match(run.summary ?? '', /^## ApimPublish: 0 errors, 0 warnings in \d+ checks/);
    const xml = await readFile(join(folder, 'out/results.xml'), 'utf8');
    assert.match(xml, /failures="0"/);
    assert.match(xml, /classname="apis\/a\/specification\.json" name="path-parameters: /);
  });

  it('tells everything at once, and where: as issues, on the page of the run, in the test results', async () => {
    const run = await validate(broken);
    assert.equal(run.result, 'Failed', seen(run));
    const codes = run.issues.filter(({ type }) => type === 'error').map(({ code }) => code);
    assert.deepEqual(codes.sort(), ['IMPORT_REFUSED', 'INVALID_FILE'], seen(run));
    assert.equal(run.outputs['failedCount'], '2');
    assert.match(run.log.join('\n'), /#\/paths\/~1a~1\{id\}\/get: \{id\} of GET \/a\/\{id\} is not declared/);
    assert.match(run.log.join('\n'), /the request body of GET \/a\/\{id\} is dropped/);
    assert.match(run.summary ?? '', /INVALID_FILE/);
    const xml = await readFile(join(folder, 'out/results.xml'), 'utf8');
    assert.match(xml, /failures="2"/);
  });

  it('fails for a token that nobody filled in, and for overrides that find nothing', async () => {
    await writeFile(join(folder, 'prod.yaml'), 'apis: [{ name: b, properties: { path: "{#PATH#}" } }]');
    const run = await validate(good, { overridesFile: 'prod.yaml' });
    assert.equal(run.result, 'Failed', seen(run));
    assert.deepEqual(run.issues.map(({ code }) => code).sort(), ['UNMATCHED_OVERRIDE', 'UNRESOLVED_TOKEN']);
  });

  it('says that the folder is missing, or that the results cannot be written', async () => {
    assert.deepEqual(
      (await validate(good, { artifactsFolder: 'elsewhere' })).issues.map(({ code }) => code),
      ['FOLDER_NOT_FOUND'],
    );
    assert.deepEqual(
      (await validate(good, { testResultsFile: 'files' })).issues.map(({ code }) => code),
      ['INVALID_INPUT'],
    );
  });

  it('is the only action that needs no service connection: the others ask for it by name', async () => {
    const run = await validate(good, { action: 'plan' });
    assert.equal(run.result, 'Failed', seen(run));
    const words = run.issues.map(({ message }) => message).join('\n');
    for (const input of ['azureSubscription', 'resourceGroupName', 'serviceName'])
      assert.match(words, new RegExp(`The input "${input}" is empty`));
  });
});
