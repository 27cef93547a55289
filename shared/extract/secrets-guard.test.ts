import assert from 'node:assert/strict';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { resourceId } from '../apim/resource-id.ts';
import type { Resource } from '../apim/resource.ts';
import type { ArtifactFiles } from '../artifacts/file-change.ts';
import { acceptedSecretsFile } from '../artifacts/accepted-secrets.ts';
import { TaskError } from '../errors/task-error.ts';
import { silent } from '../log/log.ts';
import { extract } from './extract.ts';
import { fingerprintOf } from './fingerprint.ts';
import { pullRequestText } from './pull-request-text.ts';
import { extractionReport } from './report.ts';
import { runSummary } from './run-summary.ts';
import type { SecretsFound } from './secrets-guard.ts';

const secret = 'winter-is-coming-2024';
const fragment = resourceId('policyFragment', 'call-partner');
const orders = resourceId('api', 'orders');
const revision = resourceId('apiRevision', '1', orders);
const specification = `openapi: 3.0.1\ninfo:\n  title: Orders\n  version: "1"\n  description: "AccountKey=q7Rk2Zt9Xw4Lm1Vb8Nc3q7Rk2Zt9Xw4=="\npaths: {}\n`;
const holders: readonly Resource[] = [
  {
    id: fragment,
    properties: {},
    policy: `<fragment>\n  <authentication-basic username="me" password="${secret}" />\n</fragment>`,
  },
  { id: resourceId('namedValue', 'plain'), properties: { displayName: 'sql-password', value: secret } },
  { id: orders, properties: { displayName: 'Orders', path: 'o', apiRevision: '1' } },
  {
    id: revision,
    properties: {},
    specification: { format: 'openapi', load: () => Promise.resolve(specification) },
  },
  {
    id: resourceId('backend', 'legacy'),
    properties: { url: 'https://a', credentials: { authorization: { scheme: 'Basic', parameter: secret } } },
  },
];
const others: readonly Resource[] = [
  { id: resourceId('apiPolicy', 'policy', revision), properties: {}, policy: '<policies />' },
  { id: resourceId('tag', 'public'), properties: { displayName: 'Public' } },
];
const company = [...holders, ...others];

const run = (
  secretsFound?: SecretsFound,
  existing: ArtifactFiles = new Map(),
  resources: readonly Resource[] = company,
) =>
  extract({
    instance: instanceForTests(resources),
    existing,
    ...(secretsFound === undefined ? {} : { secretsFound }),
    log: silent,
  });
const pathsOf = ({ files }: Awaited<ReturnType<typeof run>>) => files.map(({ path }) => path);
const bytes = (text: string) => new TextEncoder().encode(text);
const withAccepted = (text: string) => new Map([[acceptedSecretsFile, bytes(text)]]);

