import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TaskRun } from '../agent/task-run.ts';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { type Inputs, intoFolder } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

interface Wrong {
  readonly words: string;
  /** Nothing but the text is wrong: all such are told in one run. */
  readonly isText?: true;
  readonly inputs: Inputs;
  readonly code: string;
  readonly says: readonly RegExp[];
}

const ofBoth: readonly Wrong[] = [
  {
    words: 'a variable that nobody replaced',
    isText: true,
    inputs: { serviceName: '$(apimName)' },
    code: 'UNREPLACED_VARIABLE',
    says: [/"serviceName" is "\$\(apimName\)"/, /no variable "apimName"/, /Define "apimName"/],
  },
  {
    words: 'an address in place of a name',
    inputs: { serviceName: 'https://contoso-dev.azure-api.net' },
    code: 'INVALID_INPUT',
    says: [/"serviceName" is "https:\/\/contoso-dev/, /Allowed: the name of an API Management instance/],
  },
  {
    words: 'a subscription that is no id',
    isText: true,
    inputs: { subscriptionId: 'Pay-as-you-go' },
    code: 'INVALID_INPUT',
    says: [/"subscriptionId" is "Pay-as-you-go"/, /Allowed: the id of a subscription/],
  },
  {
    words: 'a service connection that the job does not have',
    inputs: { azureSubscription: 'Azure (production)' },
    code: 'INVALID_INPUT',
    says: [/"azureSubscription" is "Azure \(production\)"/, /no such service connection/],
  },
];

const ofExtract: readonly Wrong[] = [
  {
    words: 'a repository that is an address',
    inputs: { repository: 'https://dev.azure.com/contoso/Contoso/_git/apis' },
    code: 'INVALID_INPUT',
    says: [/"repository" is "https:/, /"project\/name"/],
  },
  {
    words: 'a folder outside of the repository',
    isText: true,
    inputs: { artifactsFolder: '../other' },
    code: 'INVALID_INPUT',
    says: [/"artifactsFolder" is "\.\.\/other"/, /inside the repository/],
  },
  {
    words: 'a checkbox that is neither true nor false',
    isText: true,
    inputs: { createPullRequest: 'yes' },
    code: 'INVALID_INPUT',
    says: [/"createPullRequest" is "yes"/, /"true" or "false"/],
  },
];

const ofPublish: readonly Wrong[] = [
  {
    words: 'an action that there is not',
    isText: true,
    inputs: { action: 'sync' },
    code: 'INVALID_INPUT',
    says: [/"action" is "sync"/, /"publish" or "plan"/],
  },
  {
    words: 'a folder that does not exist: it says what is there instead (story 3)',
    inputs: { artifactsFolder: 'apim-artefacts' },
    code: 'FOLDER_NOT_FOUND',
    says: [/apim-artefacts does not exist/, /holds empty, files, foreign/, /artifactsFolder/],
  },
  {
    words: 'an empty folder',
    inputs: { artifactsFolder: 'empty' },
    code: 'EMPTY_SOURCE',
    says: [/empty/, /artifactsFolder/],
  },
  {
    words: 'a folder that is somebody else’s',
    inputs: { artifactsFolder: 'foreign' },
    code: 'NOT_ARTIFACTS',
    says: [/package\.json/, /apis/, /artifactsFolder/],
  },
  {
    words: 'the folder above the files',
    inputs: { artifactsFolder: '.' },
    code: 'NOT_ARTIFACTS',
    says: [/files/, /artifactsFolder/],
  },
  {
    words: 'an overrides file that does not exist',
    inputs: { overridesFile: 'environments/prod.yaml' },
    code: 'INVALID_INPUT',
    says: [/"overridesFile" is "environments\/prod\.yaml"/, /no file .*prod\.yaml/],
  },
];

describe('A wrong input is one clear line before any request:', () => {
  const world = bundledWorldForTests({ switches: quick });
  before(async () => {
    assertGreen(await world.extract(intoFolder));
    await mkdir(join(world.folder, 'empty'));
    await writeFileAt(join(world.folder, 'foreign/package.json'), '{}');
    await writeFileAt(join(world.folder, 'foreign/src/index.js'), '');
    world.requests();
  });
  afterEach(() => {
    assert.deepEqual(world.requests(), []);
  });

  for (const [task, all] of [
    ['extract', [...ofBoth, ...ofExtract]],
    ['publish', [...ofBoth, ...ofPublish]],
  ] as const) {
    const texts = all.filter(({ isText }) => isText);
    describe(`${task}, in one run:`, () => {
      let run: TaskRun;
      before(async () => {
        run = await world[task](Object.fromEntries(texts.flatMap(({ inputs }) => Object.entries(inputs))));
      });
      for (const { words, code, says } of texts)
        it(words, () => {
          assertRed(run, code, ...says);
          assert.equal(run.issues.length, texts.length, seen(run));
        });
    });

    for (const { words, inputs, code, says } of all.filter((one) => !texts.includes(one)))
      it(`${task}: ${words}`, async () => {
        const run = await world[task](inputs);
        assertRed(run, code, ...says);
        assert.equal(run.issues.length, 1, seen(run));
      });
  }

  for (const task of ['extract', 'publish'] as const)
    it(`${task}: everything that is missing, at once`, async () => {
      const run = await world[task]({ azureSubscription: '', resourceGroupName: '', serviceName: '' });
      for (const name of ['azureSubscription', 'resourceGroupName', 'serviceName'])
        assertRed(run, 'INVALID_INPUT', new RegExp(`"${name}" is empty\\. Allowed: `));
      assert.equal(run.issues.length, 3, seen(run));
    });

  it('an extraction into a folder on the agent may lie anywhere', async () => {
    const folder = join(world.folder, '..', 'elsewhere');
    assertGreen(await world.extract({ createPullRequest: 'false', artifactsFolder: folder }));
    world.requests();
  });
});
