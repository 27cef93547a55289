import assert from 'node:assert/strict';
import { apart, type Checked, validate } from './validate.ts';
import { testResults } from './test-results.ts';
import { validationSummary } from './validation-report.ts';

const information = (properties: object) => JSON.stringify({ properties });
const document = (paths: object = {}) =>
  JSON.stringify({ openapi: '3.0.1', info: { title: 'A', version: '1' }, paths });
const responses = { 200: { description: 'OK' } };

/** All in order. */
const good = {
  'named values/host/namedValueInformation.json': information({ displayName: 'host', value: 'x' }),
  'apis/a/apiInformation.json': information({ displayName: 'A', path: 'a' }),
  'apis/a/specification.json': document({ '/a': { get: { operationId: 'getA', responses } } }),
  'apis/a/policy.xml': '<policies><inbound><base /><set-header name="{{host}}" /></inbound></policies>',
  'apis/a/operations/getA/policy.xml': '<policies><inbound><base /></inbound></policies>',
  'products/p/productInformation.json': information({ displayName: 'P' }),
  'products/p/apis/a/productApiInformation.json': '{}',
  'products/p/groups/developers/productGroupInformation.json': '{}',
};

const check = (more: Readonly<Record<string, string>> = {}, overrides?: string) =>
  validate(
    new Map(Object.entries({ ...good, ...more }).map(([path, text]) => [path, Buffer.from(text)])),
    overrides === undefined ? [] : [{ file: 'prod.yaml', text: overrides }],
  );

/** "error unique: NAME_CLASH" */
const broken = (checks: readonly Checked[]) =>
  checks.flatMap(({ rule, faults }) => faults.map(({ code }) => `${rule.severity} ${rule.name}: ${code}`));

