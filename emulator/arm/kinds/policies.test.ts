import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';
import { objectOf, textOf } from '../json.ts';

describe('Policies, emulated', () => {
  const wrap = (inbound: string): string => `<policies>\n  <inbound>${inbound}</inbound>\n</policies>`;
  const made = (
    switches = {},
  ): ReturnType<typeof instanceForTests> & { read: (format: string) => Promise<string> } => {
    const created = instanceForTests({ switches });
    const read = async (format: string): Promise<string> => {
      const contract = (await created.emulated.get(`policies/policy?format=${format}`)) ?? {};
      return textOf(objectOf({ ...contract }, 'properties') ?? {}, 'value') ?? '';
    };
    return { ...created, read };
  };
  const put = (value: string, format = 'rawxml'): object => ({ properties: { format, value } });

  it('exist at the service from the start, and nowhere else', async () => {
    const { emulated, read } = made();
    assert.match(await read('rawxml'), /<forward-request \/>/);
    await emulated.put('products/p', { properties: { displayName: 'P' } });
    assert.equal(await emulated.get('products/p/policies/policy'), undefined);
    await emulated.put('policies/policy', put(wrap('<base />')));
    await emulated.delete('policies/policy');
    assert.match(await read('rawxml'), /<forward-request \/>/);
  });

  it('come back with tabs and CRLF, text and expressions untouched', async () => {
    const { emulated, read } = made();
    const text = '@{\n  return a < b && c["</x>"] == \'"\' ? "}" : @"""{";\n}';
    await emulated.put('policies/policy', put(wrap(`<set-body>${text}</set-body><base/>`)));
    assert.equal(
      await read('rawxml'),
      `<policies>\r\n\t<inbound>\r\n\t\t<set-body>${text}</set-body>\r\n\t\t<base />\r\n\t</inbound>\r\n</policies>`,
    );
  });

  it('come back as they were when told so', async () => {
    const { emulated, read } = made({ reindentPolicies: false });
    const value = wrap('\n    <!-- why -->\n    <base />\n  ');
    await emulated.put('policies/policy', put(value));
    assert.equal(await read('rawxml'), value);
  });

  it('are escaped in format xml, in both directions', async () => {
    const { emulated, read } = made();
    const raw = '<when condition="@(a["x"] < 1 &&\n b)" />';
    const escaped = '<when condition="@(a[&quot;x&quot;] &lt; 1 &amp;&amp;&#xA; b)" />';
    await emulated.put('policies/policy', put(wrap(raw)));
    assert.ok((await read('xml')).includes(escaped));
    await emulated.put('policies/policy', put(await read('xml'), 'xml'));
    assert.ok((await read('rawxml')).includes(raw));
  });

  it('must be well-formed, and say where they are not', async () => {
    const { emulated } = made();
    const refused = (value: string, reason: RegExp, format?: string): Promise<void> =>
      assert.rejects(emulated.put('policies/policy', put(value, format)), reason);
    await refused(
      '<policies>\n<inbound>\n</policies>',
      /'inbound' start tag on line 2 position 2 does not match/,
    );
    await refused('<policies>', /not closed: policies. Line 1, position 11/);
    await refused(wrap('<a b=c />'), /must be quoted. Line 2, position 17/);
    await refused(wrap('<a b="@(x["y"])" />'), /white space or '>' is expected/, 'xml');
    await refused(wrap('a & b'), /EntityName/);
    await refused('<policies><inbund /></policies>', /on line 1, column 12: Policy section is not allowed/);
  });

  it('need the fragments, backends and named values that they name', async () => {
    const { emulated } = made();
    const value = wrap(
      '\n<include-fragment fragment-id="f" />\n<set-backend-service backend-id="b" />\n<set-body>{{n}}</set-body>\n',
    );
    const expected = [
      "Error in element 'include-fragment' on line 3, column 2: Policy fragment with id 'f' could not be found.",
      "Error in element 'set-backend-service' on line 4, column 2: Backend with id 'b' could not be found.",
      "Cannot find a property 'n'",
    ];
    for (const message of expected)
      await assert.rejects(emulated.put('policies/policy', put(value)), (error: Error) =>
        error.message.includes(message),
      );
    await emulated.put('policyFragments/f', put('<fragment><set-body>a</set-body></fragment>'));
    await emulated.put('backends/b', { properties: { url: 'https://b', protocol: 'http' } });
    await emulated.put('namedValues/other-id', { properties: { displayName: 'n', value: 'v' } });
    await emulated.put('policies/policy', put(value));
    await assert.rejects(
      emulated.delete('policyFragments/f'),
      /The Policy Fragment 'f' is used by the following entities:\\r\\n\/policies\/policy/,
    );
    await assert.rejects(emulated.delete('backends/b'), /400/);
  });

  it('leave expressions and Liquid templates alone when they look for references', async () => {
    const { emulated } = made();
    const inbound =
      '<set-backend-service backend-id="@(x)" /><set-body template="liquid">{{body.name}}</set-body>';
    await emulated.put('policies/policy', put(wrap(inbound)));
  });

  it('of fragments are escaped in lists and plain where asked for', async () => {
    const { emulated } = made();
    await emulated.put('policyFragments/f', put('<fragment><a>@("<")</a></fragment>'));
    assert.match(JSON.stringify(await emulated.get('policyFragments')), /&lt;/);
    assert.match(JSON.stringify(await emulated.get('policyFragments/f?format=rawxml')), /@\(\\"<\\"\)/);
  });
});
