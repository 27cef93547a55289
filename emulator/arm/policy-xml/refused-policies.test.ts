import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';

/** All that is wrong, in the words of the answer. */
async function refusal(path: string, value: string, switches = {}): Promise<string> {
  const { emulated } = instanceForTests({ switches });
  await emulated.put('products/p', { properties: { displayName: 'P' } });
  await emulated.put('apis/a', { properties: { displayName: 'A', path: 'a' } });
  const operation = { displayName: 'O', method: 'GET', urlTemplate: '/' };
  await emulated.put('apis/a/operations/o', { properties: operation });
  await emulated.put('policyFragments/f', { properties: { value: '<fragment><trace>x</trace></fragment>' } });
  try {
    await emulated.put(path, { properties: { format: 'rawxml', value } });
    return 'accepted';
  } catch (error) {
    return (error as Error).message.replaceAll('\\"', '"');
  }
}

const inbound = (statement: string): string => `<policies><inbound>${statement}</inbound></policies>`;

describe('Policies that the service refuses, emulated', () => {
  const refused: readonly [what: string, value: string, words: string][] = [
    [
      'a document that is only a section',
      '<inbound>\n\t<cors />\n</inbound>',
      "Error in element 'cors' on line 2, column 3: Policy section is not allowed in the specified scope",
    ],
    ['another root', '<policy />', "The root element must be 'policies'."],
    ['a section twice', '<policies><inbound /><inbound /></policies>', 'specified more than once'],
    ['an element that is no policy', inbound('<set-haeder />'), "Policy 'set-haeder' is not recognized."],
    [
      'one that is in a choose',
      inbound('<choose><when condition="@(true)"><foo /></when></choose>'),
      "Error in element 'foo' on line 1, column 55: Policy 'foo' is not recognized.",
    ],
    ['a policy of another section', inbound('<forward-request />'), 'not allowed in the specified section'],
    ['text in a section', inbound('x'), "The element 'inbound' cannot contain text."],
    [
      'text in set-header',
      inbound('<set-header name="x">y</set-header>'),
      "Error in element 'set-header' on line 1, column 21: The element 'set-header' cannot contain text. List of possible elements expected: 'value'.",
    ],
    [
      'an expression without its end, named after the statement that holds it',
      inbound('<choose><when condition="@(a.Contains("x")"><trace>y</trace></when></choose>'),
      "Error in element 'choose' on line 1, column 21: ) expected",
    ],
    ['an expression without a brace', inbound('<set-body>@{ return "a";</set-body>'), '} expected'],
    ['an expression with the wrong bracket', inbound('<set-body>@(a[0)]</set-body>'), '] expected'],
    ['an empty expression', inbound('<set-body>@()</set-body>'), "Invalid expression term ')'"],
    [
      'a string without its end',
      inbound('<set-body>@(a + "b)</set-body>'),
      'Unterminated string literal.  Strings that start with a quotation mark',
    ],
  ];
  for (const [what, value, words] of refused)
    it(`have ${what}`, async () => {
      const message = await refusal('policies/policy', value);
      assert.ok(message.includes(words), message);
      assert.match(message, /400 .*"code":"ValidationError"/);
    });

  it('say all that is wrong at once, each under the name of its element', async () => {
    const message = await refusal('policies/policy', inbound('<one /><two />'));
    assert.match(message, /"target":"one".*"target":"two"/);
  });

  it('are out of their scope', async () => {
    const at = (path: string, statement: string): Promise<string> => refusal(path, inbound(statement));
    const quota = '<quota calls="1" renewal-period="60" />';
    const limit = '<rate-limit calls="1" renewal-period="60" />';
    const words = /Policy is not allowed in the specified scope/;
    assert.equal(await at('products/p/policies/policy', quota), 'accepted');
    assert.match(await at('apis/a/policies/policy', quota), words);
    assert.match(await at('policies/policy', limit), words);
    for (const path of ['products/p', 'apis/a', 'apis/a/operations/o'])
      assert.equal(await at(`${path}/policies/policy`, limit), 'accepted', path);
    assert.match(await at('apis/a/policies/policy', '<cross-domain />'), words);
  });

  it('are fragments with sections, base, other fragments or bad XML', async () => {
    const fragment = (inner: string, switches = {}): Promise<string> =>
      refusal('policyFragments/g', `<fragment>${inner}</fragment>`, switches);
    for (const inner of ['<inbound />', '<base />'])
      assert.match(await fragment(inner), /is not allowed in a policy fragment/);
    const nested = '<include-fragment fragment-id="f" />';
    assert.match(await fragment(nested), /cannot include another policy fragment/);
    assert.equal(await fragment(nested, { nestedFragments: 'accepted' }), 'accepted');
    assert.match(
      await refusal('policyFragments/g', 'x'),
      /"message":"The policy fragment is not a valid XML: Data at the root level is invalid\. Line 1, position 1\.","details":null/,
    );
  });

  it('are not those that only look odd', async () => {
    for (const statement of [
      '<retry condition="@(true)" count="1"><send-request><set-url>@("https://x/" + \'"\')</set-url></send-request></retry>',
      '<set-variable name="v" value="@{ var a = "}"; /* ) */ return a; // (\n }" />',
      '<return-response><set-status code="200" reason="OK" /></return-response>',
      '<set-body template="liquid">{{body.name}} {% if a %}b{% endif %}</set-body>',
      '<rewrite-uri template="/a?b=@(c)" />',
    ])
      assert.equal(await refusal('apis/a/policies/policy', inbound(statement)), 'accepted', statement);
  });

  it('rewrite an address with a parameter that the operation does not have', async () => {
    const { emulated } = instanceForTests();
    await emulated.put('apis/a', { properties: { displayName: 'A', path: 'a' } });
    const id = { name: 'id', type: 'string', required: true };
    const operation = { displayName: 'O', method: 'GET', urlTemplate: '/o/{id}', templateParameters: [id] };
    await emulated.put('apis/a/operations/o', { properties: operation });
    const put = (template: string) =>
      emulated.put('apis/a/operations/o/policies/policy', {
        properties: { format: 'rawxml', value: inbound(`<rewrite-uri template="${template}" />`) },
      });
    await put('/{id}/@(1)');
    await put("@('/' + context.User.Id + '{x}')");
    await assert.rejects(put('/{id}/{other}'), /element 'rewrite-uri' on line .*'other' is not defined/);
  });
});
