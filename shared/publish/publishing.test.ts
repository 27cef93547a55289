import assert from 'node:assert/strict';
import { namePattern } from '../configuration/name-pattern.ts';
import type { Variable } from '../configuration/tokens.ts';
import { readDesired } from './desired.ts';
import { holdersOfSecrets, presentPublishing } from './publishing.ts';
import { sourceForTests } from './source-for-tests.ts';
import { backend, bytes } from './story-for-tests.ts';

const files = bytes({
  ...backend('shop', 'https://dev'),
  'named values/key/namedValueInformation.json': '{"properties": {"displayName": "key", "secret": true}}',
});
const overrides = `namedValues:
  - name: key
    properties: {value: '{#KEY#}'}
backends:
  - name: shop
    properties: {url: 'https://{#HOST#}'}
`;
const variables: readonly Variable[] = [
  { name: 'HOST', value: 'prod', secret: false },
  { name: 'KEY', value: 's3cret', secret: true },
];

describe('What is published and is in no commit', () => {
  const source = sourceForTests();
  source.commit = '1';
  source.commits.set('1', files);
  const present = async (text: string, given = variables, committed?: string, reader?: number) => {
    const tokens = { where: 'overrides', allowed: [namePattern('*')], variables: given } as const;
    const overriding = { files: [{ file: 'prod.yaml', text }], tokens: { ...tokens, inPullRequest: false } };
    const desired = readDesired(files, overriding.files, overriding.tokens);
    const at = { ...source, overridesAt: () => Promise.resolve(committed) };
    return {
      desired,
      ...(await presentPublishing(at, files, desired, overriding, reader === undefined ? {} : { reader })),
    };
  };
  const withValue = (name: string, value: string) =>
    variables.map((one) => (one.name === name ? { ...one, value } : one));

  it('is told by what overrides from outside say, the values of open tokens among it', async () => {
    const { outside } = await present(overrides);
    assert.equal((await present(`# In other words\n${overrides}\n`)).outside, outside);
    assert.notEqual((await present(overrides, withValue('HOST', 'other'))).outside, outside);
    assert.notEqual((await present(overrides.replace('https:', 'http:'))).outside, outside);
  });

  it('gives away nothing of a secret, and what holds one is compared each time', async () => {
    const { outside, desired } = await present(overrides);
    assert.equal((await present(overrides, withValue('KEY', 'another'))).outside, outside);
    assert.deepEqual([...holdersOfSecrets(desired)], ['namedValue/key']);
  });

  it('is told by the version that reads the files, whatever they and the overrides say', async () => {
    const versions = [0, 1, 2].map(async (reader) => (await present('', variables, '', reader)).outside);
    assert.equal(new Set(await Promise.all(versions)).size, 3);
    assert.equal((await present('', variables, '')).outside, await versions[1]);
  });

  it('is not told by overrides that the commit has, unless variables fill them', async () => {
    const plain = overrides.replace('{#HOST#}', 'prod').replace('{#KEY#}', 'words');
    const own = await present(plain, variables, plain.replace(/\n/g, '\r\n'));
    assert.equal(own.overridesInGit, true);
    const without = await present('', variables, '');
    assert.equal(own.outside, without.outside);
    assert.equal((await present(plain, variables, `${plain}# more`)).overridesInGit, false);
    assert.equal((await present(overrides, variables, overrides)).overridesInGit, false);
  });
});
