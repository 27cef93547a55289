import assert from 'node:assert/strict';
import { TaskError } from '../shared/errors/task-error.ts';
import { readExtractSettings } from './ApimExtract/settings.ts';
import { readPublishSettings } from './ApimPublish/settings.ts';

const instance = { azureSubscription: 'id', resourceGroupName: 'apis-dev', serviceName: 'contoso' };

function inputs(more: Record<string, string> = {}): ReadonlyMap<string, string> {
  return new Map(Object.entries({ ...instance, ...more }));
}

describe('Settings', () => {
  it('are complete with what must be given', () => {
    assert.deepEqual(readPublishSettings(inputs()), {
      ...instance,
      subscriptionId: undefined,
      timeoutInMinutes: 0,
      action: 'publish',
      artifactsFolder: 'apim-artifacts',
      overridesFile: undefined,
      planFile: undefined,
      testResultsFile: undefined,
      replaceTokens: 'overrides',
      tokens: ['*'],
      promoteRevision: 'declared',
      reportFolder: undefined,
      scope: 'all',
      firstRun: 'plan',
      allowOlderCommit: false,
      failOnNoChanges: false,
      deleteMode: 'owned',
      maxDeletes: 5,
      allowDeleteOf: undefined,
    });
    assert.deepEqual(readExtractSettings(inputs()), {
      ...instance,
      subscriptionId: undefined,
      timeoutInMinutes: 0,
      artifactsFolder: 'apim-artifacts',
      filterFile: undefined,
      includeDependencies: false,
      layout: 'keep',
      revisions: 'all',
      specificationFormat: 'openapi-yaml',
      secretsFound: 'withhold',
      createPullRequest: true,
      repository: undefined,
      targetBranch: undefined,
      reportFolder: undefined,
      sourceBranch: undefined,
      pullRequestTitle: 'Extract from API Management {service}',
      reviewers: undefined,
      labels: undefined,
      workItems: undefined,
      draft: false,
      autoComplete: false,
      mergeStrategy: undefined,
      deleteSourceBranch: true,
      reopen: false,
    });
  });

  it('take words and checkboxes in any case', () => {
    assert.equal(readPublishSettings(inputs({ action: 'Plan' })).action, 'plan');
    assert.equal(readExtractSettings(inputs({ createPullRequest: 'False' })).createPullRequest, false);
  });

  it('of a validation need neither an instance nor a connection', () => {
    const given = new Map([
      ['action', 'Validate'],
      ['planFile', 'plan.json'],
    ]);
    const { action, artifactsFolder } = readPublishSettings(given);
    assert.deepEqual({ action, artifactsFolder }, { action: 'validate', artifactsFolder: 'apim-artifacts' });
    for (const action of ['plan', 'publish'])
      assert.throws(
        () => readPublishSettings(new Map([['action', action]])),
        (error) => error instanceof TaskError && error.causes.join().includes('azureSubscription'),
      );
  });

  it('take minutes and parts of them', () => {
    for (const [text, minutes] of [
      ['45', 45],
      ['0', 0],
      ['1.5', 1.5],
      ['10080', 10_080],
    ] as const)
      assert.equal(readPublishSettings(inputs({ timeoutInMinutes: text })).timeoutInMinutes, minutes);
  });

  it('write a folder of a repository as Git does', () => {
    for (const artifactsFolder of ['apim/files', './apim/files/', '/apim\\files'])
      assert.equal(readExtractSettings(inputs({ artifactsFolder })).artifactsFolder, 'apim/files');
    assert.equal(readExtractSettings(inputs({ artifactsFolder: '.' })).artifactsFolder, '');
  });

  it('leave a folder on the agent as it is', () => {
    const onAgent = inputs({ artifactsFolder: '../files', createPullRequest: 'false' });
    assert.equal(readExtractSettings(onAgent).artifactsFolder, '../files');
  });

  it('tell all problems together', () => {
    const wrong = inputs({ serviceName: '1st', artifactsFolder: '..', filterFile: '$(filter)' });
    assert.throws(
      () => readExtractSettings(wrong),
      (error) => error instanceof TaskError && error.code === 'SEVERAL' && error.causes.length === 3,
    );
  });

  it('do not convert a whole folder for a part of it', () => {
    assert.equal(readExtractSettings(inputs({ layout: 'apiops' })).layout, 'apiops');
    assert.equal(readExtractSettings(inputs({ layout: 'keep', filterFile: 'f.yaml' })).layout, 'keep');
    assert.throws(() => readExtractSettings(inputs({ layout: 'apiops', filterFile: 'f.yaml' })), {
      code: 'INVALID_INPUT',
      message: /"layout" is "apiops", which converts the whole folder/,
    });
  });

  for (const [name, good] of [
    ['resourceGroupName', ['a', 'RG_1.(x)-y', 'größe']],
    ['serviceName', ['a', 'Contoso-1']],
  ] as const)
    it(`take good names for ${name}`, () => {
      for (const text of good)
        assert.equal(
          Object.entries(readPublishSettings(inputs({ [name]: text })))
            .flat()
            .includes(text),
          true,
        );
    });

  for (const [name, bad] of [
    ['resourceGroupName', ['ends.', 'a/b', 'a b', 'x'.repeat(91)]],
    ['serviceName', ['-a', 'a-', 'a_b', 'contoso.azure-api.net', 'x'.repeat(51)]],
    ['subscriptionId', ['My subscription', '1234']],
    ['maxDeletes', ['-1', '1.5', 'all', '1e9']],
    ['allowDeleteOf', ['products', 'subscriptions; users']],
    ['timeoutInMinutes', ['-1', '1h', 'Infinity', '1e3', '10081', '99999999']],
  ] as const)
    it(`refuse bad names for ${name}`, () => {
      for (const text of bad)
        assert.throws(() => readPublishSettings(inputs({ [name]: text })), { code: 'INVALID_INPUT' });
    });
});
