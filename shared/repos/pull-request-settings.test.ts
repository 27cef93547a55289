import assert from 'node:assert/strict';
import type { TaskError } from '../errors/task-error.ts';
import type { KeptPullRequest } from './proposal.ts';
import type { EmulatedIdentity } from '../../emulator/azure-devops/directory.ts';
import type { Log } from '../log/log.ts';
import { silent } from '../log/log.ts';
import { edit, noSettings, startLiving, type Living } from '../../test/services/living-pull-request.ts';
import type { PullRequestSettings } from './pull-request-settings.ts';
import { identityAddress } from './reviewer.ts';

/** What was refused of a pull request that is there. */
function failureOf(kept: KeptPullRequest): TaskError {
  return ('failure' in kept ? kept.failure : undefined) ?? assert.fail('Nothing was refused.');
}

describe('What a pull request is given besides its text', () => {
  let living: Living;
  let ann: EmulatedIdentity;
  let owners: EmulatedIdentity;
  let warnings: string[];

  beforeEach(async () => {
    warnings = [];
    const log: Log = { ...silent, warning: (text) => void warnings.push(text) };
    living = await startLiving(log);
    ann = living.devops.directory.addPerson('Ann Other', 'ann@contoso.com', 'CONTOSO\\ann');
    owners = living.devops.directory.addGroup('[Shop]\\API owners');
    living.devops.workItems.add('12');
  });
  afterEach(() => living.stop());

  const settings = async (more: Partial<PullRequestSettings> = {}): Promise<PullRequestSettings> => ({
    ...noSettings,
    reviewers: await living.opened.reviewers([
      { name: 'ann@contoso.com', isRequired: false },
      { name: 'API owners', isRequired: true },
    ]),
    labels: ['apim', 'extract'],
    workItems: ['12'],
    ...more,
  });
  const reviewers = () => living.request().reviewers.map(({ id, isRequired }) => [id, isRequired]);
  const labels = () => living.request().labels.map(({ name }) => name);

  it('is there from the beginning: reviewers, labels, work items, draft', async () => {
    const kept = await living.keep({ settings: await settings({ draft: true }) });
    assert.deepEqual(kept.kind === 'created' && kept.missing, []);
    assert.deepEqual(reviewers(), [
      [ann.id, false],
      [owners.id, true],
    ]);
    assert.deepEqual(labels(), ['apim', 'extract']);
    assert.deepEqual(living.request().workItems, ['12']);
    assert.equal(living.request().isDraft, true);
    living.writes();
    await living.keep({ settings: await settings({ draft: true }) });
    assert.deepEqual(living.writes(), [], 'The next run has nothing to do.');
  });

  for (const name of ['ann@contoso.com', 'ANN@contoso.com', 'CONTOSO\\ann', 'Ann Other'])
    it(`finds a person by ${name}`, async () => {
      assert.equal((await living.opened.reviewers([{ name, isRequired: false }]))[0]?.id, ann.id);
    });

  for (const name of ['API owners', '[Shop]\\API owners'])
    it(`finds a group by ${name}`, async () => {
      living.devops.directory.addGroup('[Other]\\API owners');
      assert.equal((await living.opened.reviewers([{ name, isRequired: false }]))[0]?.id, owners.id);
    });

  it('takes an id as it is', async () => {
    living.writes();
    assert.equal((await living.opened.reviewers([{ name: ann.id, isRequired: false }]))[0]?.id, ann.id);
  });

  it('says in one line whom nobody knows, and who is not alone with a name', async () => {
    await assert.rejects(living.opened.reviewers([{ name: 'bob@contoso.com', isRequired: false }]), {
      code: 'INVALID_INPUT',
      message: /The input "reviewers" names "bob@contoso\.com": nobody of that name is known/,
    });
    living.devops.directory.addPerson('Ann Other', 'ann.other@contoso.com');
    await assert.rejects(living.opened.reviewers([{ name: 'Ann Other', isRequired: false }]), {
      code: 'INVALID_INPUT',
      message: /not one person or group; found were Ann Other, Ann Other/,
    });
  });

  it('comes to an open pull request when the inputs change, and only then', async () => {
    await living.keep();
    await living.keep({ settings: await settings() });
    assert.deepEqual(labels(), ['apim', 'extract']);
    assert.deepEqual(living.request().workItems, ['12']);
    assert.equal(reviewers().length, 2);
    living.request().reviewers.length = 0;
    await living.keep({ settings: await settings(), changes: [edit('apim/a', '9')] });
    assert.deepEqual(reviewers(), [], 'Somebody took the reviewers away: that is respected.');
  });

  it('keeps a vote when a reviewer becomes required', async () => {
    await living.keep({ settings: await settings() });
    Object.assign(living.request().reviewers[0] ?? {}, { vote: 10 });
    const required = await living.opened.reviewers([{ name: 'ann@contoso.com', isRequired: true }]);
    await living.keep({ settings: await settings({ reviewers: required }) });
    const found = living.request().reviewers.find(({ id }) => id === ann.id);
    assert.deepEqual([found?.isRequired, found?.vote], [true, 10]);
  });

  it('is read back: a required reviewer whom the service left out is reported', async () => {
    living.repository.withoutAccess.add(owners.id);
    const kept = await living.keep({ settings: await settings() });
    assert.deepEqual(kept.kind === 'created' && kept.missing.map(({ name }) => name), ['API owners']);
    assert.match(warnings.join('\n'), /has no reviewer API owners, who is required/);
  });

  it('fails in the service’s words when the service refuses a reviewer', async () => {
    living.repository.withoutAccess.add(owners.id);
    living.devops.switches.unfitReviewers = 'refused';
    await assert.rejects(living.keep({ settings: await settings() }), {
      code: 'REPOSITORY_REFUSED',
      message: /does not have access/,
    });
  });

  it('sets auto-complete in a second request, and how it merges', async () => {
    await living.keep({ settings: { ...noSettings, autoComplete: true, mergeStrategy: 'squash' } });
    assert.equal(living.request().autoCompleteSetBy?.id, living.repository.project.id);
    assert.deepEqual(living.request().completionOptions, { deleteSourceBranch: true, mergeStrategy: 2 });
    assert.equal(living.request().status, 'active');
  });

  it('is content with a pull request that completes itself at once', async () => {
    living.repository.requiredApprovals = 0;
    const kept = await living.keep({ settings: { ...noSettings, autoComplete: true } });
    assert.equal(kept.kind, 'created');
    assert.equal(living.request().status, 'completed');
    assert.equal(await living.tip(), undefined);
    assert.deepEqual(await living.keep({ changes: [] }), { kind: 'none' });
  });

  it('stores the way to merge without completing anything', async () => {
    living.repository.requiredApprovals = 0;
    await living.keep({
      settings: { ...noSettings, mergeStrategy: 'rebaseMerge', deleteSourceBranch: false },
    });
    assert.deepEqual(living.request().completionOptions, { deleteSourceBranch: false, mergeStrategy: 4 });
    assert.equal(living.request().status, 'active');
  });

  it('is repaired by the next run when it came only in part', async () => {
    const refused = { status: 403, body: { message: 'no' } };
    living.devops.faults.push({ method: 'PATCH', path: /pullRequests\/1$/i, times: 1, answer: refused });
    const wanted = { settings: { ...noSettings, autoComplete: true } };
    const kept = await living.keep(wanted);
    assert.deepEqual([kept.kind, failureOf(kept).code], ['created', 'REPOSITORY_REFUSED']);
    assert.ok(!('failure' in (await living.keep(wanted))));
    assert.ok(living.request().autoCompleteSetBy);
  });

  it('names right and place when a work item is not there or may not be changed', async () => {
    const unknown = failureOf(await living.keep({ settings: { ...noSettings, workItems: ['99'] } }));
    assert.equal(unknown.code, 'REPOSITORY_REFUSED');
    assert.match(unknown.message, /link work item 99 .*TF401232/);
    assert.match(unknown.remedy ?? '', /"Edit work items in this node" for "Shop Build Service/);
    living.devops.denied.add('EditWorkItems');
    await living.keep();
    const denied = failureOf(await living.keep({ settings: await settings() }));
    assert.match(denied.message, /TF237111/);
    assert.match(denied.remedy ?? '', /Areas/);
  });
});

describe('Where identities are asked for', () => {
  for (const [collection, address] of [
    ['https://dev.azure.com/contoso/', 'https://vssps.dev.azure.com/contoso'],
    ['https://contoso.visualstudio.com/', 'https://contoso.vssps.visualstudio.com'],
    ['https://tfs.contoso.com/DefaultCollection', 'https://tfs.contoso.com/DefaultCollection'],
    ['https://dev.azure.com.evil.example/contoso', 'https://dev.azure.com.evil.example/contoso'],
  ] as const)
    it(`is ${address} for ${collection}`, () => {
      assert.equal(identityAddress(collection), address);
    });
});
