import assert from 'node:assert/strict';
import { commandIn } from './commands.ts';
import { runSmallTask } from './small-task.ts';
import type { TaskRun } from './task-run.ts';

const attack = '##vso[task.setvariable variable=answer]taken';

function commands(run: TaskRun, name: string) {
  return run.lines.flatMap((line) => commandIn(line) ?? []).filter((command) => command.name === name);
}

describe('The log of a step', () => {
  it('obeys nothing that it is given to tell', async () => {
    const run = await runSmallTask(
      {},
      `const text = 'before ${attack}\\n${attack}';
       const { log } = run;
       log.line(text); log.warning(text); log.debug(text); log.progress(1, 2, text); log.group(text)();
       run.setSummary(text); run.setOutputs({ answer: text });`,
    );
    const set = commands(run, 'task.setvariable');
    assert.equal(set.length, 1);
    assert.match(set[0]?.data ?? '', /^before ##_vso\[/);
    assert.equal(run.result, 'Succeeded');
    assert.equal(run.issues[0]?.type, 'warning');
  });

  it('shows the marks that fold and colour a log as they are written', async () => {
    const run = await runSmallTask(
      {},
      `const text = '##[endgroup]\\n##[error]##[group]';
       const { log } = run;
       log.line(text); log.warning(text); log.debug(text); log.progress(1, 2, text); log.group(text)();
       throw new Error(text);`,
      { variables: { 'System.Debug': 'true' } },
    );
    assert.deepEqual(run.lines.join('\n').match(/##\[\w+\]/g), ['##[group]', '##[endgroup]']);
    assert.ok(run.lines.includes('##_[error]##_[group]'));
  });

  it('folds one level', async () => {
    const run = await runSmallTask(
      {},
      `const end = run.log.group('outer'); const inner = run.log.group('inner'); inner(); end(); end();
       run.log.group('next')();`,
    );
    assert.deepEqual(run.log.slice(1), [
      '##[group]outer',
      'inner',
      '##[endgroup]',
      '##[group]next',
      '##[endgroup]',
    ]);
  });

  it('moves the bar once per percent', async () => {
    const run = await runSmallTask(
      {},
      `for (let i = 0; i <= 1000; i += 1) run.log.progress(i, 1000, 'read');`,
    );
    assert.equal(commands(run, 'task.setprogress').length, 101);
  });
});

describe('The end of a step', () => {
  it('keeps what was known before the failure', async () => {
    const run = await runSmallTask(
      {},
      `run.setOutputs({ answer: 42 }); run.setSummary('# Half way'); throw new TypeError('no such thing');`,
    );
    assert.equal(run.result, 'Failed');
    assert.equal(run.exitCode, 0);
    assert.deepEqual(run.outputs, { answer: '42' });
    assert.match(
      run.summary ?? '',
      /^# Half way\n\n## Errors\n\n- This is a bug in the extension: TypeError/,
    );
    assert.ok(
      run.log.some((line) => /^\s+at /.test(line)),
      'the stack is in the log',
    );
  });

  for (const [what, work] of [
    ['work that never ends', 'await new Promise(() => undefined);'],
    [
      'an error in a callback',
      `setTimeout(() => { throw new Error('late'); }, 1); await new Promise(() => undefined);`,
    ],
    [
      'a rejection that nobody awaits',
      `void Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 50));`,
    ],
    ['something undefined that is thrown', 'throw undefined;'],
  ] as const)
    it(`is a failure after ${what}`, async () => {
      const run = await runSmallTask({}, work);
      assert.equal(run.result, 'Failed');
      assert.equal(commands(run, 'task.complete').length, 1);
      assert.equal(run.issues.length, 1);
      assert.match(run.issues[0]?.message ?? '', /^This is a bug in the extension/);
    });

  it('does not wait for connections that are kept', async () => {
    const run = await runSmallTask({}, 'setInterval(() => undefined, 60_000);');
    assert.equal(run.result, 'Succeeded');
  });

  it('is no failure when only the summary cannot be written', async () => {
    const run = await runSmallTask(
      {},
      `const fs = await import('node:fs'); run.setSummary('# Fine');
       Object.assign(run.job, { tempDirectory: '/there/is/no/such/folder' });`,
    );
    assert.equal(run.result, 'Succeeded');
    assert.ok(run.log.some((line) => line.startsWith('The summary could not be written')));
  });
});

describe('maskSecret', () => {
  it('masks each line of a key, and the whole as requests carry it', async () => {
    const run = await runSmallTask(
      { 'mask-secret': 'maskSecret' },
      `maskSecret('first line\\nsecond line');`,
    );
    const whole = 'first line\nsecond line';
    for (const form of ['first line', 'second line', Buffer.from(whole).toString('base64')])
      assert.ok(run.secrets.includes(form), form);
  });
});

describe('readWayOut', () => {
  const tell = `const { proxyFor } = readWayOut();
    run.setOutputs({ answer: JSON.stringify(['https://a.contoso.com', 'https://b'].map((url) => proxyFor?.(url) ?? null)) });`;
  const variables = { 'Agent.ProxyUrl': 'http://proxy:8080', 'Agent.ProxyUsername': 'me' };

  it('takes the proxy of the agent, and its bypass list by URL', async () => {
    const run = await runSmallTask({ 'way-out': 'readWayOut' }, tell, {
      variables: { ...variables, 'Agent.ProxyBypassList': JSON.stringify(['contoso\\.com', '', '(']) },
      secretVariables: { 'Agent.ProxyPassword': 'pass' },
    });
    const proxy = { url: 'http://proxy:8080', username: 'me', password: 'pass' };
    assert.deepEqual(JSON.parse(run.outputs['answer'] ?? ''), [null, proxy]);
  });

  it('goes directly without one', async () => {
    const run = await runSmallTask({ 'way-out': 'readWayOut' }, tell);
    assert.equal(run.outputs['answer'], '[null,null]');
  });

  it('says which file of authorities cannot be read', async () => {
    const run = await runSmallTask({ 'way-out': 'readWayOut' }, 'readWayOut();', {
      variables: { 'Agent.CAInfo': '/no/such/ca.pem' },
    });
    assert.equal(run.issues[0]?.code, 'INVALID_FILE');
    assert.match(run.issues[0].message, /\/no\/such\/ca\.pem/);
  });
});

describe('readJob', () => {
  it('reads a release, where other variables say the same', async () => {
    const run = await runSmallTask({}, 'run.setOutputs({ answer: JSON.stringify(run.job) });', {
      variables: {
        'System.TeamFoundationServerUri': 'https://vsrm.dev.azure.com/contoso/',
        'System.TeamFoundationCollectionUri': 'https://dev.azure.com/contoso/',
        'System.TeamProjectId': 'project',
        'System.HostType': 'release',
        'System.PlanId': 'plan',
        'System.JobId': 'job',
      },
    });
    const job = JSON.parse(run.outputs['answer'] ?? '') as Record<string, string>;
    assert.equal(job['collectionUri'], 'https://dev.azure.com/contoso');
    assert.equal(job['accessToken'], 'the-token-of-the-job');
    assert.equal(
      job['oidcRequestUri'],
      'https://dev.azure.com/contoso/project/_apis/distributedtask/hubs/release/plans/plan/jobs/job/oidctoken',
    );
    assert.ok(!('repository' in job));
  });
});
