import assert from 'node:assert/strict';
import { keyOf } from '../apim/resource-id.ts';
import { readArtifacts } from '../artifacts/read-artifacts.ts';
import { applyOverrides } from './overrides.ts';

const files = {
  'apis/orders/apiInformation.json': '{"properties": {"displayName": "Orders", "apiRevision": "2"}}',
  'apis/orders/diagnostics/applicationinsights/diagnosticInformation.json':
    '{"properties": {"loggerId": "/loggers/dev", "verbosity": "error"}}',
  'gateways/g/gatewayInformation.json': '{"properties": {"locationData": {"name": "a"}}}',
  'gateways/g/hostnameConfigurations/h/hostnameConfigurationInformation.json':
    '{"properties": {"hostname": "dev.example"}}',
};
const { documents } = readArtifacts(
  new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
);

describe('applyOverrides', () => {
  for (const [what, text, key, properties] of [
    [
      'what belongs to an API, whichever revision is current',
      'apis: [{name: orders, diagnostics: [{name: applicationInsights, properties: {loggerId: /loggers/prod}}]}]',
      'api/orders/apiDiagnostic/applicationinsights',
      { loggerId: '/loggers/prod', verbosity: 'error' },
    ],
    [
      'what lives in any other thing',
      'gateways: [{name: g, hostnameConfigurations: [{name: h, properties: {hostname: prod.example}}]}]',
      'gateway/g/gatewayHostname/h',
      { hostname: 'prod.example' },
    ],
  ] as const)
    it(`reaches ${what}`, () => {
      const { documents: after, problems } = applyOverrides(documents, [{ file: 'prod.yaml', text }]);
      assert.deepEqual(problems, []);
      assert.deepEqual(after.find(({ id }) => keyOf(id) === key)?.properties, properties);
    });
});

describe('An entry of an operation that a specification says', () => {
  it('is an error that says where an operation is changed', () => {
    const text = 'apis: [{name: orders, operations: [{name: get, properties: {displayName: Get}}]}]';
    const [problem, ...others] = applyOverrides(documents, [{ file: 'prod.yaml', text }]).problems;
    assert.deepEqual([problem?.code, others], ['UNMATCHED_OVERRIDE', []]);
    assert.match(problem?.message ?? '', /operation orders;rev=2\/get is not among the files/);
    assert.match(problem?.remedy ?? '', /says a specification: change that, or override .* its policy/);
  });
});