describe('Validating', () => {
  it('finds nothing where nothing is wrong, and asks every rule of every file', async () => {
    const checks = await check({}, '');
    assert.deepEqual(broken(checks), []);
    for (const file of Object.keys(good))
      assert.ok(checks.some((one) => one.file === file && one.rule.name === 'readable'));
    const keys = checks.map(({ rule, file }) => `${rule.name} ${file}`);
    assert.equal(new Set(keys).size, keys.length, 'a test case is there once');
  });

  const faults: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[], RegExp])[] =
    [
      [
        'a policy whose tags do not fit',
        { 'products/p/policy.xml': '<policies><inbound></policies>' },
        ['error readable: INVALID_FILE'],
        /not a well-formed policy/,
      ],
      [
        'an expression without an end that matters',
        { 'policy.xml': '<policies><inbound><set-body>@{ var x = 1; }</set-body></inbound></policies>' },
        ['error policy-expressions: INVALID_FILE'],
        /service policy: line 1 of its policy: a block/,
      ],
      [
        'two APIs at one path',
        { 'apis/b/apiInformation.json': information({ displayName: 'B', path: '/A/' }) },
        ['error unique: NAME_CLASH'],
        /API a and API b have the same path/,
      ],
      [
        'display names that only differ in case',
        { 'named values/other/namedValueInformation.json': information({ displayName: 'HOST', value: 'x' }) },
        ['error unique: NAME_CLASH'],
        /same display name/,
      ],
      [
        'what a policy needs and no file has',
        { 'policy.xml': '<policies><inbound><include-fragment fragment-id="auth" /></inbound></policies>' },
        ['warning references: MISSING_REFERENCE'],
        /refers to policy fragment auth, which is not in the files: the instance has to have it/,
      ],
      [
        'fragments in a circle',
        {
          'policy fragments/x/policyFragmentInformation.json': '{}',
          'policy fragments/x/policy.xml': '<fragment><include-fragment fragment-id="x1" /></fragment>',
          'policy fragments/x1/policyFragmentInformation.json': '{}',
          'policy fragments/x1/policy.xml': '<fragment><include-fragment fragment-id="x" /></fragment>',
        },
        // Each of them waits for itself, by way of the other.
        ['error circles: CYCLE'],
        /policy fragment x -> policy fragment x1 -> policy fragment x\./,
      ],
      [
        'a policy of an operation that is not in the specification',
        { 'apis/a/operations/getB/policy.xml': '<policies />' },
        ['error operation-policies: MISSING_REFERENCE'],
        /has no operation getB/,
      ],
      [
        'an MCP server of which only the shell was extracted',
        { 'apis/tools/apiInformation.json': information({ displayName: 'Tools', path: 't', type: 'mcp' }) },
        ['warning whole: INCOMPLETE_API'],
        /API tools: an API of type mcp consists of mcpTools or backendId or serviceUrl, and has none/,
      ],
      [
        'a secret that has no value',
        { 'named values/key/namedValueInformation.json': information({ displayName: 'key', secret: true }) },
        ['warning secret: SECRET_WITHOUT_VALUE'],
        /named value key: no value is given/,
      ],
      [
        'a display name with signs that Azure does not take',
        { 'named values/key/namedValueInformation.json': information({ displayName: 'a b', value: 'x' }) },
        ['error properties: OVER_LIMIT'],
        /"displayName" may hold letters/,
      ],
      [
        'a name that is too long',
        { [`tags/${'t'.repeat(81)}/tagInformation.json`]: information({ displayName: 'T' }) },
        ['error name: OVER_LIMIT'],
        /has 81 characters, Azure takes 80/,
      ],
      [
        'a policy that is too large',
        { 'policy.xml': `<policies><inbound><!-- ${'x'.repeat(262_144)} --></inbound></policies>` },
        ['error policy-size: OVER_LIMIT'],
        /Azure takes 262144/,
      ],
      [
        'a broken rule of import, with a pointer into the document',
        { 'apis/a/specification.json': document({ '/a/{b}': { get: { operationId: 'getA', responses } } }) },
        ['error path-parameters: IMPORT_REFUSED'],
        /apis\/a\/specification\.json #\/paths\/~1a~1\{b\}\/get: \{b\} of GET/,
      ],
    ];
  for (const [what, more, expected, message] of faults)
    it(`finds ${what}`, async () => {
      const checks = await check(more);
      assert.deepEqual(broken(checks), expected);
      assert.match(checks.flatMap((one) => one.faults)[0]?.message ?? '', message);
    });

  it('asks the same of a revision that is not current, of its specification and its policies', async () => {
    const first = {
      'apis/a/apiInformation.json': information({ displayName: 'A', path: 'a', apiRevision: '2' }),
      'apis/a;rev=1/apiInformation.json': information({
        serviceUrl: `https://a.example/${'x'.repeat(2000)}`,
      }),
      'apis/a;rev=1/specification.json': document({ '/a/{b}': { get: { operationId: 'getA', responses } } }),
      'apis/a;rev=1/policy.xml':
        '<policies><inbound><include-fragment fragment-id="no" /></inbound></policies>',
      'apis/a;rev=1/operations/getA/policy.xml': '<policies />',
      'apis/a;rev=1/operations/getB/policy.xml': '<policies />',
    };
    assert.deepEqual(broken(await check(first)), [
      'error properties: OVER_LIMIT',
      'error path-parameters: IMPORT_REFUSED',
      'warning references: MISSING_REFERENCE',
      'error operation-policies: MISSING_REFERENCE',
    ]);
  });

  it('takes versions of one set at one path, but no version twice', async () => {
    const api = (version: string) =>
      information({ displayName: 'B', path: 'b', apiVersion: version, apiVersionSetId: '/apiVersionSets/b' });
    const versions = (second: string) => ({
      'apis/b1/apiInformation.json': api('v1'),
      'apis/b2/apiInformation.json': api(second),
    });
    const unique = (checks: readonly Checked[]) => broken(checks).filter((one) => one.includes('unique'));
    assert.deepEqual(unique(await check(versions('v2'))), []);
    assert.deepEqual(unique(await check(versions('V1'))), ['error unique: NAME_CLASH']);
  });

  it('finds everything at once: in files, in overrides, in what they make together', async () => {
    const overrides = [
      'namedValues:',
      '  - name: host',
      '    properties: { value: "{#TOKEN#}" }',
      '  - name: nothing',
      '    properties: { value: x }',
    ].join('\n');
    const checks = await check(
      {
        'policy.xml': '<policies>',
        'apis/b/apiInformation.json': information({ displayName: 'x'.repeat(301) }),
      },
      overrides,
    );
    assert.deepEqual(broken(checks), [
      'error readable: INVALID_FILE',
      'error overrides: UNRESOLVED_TOKEN',
      'error overrides: UNMATCHED_OVERRIDE',
      'error properties: OVER_LIMIT',
    ]);
  });

  it('warns of what publishing would pass over: files of no layout, properties called nearly like one', async () => {
    const overrides = 'apis: [{ name: a, properties: { displayNam: B } }]';
    const checks = await check({ 'notes/todo.txt': 'x', 'apis/a/readme.md': 'x' }, overrides);
    assert.deepEqual(broken(checks), ['warning heard: NEAR_MISS', 'warning heard: NEAR_MISS']);
    const words = apart(checks).warnings.map(({ message }) => message);
    assert.match(words.join(), /has no "displayNam" so far\. Was "displayName" meant\?/);
    assert.match(words.join('\n'), /2 files are of no known layout, left alone: .*notes\/todo\.txt/);
  });

  it('judges what the overrides make of the files', async () => {
    const clash = 'namedValues: [{ name: host, properties: { displayName: "a b" } }]';
    assert.deepEqual(broken(await check({}, clash)), [
      'error properties: OVER_LIMIT',
      'warning references: MISSING_REFERENCE',
    ]);
  });

  it('refuses a folder that holds nothing to publish', async () => {
    await assert.rejects(validate(new Map()), { code: 'EMPTY_SOURCE' });
    await assert.rejects(validate(new Map([['readme.md', Buffer.from('x')]])), { code: 'NOT_ARTIFACTS' });
  });

  it('tells errors and warnings apart, and counts one as one', async () => {
    const checks = await check({
      'policy.xml': '<policies>{{none}}</policies>',
      'tags/a#b/tagInformation.json': information({ displayName: 'a' }),
    });
    const { errors, warnings } = apart(checks);
    assert.match(validationSummary(checks), /^## ApimPublish: 1 error, 1 warning in \d+ checks\n/);
    assert.deepEqual(
      [errors.map(({ code }) => code), warnings.map(({ code }) => code)],
      [['OVER_LIMIT'], ['MISSING_REFERENCE']],
    );
  });
});

describe('Test results', () => {
  it('have a test case for each rule and file; errors fail, warnings are told', async () => {
    const checks = await check({
      'policy.xml': '<policies><inbound><set-body>@()</set-body>{{none}}</inbound></policies>',
    });
    const xml = testResults(checks, 'folder');
    assert.equal(xml.match(/<testcase /g)?.length, checks.length);
    assert.match(xml, new RegExp(`<testsuites tests="${checks.length}" failures="1">`));
    assert.match(
      xml,
      /<testcase classname="policy\.xml" name="policy-expressions: [^"]+">\s+<failure type="INVALID_FILE"/,
    );
    assert.match(xml, /<system-out>MISSING_REFERENCE service policy refers to named value none/);
  });

  it('are XML whatever the files hold', async () => {
    const name = 'tags/a<b>"c"&d\u0001\uD800/tagInformation.json';
    const xml = testResults(await check({ [name]: '{}' }), '<&>');
    for (const sign of ['\u0001', '\uD800']) assert.ok(!xml.includes(sign));
    assert.match(xml, /tags\/a&lt;b&gt;&quot;c&quot;&amp;d\uFFFD\uFFFD/);
    assert.match(xml, /testsuite name="&lt;&amp;&gt;"/);
  });
});
