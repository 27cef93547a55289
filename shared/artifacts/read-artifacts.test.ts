import assert from 'node:assert/strict';
import { describe as inWords, keyOf } from '../apim/resource-id.ts';
import { readArtifacts } from './read-artifacts.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const filesOf = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, bytes(text)]));
describe('readArtifacts', () => {
  const problems = (texts: Readonly<Record<string, string>>) =>
    readArtifacts(filesOf(texts)).problems.map(({ message }) => message);
  const api = { 'apis/a/apiInformation.json': '{"properties": {"path": "a"}}' };

  const wrong: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    [
      'two files for one part',
      {
        ...api,
        'apis/a/specification.yaml': 'openapi: 3.0.1',
        'apis/a/specification.json': '{"openapi": "3.0.1"}',
      },
      /specification\.yaml and apis\/a\/specification\.json hold the same thing/,
    ],
    [
      'two spellings of one name',
      { 'tags/A/tagInformation.json': '{}', 'tags/a/tagInformation.json': '{}' },
      /hold the same thing/,
    ],
    [
      'a specification without its API',
      { 'apis/a/specification.yaml': 'openapi: 3.0.1' },
      /its information file is missing/,
    ],
    [
      'a fragment without its policy',
      { 'policy fragments/f/policyFragmentInformation.json': '{}' },
      /its policy is missing/,
    ],
    [
      'a fragment without its information',
      { 'policy fragments/f/policy.xml': '<fragment />' },
      /its information file is missing/,
    ],
    ['a broken policy', { 'policy.xml': '<policies>' }, /policy\.xml \(1:1\) is not a well-formed policy/],
    [
      'a broken specification',
      { ...api, 'apis/a/specification.json': '{"openapi": "3.0.1"' },
      /apis\/a\/specification\.json \(1:/,
    ],
    [
      'a list that names nothing',
      { 'products/p/apis.json': '[{"id": "a"}]', 'products/p/productInformation.json': '{}' },
      /products\/p\/apis\.json cannot be used: an entry has no "name"/,
    ],
    [
      'a list with what would lead elsewhere in a path',
      { 'products/p/apis.json': '[{"name": ".."}]', 'products/p/productInformation.json': '{}' },
      /products\/p\/apis\.json cannot be used: "\.\." is no name/,
    ],
    ['a list that is none', { 'products/p/groups.json': '{}' }, /it is not a list/],
    [
      'a name that is twice in a list',
      { 'products/p/groups.json': '[{"name": "developers"}, {"name": "Developers"}]' },
      /products\/p\/groups\.json names product group p\/\w+ more than once/i,
    ],
    [
      'links in two spellings, of which one is left over',
      { 'products/p/apis.json': '[{"name": "a"}]', 'products/p/apis/b/productApiInformation.json': '{}' },
      /two ways to say which product APIs of product p there are/,
    ],
    [
      'one link in two spellings',
      { ...api, 'apis/a/tags.json': '[{"name": "t"}]', 'tags/t/apis/a/tagApiInformation.json': '{}' },
      /two ways to say which API tags of API a there are/,
    ],
    [
      'properties in another case, which would be passed over',
      { 'tags/t/tagInformation.json': '{"Properties": {"displayName": "T"}}' },
      /tagInformation\.json: "Properties" has to be written "properties"/,
    ],
    ['other bytes than UTF-8', { 'policy.xml': '' }, /./],
    [
      'a value that is no text',
      { 'named values/k/namedValueInformation.json': '{"properties": {"secret": true, "value": 12}}' },
      /"value" is not a text: put it in quotes/,
    ],
  ];
  for (const [what, texts, message] of wrong) {
    it(`tells of ${what}`, () => {
      const found = problems(texts);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] ?? '', message);
    });
  }

  it('tells everything at once, and reads the rest', () => {
    const { problems: found, documents } = readArtifacts(
      filesOf({
        'tags/a/tagInformation.json': '{',
        'tags/b/tagInformation.json': '{',
        'tags/c/tagInformation.json': '\uFEFF{}\r\n',
      }),
    );
    assert.deepEqual([found.length, documents.map(({ id }) => inWords(id))], [2, ['tag c']]);
    assert.equal(
      readArtifacts(new Map([['policy.xml', Uint8Array.of(0xff)]])).problems[0]?.message,
      'policy.xml is not UTF-8 text.',
    );
  });

  it('leaves out what every instance has, in the words of other tools', () => {
    const made = {
      'groups/developers/groupInformation.json': '{"properties": {"displayName": "Developers"}}',
      'groups/5f/groupInformation.json': '{"properties": {"displayName": "Guests", "builtIn": true}}',
      'loggers/azuremonitor/loggerInformation.json': '{"properties": {"loggerType": "azureMonitor"}}',
      'named values/65f0c1aa65f0c1aa65f0c1aa/namedValueInformation.json':
        '{"properties": {"displayName": "Logger-Credentials--65f0c1aa65f0c1aa65f0c1aa", "secret": true}}',
    };
    const own = { 'groups/team/groupInformation.json': '{"properties": {"displayName": "Team"}}' };
    const { documents, problems: none, unread } = readArtifacts(filesOf({ ...made, ...own }));
    assert.deepEqual(none, []);
    assert.deepEqual(
      documents.map(({ id }) => keyOf(id)),
      ['group/team'],
    );
    assert.deepEqual([...unread.builtIn].sort(), Object.keys(made).sort());
  });

  it('takes the folder without a revision for the current one', () => {
    const { documents } = readArtifacts(
      filesOf({
        'apis/a/apiInformation.json': '{"properties": {"apiRevision": "3"}}',
        'apis/a/policy.xml': '<policies />',
        'apis/a;rev=1/apiInformation.json': '{}',
      }),
    );
    assert.deepEqual(
      documents.map(({ id, current }) => `${keyOf(id)} ${String(current)}`),
      [
        'api/a/apirevision/3 true',
        'api/a/apirevision/3/apipolicy/policy true',
        'api/a/apirevision/1 false',
      ].map((text) => text.replace('apirevision', 'apiRevision').replace('apipolicy', 'apiPolicy')),
    );
  });

  it('leaves alone what .apimignore names, and says nothing of it', () => {
    const {
      documents,
      unread,
      problems: found,
    } = readArtifacts(
      filesOf({
        '.apimignore': '# ours\nbackends/old-*/\n*.bak\n',
        'backends/old-shop/backendInformation.json': '{',
        'backends/shop/backendInformation.json': '{}',
        'backends/shop/backendInformation.json.bak': '',
        'backends/.gitkeep': '',
        'README.md': '',
      }),
    );
    assert.deepEqual(
      documents.map(({ id }) => inWords(id)),
      ['backend shop'],
    );
    assert.deepEqual([unread.strangers, unread.notCarried, found], [['README.md'], [], []]);
  });

  it('never takes a secret in another spelling for an open value', () => {
    const [document] = readArtifacts(
      filesOf({
        'named values/k/namedValueInformation.json': '{"properties": {"Secret": true, "VALUE": "s3cret"}}',
      }),
    ).documents;
    assert.deepEqual(document?.secret, { state: 'given', values: { value: 's3cret' } });
    assert.doesNotMatch(JSON.stringify(document.properties), /s3cret/);
  });
});
