import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';
import { objectOf, textOf } from '../json.ts';
import { serveInstance } from '../serve-instance.ts';

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

  it('are repeated by a PUT as an envelope, or as the text itself', () => {
    const { instance } = made();
    const answered = () =>
      serveInstance(instance, {
        ...{ method: 'PUT', segments: ['policies', 'policy'], path: '', query: new URLSearchParams() },
        ...{ headers: {}, body: JSON.stringify(put(wrap('<base />'))) },
      }).body;
    assert.equal(typeof answered(), 'object');
    instance.switches.policyEnvelope = 'text';
    assert.match(String(answered()), /^<policies>/);
  });

  it('come back as they were when told so', async () => {
    const { emulated, read } = made({ reindentPolicies: false });
    const value = wrap('\n    <!-- why -->\n    <base />\n  ');
    await emulated.put('policies/policy', put(value));
    assert.equal(await read('rawxml'), value);
  });

  it('are escaped in format xml, in both directions', async () => {
    const { emulated, read } = made();
    const raw = '<set-variable name="x" value="@(a["x"] < 1 &&\n b)" />';
    const escaped = '<set-variable name="x" value="@(a[&quot;x&quot;] &lt; 1 &amp;&amp;&#xA; b)" />';
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
    await refused(
      wrap('<a b="@(x["y"])" />'),
      /'y' is an unexpected token. Expecting white space. Line 2, position 23/,
      'xml',
    );
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

  it('need the loggers and certificates that they name', async () => {
    const { emulated } = made();
    const message =
      (text: string): ((error: Error) => boolean) =>
      (error) =>
        error.message.includes(text);
    await assert.rejects(
      emulated.put('policies/policy', put(wrap('<log-to-eventhub logger-id="l">x</log-to-eventhub>'))),
      message("Error in element 'log-to-eventhub' on line 2, column 13: Logger not found"),
    );
    await assert.rejects(
      emulated.put('policies/policy', put(wrap('<authentication-certificate certificate-id="c" />'))),
      message("Certificate with id 'c' not found."),
    );
  });

  it('leave expressions and Liquid templates alone when they look for references', async () => {
    const { emulated } = made();
    const inbound =
      '<set-backend-service backend-id="@(x)" /><set-body template="liquid">{{body.name}}</set-body>';
    await emulated.put('policies/policy', put(wrap(inbound)));
  });

  it('of fragments are escaped in lists and plain where asked for', async () => {
    const { emulated } = made();
    await emulated.put('policyFragments/f', put('<fragment><set-body>@("<")</set-body></fragment>'));
    assert.match(JSON.stringify(await emulated.get('policyFragments')), /&lt;/);
    assert.match(JSON.stringify(await emulated.get('policyFragments/f?format=rawxml')), /@\(\\"<\\"\)/);
  });

  it('keep comments, and write empty elements as told', async () => {
    const source = wrap('<!-- a < b --><set-body></set-body><base/>');
    const words = { kept: '<set-body></set-body>', selfClosing: '<set-body />', pairs: '<base></base>' };
    for (const emptyPolicyElements of ['kept', 'selfClosing', 'pairs'] as const)
      for (const reindentPolicies of [true, false]) {
        const { emulated, read } = made({ emptyPolicyElements, reindentPolicies });
        await emulated.put('policies/policy', put(source));
        const text = await read('rawxml');
        assert.ok(text.includes(words[emptyPolicyElements]), text);
        assert.ok(text.includes('<!-- a < b -->'), text);
      }
  });

  it('have a size that the tier allows', async () => {
    const filler = (kilobytes: number): string => wrap(`<!--${'x'.repeat(kilobytes * 1024)}-->`);
    const { emulated } = made();
    await emulated.put('policies/policy', put(filler(255)));
    await assert.rejects(emulated.put('policies/policy', put(filler(256))), /limit of 256 KB/);
    await emulated.put('policyFragments/f', put(`<fragment><!--${'x'.repeat(300 * 1024)}--></fragment>`));
    const small = instanceForTests({ sku: 'Consumption' });
    await assert.rejects(small.emulated.put('policies/policy', put(filler(16))), /limit of 16 KB/);
  });

  it('tell which of them include a fragment', async () => {
    const { emulated, instance } = made();
    await emulated.put('policyFragments/f', put('<fragment><trace>x</trace></fragment>'));
    await emulated.put('products/p', { properties: { displayName: 'P' } });
    await emulated.put('products/p/policies/policy', put(wrap('<include-fragment fragment-id="F" />')));
    const { body } = serveInstance(instance, {
      method: 'POST',
      segments: ['policyFragments', 'f', 'listReferences'],
      path: '',
      query: new URLSearchParams(),
      headers: {},
      body: '',
    });
    assert.deepEqual(body, {
      value: [
        {
          id: `${instance.resourceId}/products/p/policies/policy`,
          type: 'Microsoft.ApiManagement/service/products/policies',
          name: 'policy',
        },
      ],
      count: 1,
    });
  });
});
