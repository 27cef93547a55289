import assert from 'node:assert/strict';
import type { Fault } from '../../emulator/http/fault.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { textsOf } from '../services/world-files.ts';
import { refusal } from '../services/world-lies.ts';

describe('What is gone from the instance', () => {
  const world = bundledWorldForTests();
  const branches = () => world.repository.bare.refs('refs/heads/');
  const fault = (one: Fault) => world.emulators.arm.faults.push(one);

  before(async () => {
    assertGreen(await world.extract());
    await world.repository.complete(world.repository.pullRequests[0]?.pullRequestId ?? 0);
  });
  afterEach(() => {
    world.emulators.arm.faults.length = 0;
  });

  for (const [words, path, answer] of [
    ['one thing', /\/tags$/, { status: 200, body: { value: [], count: 0 } }],
    ['all APIs', /\/apis$/, { status: 200, body: { value: [], count: 0 } }],
    ['a link', /\/products\/pets\/apis$/, { status: 200, body: { value: [], count: 0 } }],
    ['all things of a kind, with 404', /\/backends$/, refusal(404, 'ResourceNotFound', 'Not found.')],
  ] as const)
    it(`is not believed to be gone because a list leaves out ${words}`, async () => {
      const before = await branches();
      fault({ method: 'GET', path, answer });
      const run = await world.extract();
      if (answer.status === 404) assertGreen(run);
      else assertRed(run, 'UNEXPECTED_ANSWER', /was not listed/);
      assert.equal(run.outputs['removedCount'], '0', seen(run));
      assert.deepEqual(await branches(), before, seen(run));
    });

  it('is not believed to be gone because a policy answers 404 only once', async () => {
    const before = await branches();
    fault({
      method: 'GET',
      path: /\/apis\/petstore\/policies\/policy$/,
      times: 1,
      answer: refusal(404, 'ResourceNotFound', 'Policy not found.'),
    });
    const run = await world.extract();
    assertRed(run, 'UNEXPECTED_ANSWER', /API policy petstore/);
    assert.deepEqual(await branches(), before, seen(run));
  });

  for (const [words, answer, code] of [
    ['may not be asked for', refusal(403, 'AuthorizationFailed', 'No right.'), 'MISSING_RIGHTS'],
    ['cannot be asked for', refusal(400, 'ValidationError', 'No.'), 'AZURE_REFUSED'],
  ] as const)
    it(`is not believed to be gone when the thing itself ${words}`, async () => {
      const before = await branches();
      fault({ method: 'GET', path: /\/tags$/, answer: { status: 200, body: { value: [] } } });
      fault({ method: 'GET', path: /\/tags\/\w+$/, answer });
      const run = await world.extract();
      assertRed(run, code, /tags\//);
      assert.deepEqual(await branches(), before, seen(run));
    });

  it('is not believed to be gone when the whole instance is', async () => {
    const before = await branches();
    const gone = `The Resource 'Microsoft.ApiManagement/service/contoso-dev' under resource group 'apis' was not found.`;
    fault({ path: /\/service\/contoso-dev\/tags/, answer: refusal(404, 'ResourceNotFound', gone) });
    const run = await world.extract();
    assertRed(run, 'INSTANCE_NOT_FOUND', /contoso-dev/);
    assert.deepEqual(await branches(), before, seen(run));
  });

  it('is removed from the files by the pull request, with all that lived in it', async () => {
    await world.dev.delete('apis/trains?deleteRevisions=true');
    await world.dev.delete('products/pets/policies/policy');
    const run = await world.extract();
    assertGreen(run);
    const active = world.repository.pullRequests.find(({ status }) => status === 'active');
    const branch = active?.sourceRefName.replace('refs/heads/', '') ?? '';
    const [before, after] = await Promise.all(
      ['main', branch].map(async (name) => textsOf(await world.repository.files(name), 'apim-artifacts')),
    );
    const removed = Object.keys(before ?? {}).filter((path) => after?.[path] === undefined);
    assert.deepEqual(
      removed,
      [
        'apis/trains/apiInformation.json',
        'apis/trains/operationTags.json',
        'apis/trains/operations/get-stations/policy.xml',
        'apis/trains/specification.yaml',
        'products/pets/policy.xml',
      ],
      seen(run),
    );
    assert.equal(run.outputs['removedCount'], '5');
    assert.match(active?.description ?? '', /gone: `API trains`/);
  });
});