describe('A secret in clear', () => {
  it('keeps the file that would hold it from being written, and what would be nothing without that, nothing else', async () => {
    const extraction = await run();
    assert.deepEqual(pathsOf(extraction), [
      'apim-coverage.json',
      'apis/orders/apiInformation.json',
      'apis/orders/policy.xml',
      'tags/public/tagInformation.json',
    ]);
    assert.deepEqual(
      extraction.gaps.map(({ of, why }) => [typeof of === 'string' ? of : of.name, why]),
      [
        ['legacy', 'withheld'],
        ['1', 'withheld'],
        ['plain', 'withheld'],
        ['call-partner', 'withheld'],
      ],
    );
  });

  it('leaves the file alone that would hold it, and changes those beside it', async () => {
    const information = 'policy fragments/call-partner/policyFragmentInformation.json';
    const existing = new Map([
      ['policy fragments/call-partner/policy.xml', bytes('<fragment />')],
      [information, bytes('{"properties": {"description": "Old"}}')],
      ['apis/orders/apiInformation.json', bytes('{"properties": {"displayName": "Old", "path": "o"}}')],
      [
        'apis/orders/specification.yaml',
        bytes('openapi: 3.0.1\ninfo: {title: O, version: "1"}\npaths: {}\n'),
      ],
    ]);
    assert.deepEqual(pathsOf(await run('withhold', existing)), [
      'apim-coverage.json',
      'apis/orders/apiInformation.json',
      'apis/orders/policy.xml',
      information,
      'tags/public/tagInformation.json',
    ]);
  });

  it('is told with its place, its rule and its fingerprint, never with its value', async () => {
    const extraction = await run();
    const summary = runSummary(extraction, 'shop');
    const { description } = pullRequestText(extraction, { instance: 'shop', branch: 'main' }, 8000);
    const report = JSON.stringify(extractionReport(extraction));
    for (const text of [summary, description, report]) {
      assert.match(text, /policy fragment call-partner/);
      assert.match(
        text,
        /a literal password at authentication-basic &gt; password, line 2|a literal password at authentication-basic > password, line 2/,
      );
      assert.match(text, /; not written; fingerprint [\da-f]{8}, for \.apimsecrets/);
      assert.ok(!text.includes(secret) && !text.includes('q7Rk2Zt9'));
    }
    assert.deepEqual(
      extraction.findings.filter(({ kind }) => kind === 'secret').map(({ of }) => of),
      ['API orders', 'backend legacy', 'named value plain', 'policy fragment call-partner'],
    );
  });

  it('fails the run when that is wanted, each with its place', async () => {
    const error = await run('fail').then(
      () => assert.fail(),
      (one: unknown) => one,
    );
    assert.ok(error instanceof TaskError);
    assert.equal(error.code, 'SEVERAL');
    assert.deepEqual([...new Set(error.causes.map(({ code }) => code))], ['SECRET_FOUND']);
    assert.equal(error.causes.length, 4);
    assert.ok(!JSON.stringify(error.causes.map(({ message, remedy }) => [message, remedy])).includes(secret));
  });

  it('is written when that is wanted, and told all the same; credentials of a backend never are', async () => {
    const extraction = await run('write');
    assert.ok(pathsOf(extraction).includes('policy fragments/call-partner/policy.xml'));
    assert.ok(!pathsOf(extraction).some((path) => path.startsWith('backends/')));
    const told = extraction.findings.filter(({ kind }) => kind === 'secret');
    assert.deepEqual(
      told.map(({ of, text }) => [of, /; (not )?written;/.exec(text)?.[0]]),
      [
        ['API orders', '; written;'],
        ['backend legacy', '; not written;'],
        ['named value plain', '; written;'],
        ['policy fragment call-partner', '; written;'],
      ],
    );
  });

  it('is written and not told again when its fingerprint is accepted', async () => {
    const accepted = await fingerprintOf(fragment, 'basic-password', secret);
    const files = withAccepted(
      `# agreed with Jane\n\n${accepted.toUpperCase()} basic-password in policy fragment call-partner\r\n`,
    );
    const extraction = await run('withhold', files);
    assert.ok(pathsOf(extraction).includes('policy fragments/call-partner/policy.xml'));
    assert.ok(!extraction.findings.some(({ of }) => of === 'policy fragment call-partner'));
    assert.deepEqual(extraction.notes, []);
  });

  it('is found behind more of them than are told at once, when those are accepted', async () => {
    const [accepted, other] = ['q7Rk2Zt9Xw4Lm1Vb8Nc3q7Rk2Zt9Xw4==', 'Zt9Xw4Lm1Vb8Nc3q7Rk2Zt9Xw4q7Rk2=='];
    const remarks = `# AccountKey=${accepted}\n`.repeat(120);
    const text = `${specification.replace(/AccountKey.*==/, '')}${remarks}# AccountKey=${other}\n`;
    const load = () => Promise.resolve(text);
    const resources = [
      { id: orders, properties: { displayName: 'Orders', path: 'o', apiRevision: '1' } },
      { id: revision, properties: {}, specification: { format: 'openapi' as const, load } },
    ];
    const fingerprint = await fingerprintOf(revision, 'connection-string', accepted);
    const { findings, files } = await run('withhold', withAccepted(fingerprint), resources);
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ['secret'],
    );
    assert.ok(!files.some(({ path }) => path.startsWith('apis/orders/specification')));
  });

  it('is found in the form that a file is written in, though the other one has lost it', async () => {
    const lost = {
      format: 'openapi' as const,
      load: () => Promise.resolve('openapi: 3.0.1\ninfo: {title: O, version: "1"}\npaths: {}\n'),
    };
    const other =
      'swagger: "2.0"\ninfo: {title: O, version: "1", x-key: "AccountKey=q7Rk2Zt9Xw4Lm1Vb8Nc3q7Rk2Zt9Xw4=="}\npaths: {}\n';
    const inForm = () => ({ format: 'openapi' as const, load: () => Promise.resolve(other) });
    const written = async (secretsFound: SecretsFound) => {
      const { findings, files, gaps } = await extract({
        instance: instanceForTests([
          { id: orders, properties: { displayName: 'Orders', path: 'o', apiRevision: '1' } },
          { id: revision, properties: {}, specification: { ...lost, in: inForm } },
        ]),
        existing: new Map(),
        newSpecification: 'swagger-yaml',
        secretsFound,
        log: silent,
      });
      return [
        findings.length,
        gaps.length,
        files.map(({ path }) => path).includes('apis/orders/specification.yaml'),
      ];
    };
    assert.deepEqual(await written('withhold'), [1, 1, false]);
    assert.deepEqual(await written('write'), [1, 0, true]);
    await assert.rejects(written('fail'), { code: 'SECRET_FOUND' });
  });

  it('is another one when it changes, or stands elsewhere', async () => {
    const [one, ...more] = await Promise.all([
      fingerprintOf(fragment, 'basic-password', secret),
      fingerprintOf(fragment, 'basic-password', `${secret}!`),
      fingerprintOf(fragment, 'api-key', secret),
      fingerprintOf(orders, 'basic-password', secret),
      fingerprintOf(resourceId('policyFragment', 'CALL-Partner'), 'basic-password', secret),
    ]);
    assert.deepEqual(
      more.map((other) => other === one),
      [false, false, false, true],
    );
  });

  it('that nobody finds any more is named with its line', async () => {
    const { notes } = await run(
      'withhold',
      withAccepted('# one\n0a1b2c3d api-key in API policy gone\n'),
      others,
    );
    assert.deepEqual(notes, [
      '.apimsecrets, line 2: nothing that is found has this fingerprint any more; take it out.',
    ]);
  });

  it('is not accepted by a slip: the line is named, not what is in it', async () => {
    await assert.rejects(run('withhold', withAccepted(`# one\n${secret}\n`)), (error) => {
      assert.ok(error instanceof TaskError);
      assert.deepEqual(
        [error.code, error.where],
        ['INVALID_FILE', { file: acceptedSecretsFile, line: 2, column: 1 }],
      );
      return !error.message.includes(secret);
    });
  });
});
