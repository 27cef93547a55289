import assert from 'node:assert/strict';
import { policyDifferenceInWords } from './difference-in-words.ts';
import { policyDifferences } from './policy-differences.ts';

const policy = (inbound: string, rest = '') =>
  `<policies><inbound><base />${inbound}</inbound>${rest}</policies>`;
const told = (before: string, after: string) => policyDifferences(before, after).map(policyDifferenceInWords);
const inbound = (before: string, after: string) => told(policy(before), policy(after));

const jwt = (inner = '', attributes = '') =>
  `<validate-jwt header-name="Authorization"${attributes}>${inner}</validate-jwt>`;
const cors = (origin: string, attributes = '') =>
  `<cors${attributes}><allowed-origins>${origin}</allowed-origins></cors>`;

describe('policyDifferences', () => {
  const table: readonly (readonly [before: string, after: string, words: readonly string[]])[] = [
    [jwt(), '', ['inbound: validate-jwt removed [weaker protection]']],
    ['', jwt(), ['inbound: validate-jwt added']],
    ['', '<set-header name="X-A"><value>1</value></set-header>', ['inbound: set-header X-A added']],
    [
      '<rate-limit calls="10" renewal-period="60" />',
      '<rate-limit calls="20" renewal-period="60" />',
      ['inbound: rate-limit changed (calls: 10 -> 20) [weaker protection]'],
    ],
    [
      '<rate-limit calls="20" renewal-period="60" />',
      '<rate-limit calls="10" renewal-period="60" />',
      ['inbound: rate-limit changed (calls: 20 -> 10)'],
    ],
    [
      '<quota calls="20" renewal-period="60" />',
      '<quota calls="20" renewal-period="30" />',
      ['inbound: quota changed (renewal-period: 60 -> 30) [weaker protection]'],
    ],
    [
      '<rate-limit calls="20" renewal-period="60" />',
      '<rate-limit calls="{{calls}}" renewal-period="60" />',
      ['inbound: rate-limit changed (calls changed) [check protection]'],
    ],
    [
      jwt('<audiences><audience>a</audience></audiences>'),
      jwt('<audiences><audience>a</audience><audience>b</audience></audiences>'),
      ['inbound: validate-jwt changed (audiences > audience added) [weaker protection]'],
    ],
    [
      jwt('<audiences><audience>a</audience></audiences>'),
      jwt(),
      ['inbound: validate-jwt changed (audiences removed) [weaker protection]'],
    ],
    [
      jwt(),
      jwt('<audiences><audience>a</audience></audiences>'),
      ['inbound: validate-jwt changed (audiences added)'],
    ],
    [
      jwt('<audiences><audience>a</audience></audiences>'),
      jwt('<audiences><audience>b</audience></audiences>'),
      ['inbound: validate-jwt changed (audiences > audience text changed) [check protection]'],
    ],
    [
      jwt('', ' require-signed-tokens="true"'),
      jwt('', ' require-signed-tokens="false"'),
      ['inbound: validate-jwt changed (require-signed-tokens: true -> false) [weaker protection]'],
    ],
    [
      '<ip-filter action="allow"><address>10.0.0.1</address></ip-filter>',
      '<ip-filter action="allow"><address>10.0.0.1</address><address>10.0.0.2</address></ip-filter>',
      ['inbound: ip-filter changed (address added) [weaker protection]'],
    ],
    [
      '<ip-filter action="forbid"><address>10.0.0.1</address></ip-filter>',
      '<ip-filter action="forbid"><address>10.0.0.1</address><address>10.0.0.2</address></ip-filter>',
      ['inbound: ip-filter changed (address added)'],
    ],
    ['', cors('<origin>*</origin>'), ['inbound: cors added [weaker protection]']],
    [
      cors('<origin>https://a</origin>'),
      cors('<origin>https://a</origin><origin>*</origin>', ' allow-credentials="true"'),
      [
        'inbound: cors changed (allow-credentials added: true, allowed-origins > origin added) [weaker protection]',
      ],
    ],
    [
      '<validate-content><content type="application/json" action="prevent" /></validate-content>',
      '<validate-content><content type="application/json" action="detect" /></validate-content>',
      ['inbound: validate-content changed (content action: prevent -> detect) [weaker protection]'],
    ],
    [
      `<choose><when condition="@(a)">${jwt()}</when></choose>`,
      `<choose><when condition="@(b)">${jwt()}</when></choose>`,
      ['inbound > choose: when changed (condition changed) [check protection]'],
    ],
    [
      `<choose><when condition="@(a)">${jwt()}</when></choose>`,
      '',
      ['inbound: choose removed (with validate-jwt) [weaker protection]'],
    ],
    [
      `${jwt()}<choose><when condition="@(a)"><mock-response /></when></choose>`,
      `<choose><when condition="@(a)">${jwt()}<mock-response /></when></choose>`,
      ['inbound > choose > when: validate-jwt moved [check protection]'],
    ],
    ['<!-- a -->', '<!-- b -->', ['inbound: comment changed']],
    ['<set-body>a</set-body>', '<set-body>b</set-body>', ['inbound: set-body changed (text changed)']],
  ];
  for (const [before, after, words] of table) {
    it(words.join(' and '), () => {
      assert.deepEqual(inbound(before, after), words);
    });
  }

  it('flags that a policy no longer inherits, and tells the statements of a section that is gone', () => {
    assert.deepEqual(told('<policies><inbound><base /></inbound></policies>', '<policies />'), [
      'inbound: base removed [weaker protection]',
    ]);
    assert.deepEqual(told(policy('', '<outbound><set-status code="200" /></outbound>'), policy('')), [
      'outbound: set-status removed',
    ]);
  });

  it('tells statements of a fragment without a section', () => {
    assert.deepEqual(told('<fragment><trace source="a" /></fragment>', '<fragment />'), ['trace removed']);
  });

  it('finds nothing where nothing changed, and says when it cannot read', () => {
    assert.deepEqual(told(policy(jwt()), policy(jwt()).replaceAll('><', '>\r\n\t<')), []);
    assert.deepEqual(told('<policies>', '<policies>'), []);
    assert.deepEqual(told('<policies>', '<policies />'), ['policy changed [check protection]']);
  });

  it('shows no value that can be a secret', () => {
    const secret = 's3cret';
    const holders = [
      (value: string) => `<authentication-basic username="u" password="${value}" />`,
      (value: string) => `<set-header name="Authorization"><value>${value}</value></set-header>`,
      (value: string) => `<set-variable name="a" value="${value}" />`,
      (value: string) => `<set-backend-service base-url="https://u:${value}@a" />`,
      (value: string) => `<set-query-parameter name="${value} x"><value>a</value></set-query-parameter>`,
      (value: string) =>
        `<validate-jwt><issuer-signing-keys><key>${value}</key></issuer-signing-keys></validate-jwt>`,
      (value: string) => `<choose><when condition="@(a == "${value}")"><base /></when></choose>`,
      (value: string) => `<!-- ${value} -->`,
      (value: string) => `<rate-limit calls="@("${value}")" />`,
    ];
    for (const holder of holders) {
      const lines = [
        ...inbound(holder(secret), holder('b')),
        ...inbound('', holder(secret)),
        ...inbound(holder(secret), ''),
      ];
      assert.ok(lines.length >= 3);
      assert.doesNotMatch(lines.join(), /s3cret/);
    }
  });

  it('tells what many changes come to', () => {
    const many = (value: string) =>
      Array.from({ length: 9 }, (_, at) => `a${String(at)}="${value}"`).join(' ');
    assert.match(inbound(`<x ${many('1')} />`, `<x ${many('2')} />`).join(), /a4 changed, 4 more\)$/);
  });
});