describe('The entry of an API with appliesToRevisions', () => {
  const revised = {
    'apis/orders/apiInformation.json':
      '{"properties": {"displayName": "Orders", "apiRevision": "3", "serviceUrl": "https://dev"}}',
    'apis/orders/operations/get/policy.xml': '<policies />',
    'apis/orders;rev=1/apiInformation.json': '{"properties": {"serviceUrl": "https://dev"}}',
    'apis/orders;rev=1/operations/get/policy.xml': '<policies />',
    'apis/orders;rev=2/apiInformation.json': '{"properties": {"serviceUrl": "https://dev"}}',
    'apis/other;rev=2/apiInformation.json': '{"properties": {"serviceUrl": "https://dev"}}',
  };
  const read = readArtifacts(
    new Map(Object.entries(revised).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  ).documents;
  const lay = (text: string) => applyOverrides(read, [{ file: 'prod.yaml', text }]);
  /** "orders 3: https://prod" for each revision, and for each policy of an operation its text. */
  const told = (text: string) => {
    const { documents: all, problems } = lay(text);
    assert.deepEqual(problems, []);
    return Object.fromEntries(
      all.flatMap(({ id, properties, policy }) =>
        id.kind === 'apiRevision' || policy !== undefined
          ? [[keyOf(id), policy ?? properties['serviceUrl']]]
          : [],
      ),
    );
  };
  const before = told('');
  const all = 'name: orders, appliesToRevisions: true';
  const one = (revision: string) => `api/orders/apiRevision/${revision}`;

  it('means all its revisions and no other API; without it, the current one', () => {
    const prod = 'https://prod';
    assert.deepEqual(told(`apis: [{${all}, properties: {serviceUrl: ${prod}}}]`), {
      ...before,
      ...{ [one('1')]: prod, [one('2')]: prod, [one('3')]: prod },
    });
    for (const text of ['name: orders', 'name: orders, appliesToRevisions: false'])
      assert.deepEqual(told(`apis: [{${text}, properties: {serviceUrl: ${prod}}}]`), {
        ...before,
        [one('3')]: prod,
      });
  });

  it('means what is below it in all of them, also where some have not got it', () => {
    const policies = 'policies: [{name: policy, properties: {value: <p />}}]';
    const policyOf = (revision: string) => `${one(revision)}/operation/get/operationPolicy/policy`;
    assert.deepEqual(told(`apis: [{${all}, operations: [{name: get, ${policies}}]}]`), {
      ...before,
      ...{ [policyOf('1')]: '<p />', [policyOf('3')]: '<p />' },
    });
  });

  it('gives way to the entry of one revision, whichever comes first', () => {
    const entries = [
      `{${all}, properties: {serviceUrl: "https://all"}}`,
      '{name: orders;rev=2, properties: {serviceUrl: "https://two"}}',
    ];
    for (const order of [entries, [...entries].reverse()]) {
      const after = told(`apis: [${order.join()}]`);
      assert.deepEqual(
        ['1', '2', '3'].map((revision) => after[one(revision)]),
        ['https://all', 'https://two', 'https://all'],
      );
    }
  });

  it('tells each revision that it hit, with file and line', () => {
    const { hits } = lay(
      `apis:\n  - appliesToRevisions: true\n    name: orders\n    serviceUrl: https://prod`,
    );
    assert.deepEqual(
      hits.map(({ id, line, paths }) => [keyOf(id), line, paths]).sort(),
      ['1', '2', '3'].map((revision) => [one(revision), 2, ['serviceUrl']]),
    );
  });

  for (const [what, text] of [
    ['no yes or no', 'apis: [{name: orders, appliesToRevisions: all, properties: {}}]'],
    ['of what has no revisions', 'backends: [{name: x, appliesToRevisions: true, properties: {}}]'],
    ['beside one revision', 'apis: [{name: orders;rev=2, appliesToRevisions: true, properties: {}}]'],
  ] as const)
    it(`is refused when it is ${what}`, () => {
      const [problem] = lay(text).problems;
      assert.equal(problem?.code, 'INVALID_FILE', problem?.message);
      assert.match(problem.message, /prod\.yaml.*"appliesToRevisions"/);
    });

  it('is an error when it hits nothing, with the nearest name', () => {
    const [problem, ...more] = lay(
      'apis: [{name: order, appliesToRevisions: true, properties: {}}]',
    ).problems;
    assert.deepEqual([problem?.code, more], ['UNMATCHED_OVERRIDE', []]);
    assert.match(problem?.remedy ?? '', /Did you mean orders\?/);
  });
});

describe('A property in overrides', () => {
  const read = (texts: Readonly<Record<string, string>>) =>
    readArtifacts(
      new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)])),
    ).documents;
  const own = read({
    'backends/shop/backendInformation.json':
      '{"properties": {"url": "https://dev", "protocol": "http", "tls": {"validateCertificateName": true}}}',
  });
  const notes = (properties: string) =>
    applyOverrides(own, [
      { file: 'prod.yaml', text: `backends:\n  - name: shop\n    properties:\n${properties}` },
    ]).notes;

  it('that nothing of its kind has, and that is called nearly like one that has, is told with its line', () => {
    assert.deepEqual(notes('      protocl: http\n      tls:\n        validateCertificatName: false'), [
      'prod.yaml, line 4: backend shop has no "protocl" so far. Was "protocol" meant?',
      'prod.yaml, line 6: backend shop has no "tls.validateCertificatName" so far. Was "validateCertificateName" meant?',
    ]);
  });

  it('that is there, in any letter case, that the table knows, or that is like nothing, is not', () => {
    for (const properties of ['      URL: https://prod', '      description: words', '      zebra: 1'])
      assert.deepEqual(notes(properties), [], properties);
  });
});

describe('Overrides of things that the instance and a workspace have by one name', () => {
  const both = readArtifacts(
    new Map(
      ['', 'workspaces/sales/'].map((where) => [
        `${where}backends/shop/backendInformation.json`,
        new TextEncoder().encode('{"properties": {"url": "https://dev"}}'),
      ]),
    ),
  ).documents;
  const urls = (text: string) => {
    const { documents: all, problems } = applyOverrides(both, [{ file: 'prod.yaml', text }]);
    assert.deepEqual(problems, []);
    const urlAt = (key: string) => all.find(({ id }) => keyOf(id) === key)?.properties['url'];
    return [urlAt('backend/shop'), urlAt('workspace/sales/backend/shop')];
  };
  const entry = (url: string) => `backends: [{name: shop, properties: {url: "${url}"}}]`;

  it('reach the one that they stand for, and never the other', () => {
    assert.deepEqual(urls(entry('https://own')), ['https://own', 'https://dev']);
    const inWorkspace = `workspaces: [{name: Sales, ${entry('https://sales')}}]`;
    assert.deepEqual(urls(inWorkspace), ['https://dev', 'https://sales']);
    assert.deepEqual(urls(`${entry('https://own')}\n${inWorkspace}`), ['https://own', 'https://sales']);
  });
});
