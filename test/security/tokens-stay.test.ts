import assert from 'node:assert/strict';
import { join } from 'node:path';
import { LoopbackServer } from '../../emulator/http/loopback-server.ts';
import type { TaskRun } from '../agent/task-run.ts';
import { intoFolder, startWorld, type World } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

const document = { openapi: '3.0.1', info: { title: 'Orders', version: '1' }, paths: {} };

describe('Tokens stay with whom they are for', () => {
  let world: World;
  let elsewhere: LoopbackServer;
  before(async () => {
    world = await startWorld({ switches: quick, withoutContent: true });
    elsewhere = new LoopbackServer(world.emulators.certificate, () => ({ status: 200, body: document }));
    await elsewhere.start();
    await writeFileAt(
      join(world.folder, 'published/tags/a/tagInformation.json'),
      '{"properties":{"displayName":"A"}}',
    );
  });
  after(async () => {
    await elsewhere.stop();
    await world.stop();
  });
  afterEach(() => {
    const { arm, azureDevOps } = world.emulators;
    for (const list of [arm.faults, azureDevOps.faults]) list.length = 0;
    elsewhere.requests.clear();
  });

  const extract = () => world.extract(intoFolder);

  function assertNothingArrived(run: TaskRun): void {
    assertRed(run, 'UNEXPECTED_ANSWER', new RegExp(new URL(elsewhere.origin).host));
    assert.deepEqual(elsewhere.requests.entries, [], seen(run));
  }

  it('when the next page of a list is elsewhere', async () => {
    const body = { value: [], nextLink: `${elsewhere.origin}/next` };
    world.emulators.arm.faults.push({ path: /contoso-dev\/tags$/, answer: { status: 200, body } });
    assertNothingArrived(await extract());
  });

  for (const status of [302, 307])
    it(`when Azure redirects with ${status}`, async () => {
      const headers = { location: `${elsewhere.origin}/moved` };
      world.emulators.arm.faults.push({ path: /contoso-dev\/tags$/, answer: { status, headers } });
      assertNothingArrived(await extract());
    });

  for (const name of ['location', 'azure-asyncoperation'])
    it(`when the progress of a write is told elsewhere, by ${name}`, async () => {
      const headers = { [name]: `${elsewhere.origin}/progress` };
      world.emulators.arm.faults.push({ method: 'PUT', path: /tags\/a$/, answer: { status: 202, headers } });
      assertNothingArrived(await world.publish({ artifactsFolder: 'published', overridesFile: '' }));
    });

  it('when an exported document is fetched', async () => {
    const properties = { displayName: 'Orders', path: 'orders', protocols: ['https'] };
    await world.dev.put('apis/orders', { properties });
    const answer = { status: 200, body: { value: { link: `${elsewhere.origin}/a.json?sig=secret` } } };
    world.emulators.arm.faults.push({ path: /apis\/orders(;rev=1)?\?.*export=true/, answer });
    assertGreen(await extract());
    assertWithoutToken(1);
  });

  it('when Azure Repos redirects', async () => {
    redirectFrom(/\/git\/repositories\//);
    assert.equal((await world.extract()).result, 'Failed');
    assertWithoutToken();
  });

  it('when the server of ID tokens redirects', async () => {
    redirectFrom(/\/oidctoken$/);
    assertRed(await extract(), 'SIGN_IN_REFUSED');
    assertWithoutToken();
  });

  function redirectFrom(path: RegExp): void {
    const answer = { status: 302, headers: { location: `${elsewhere.origin}/moved` } };
    world.emulators.azureDevOps.faults.push({ path, times: 9, answer });
  }

  function assertWithoutToken(atLeast = 0): void {
    const { entries } = elsewhere.requests;
    assert.ok(entries.length >= atLeast);
    for (const { headers, body } of entries) {
      assert.equal(headers['authorization'], undefined);
      assert.equal(body, '');
    }
  }
});
