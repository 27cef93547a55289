import assert from 'node:assert/strict';
import { emulatedConnection } from './emulated-connection.ts';
import { runTask, type TaskStart } from './run-task.ts';

const good: TaskStart = {
  connection: emulatedConnection(),
  inputs: { resourceGroupName: 'apis-dev', serviceName: 'contoso-apis-dev' },
};

function withInputs(inputs: Record<string, string>): TaskStart {
  return { ...good, inputs: { ...good.inputs, ...inputs } };
}

for (const task of ['ApimExtract', 'ApimPublish'] as const) {
  describe(`Inputs of ${task}`, () => {
    for (const name of ['azureSubscription', 'resourceGroupName', 'serviceName']) {
      it(`fails with one line when ${name} is missing`, async () => {
        const run = await runTask(task, withInputs({ [name]: '' }));
        assert.equal(run.result, 'Failed');
        assert.equal(run.exitCode, 0);
        assert.deepEqual(
          run.issues.map(({ type, code }) => ({ type, code })),
          [{ type: 'error', code: 'INVALID_INPUT' }],
        );
        assert.match(run.issues[0]?.message ?? '', new RegExp(`^The input "${name}" is empty\\. Allowed: `));
      });
    }

    it('names the variable that a text still holds, behind a code that the log shows too', async () => {
      const run = await runTask(task, withInputs({ serviceName: 'apis-$(environment)' }));
      assert.equal(run.issues[0]?.code, 'UNREPLACED_VARIABLE');
      assert.ok(run.log.some((line) => line.startsWith('##[error]UNREPLACED_VARIABLE: The input ')));
      assert.match(
        run.issues[0].message,
        /"serviceName" is "apis-\$\(environment\)".*no variable "environment"/,
      );
    });

    it('tells everything that is wrong at once', async () => {
      const run = await runTask(
        task,
        withInputs({ resourceGroupName: '', serviceName: 'not a name', subscriptionId: 'the first one' }),
      );
      assert.deepEqual(
        run.issues.map(({ message }) => /"(\w+)"/.exec(message)?.[1]),
        ['resourceGroupName', 'serviceName', 'subscriptionId'],
      );
    });

    it('sets every output, also when it fails', async () => {
      const run = await runTask(task, withInputs({ serviceName: '' }));
      const counts = Object.entries(run.outputs).filter(([name]) => name.endsWith('Count'));
      assert.equal(run.outputs['hasChanges'], 'false');
      assert.ok(counts.length >= 3);
      assert.ok(counts.every(([, value]) => value === '0'));
    });

    it('obeys no command that an input carries', async () => {
      const attack = '##vso[task.setvariable variable=hasChanges]true';
      const run = await runTask(task, withInputs({ serviceName: attack, resourceGroupName: `x${attack}` }));
      assert.equal(run.outputs['hasChanges'], 'false');
      assert.ok(run.issues.every(({ message }) => !message.includes('##vso[')));
      assert.match(run.issues[1]?.message ?? '', /"serviceName" is "##_vso\[task/);
    });

    it('tells its exact version first', async () => {
      const run = await runTask(task, withInputs({ serviceName: '' }));
      assert.match(run.log[0] ?? '', new RegExp(`^${task} \\d+\\.\\d+\\.\\d+, Node `));
    });
  });
}

describe('Inputs of ApimPublish alone', () => {
  it('names the actions that there are', async () => {
    const run = await runTask('ApimPublish', withInputs({ action: 'destroy' }));
    assert.equal(
      run.issues[0]?.message,
      'The input "action" is "destroy". Allowed: "publish" or "plan" or "validate".',
    );
  });
});

describe('Inputs of ApimExtract alone', () => {
  it('takes only true and false for a checkbox', async () => {
    const run = await runTask('ApimExtract', withInputs({ createPullRequest: 'yes' }));
    assert.equal(
      run.issues[0]?.message,
      'The input "createPullRequest" is "yes". Allowed: "true" or "false".',
    );
  });

  it('takes no repository and no branch where there is no pull request to go there', async () => {
    const run = await runTask(
      'ApimExtract',
      withInputs({ createPullRequest: 'false', repository: 'apis', targetBranch: 'main' }),
    );
    assert.deepEqual(
      run.issues.map(({ code, message }) => [code, message.slice(0, message.indexOf('.'))]),
      [
        ['INVALID_INPUT', 'The input "repository" is "apis", but without a pull request it means nothing'],
        ['INVALID_INPUT', 'The input "targetBranch" is "main", but without a pull request it means nothing'],
      ],
    );
  });

  for (const [input, value, words] of [
    ['pullRequestTitle', 'From {servce}', /which holds \{servce\}\. Allowed: of names in braces \{service\}/],
    ['workItems', 'twelve', /"workItems" is "twelve"\. Allowed: numbers of work items/],
    ['mergeStrategy', 'ours', /Allowed: "noFastForward", "squash", "rebase", "rebaseMerge", or nothing/],
    ['sourceBranch', 'a..b', /"sourceBranch" is "a\.\.b"\. Allowed: a branch/],
    ['reviewers', 'required:', /"reviewers" is "required:"\. Allowed: e-mail addresses/],
  ] as const)
    it(`says what is wrong with ${input}: ${value}`, async () => {
      const run = await runTask('ApimExtract', withInputs({ [input]: value }));
      assert.deepEqual(
        run.issues.map(({ code }) => code),
        ['INVALID_INPUT'],
      );
      assert.match(run.issues[0]?.message ?? '', words);
    });

  it('completes no draft', async () => {
    const run = await runTask('ApimExtract', withInputs({ draft: 'true', autoComplete: 'true' }));
    assert.match(run.issues[0]?.message ?? '', /"autoComplete" is "true", but a draft cannot be completed/);
  });

  it('takes nothing about a pull request where there is none', async () => {
    const about = {
      reviewers: 'a@b.c',
      labels: 'x',
      workItems: '1',
      draft: 'true',
      reopen: 'true',
      sourceBranch: 'x',
    };
    const run = await runTask('ApimExtract', withInputs({ createPullRequest: 'false', ...about }));
    const named = run.issues.map(({ message }) => /"(\w+)"/.exec(message)?.[1]);
    assert.deepEqual(named.sort(), Object.keys(about).sort());
  });

  for (const artifactsFolder of ['/../outside', 'C:\\apim', '//server/share', 'a/.git/b'])
    it(`refuses ${artifactsFolder} as a folder of a repository`, async () => {
      const run = await runTask('ApimExtract', withInputs({ artifactsFolder }));
      assert.equal(run.issues[0]?.code, 'INVALID_INPUT');
      assert.match(run.issues[0].message, /"artifactsFolder" is .* a folder inside the repository/);
    });
});
