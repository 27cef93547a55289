import assert from 'node:assert/strict';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import type { Switches } from '../../emulator/arm/switches.ts';
import { readDesired } from '../../shared/publish/desired.ts';
import { extract } from '../../shared/extract/extract.ts';
import { silent } from '../../shared/log/log.ts';
import { scopedPolicy } from '../services/scoped-policy.ts';
import type { Files } from '../services/world-files.ts';
import { bytesOf, startWorldInProcess, type WorldInProcess } from '../services/world-in-process.ts';

const [dev, prod] = ['contoso-dev', 'contoso-prod'];
const owner =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/apis/providers/Microsoft.ApiManagement/service/contoso-dev';

/** What stands between quotes, as it is: rawxml is no XML inside of expressions (facts: apim-rest 1.5). */
const inAttributes: readonly string[] = [
  `@(context.Request.Method == "GET" && context.Response.StatusCode < 300 || !("a" > "b"))`,
  `@(context.Request.Headers.GetValueOrDefault("Authorization", "").Split(' ').Last() == "{{named}}")`,
  `@("password=" + context.Variables.GetValueOrDefault<string>("pwd") + "&client_secret={{named}}")`,
  `@("00000000-0000-0000-0000-000000000000 ${owner}/apis/trips")`,
  `@("it's \\"quoted\\", &amp; &lt;b&gt; &quot; &#x41; &apos; stay".Length > 0)`,
  `@('"' == '\\'' ? @"c:\\temp\\ ""q"" ]]>" : $"{context.Api.Name}-{(1 < 2 ? "a" : "b")}")`,
  `@("#{notAToken}# {#nor this#} $(neither)  two  blanks \\t \\r\\n Ünï©ødé 漢字 🙂")`,
  `@((string)context.Variables["x"] /* a ) comment ") */ == "(")`,
];

/** What stands between tags. */
const inTexts: readonly string[] = [
  ...inAttributes,
  `@{
      // don't end here: } ) "
      var body = context.Request.Body.As<string>(preserveContent: true);
      if (body.Length < 10 && body != "}") { return "<![CDATA[" + body + "]]>"; }
\t\treturn new JObject(new JProperty("token_type", "Bearer"),   new JProperty("scope", "{{named}}")).ToString();
    }`,
  `@{ return "<set-body>&</set-body>" + '<' + "<!-- no comment -->"; }`,
  `@{ return @"first line
  second ""line""   
	third"; }`,
];

const bodies = inTexts.map((one) => `<set-body>${one}</set-body>`);
const variables = inAttributes.map((one, at) => `<set-variable name="v${String(at)}" value="${one}" />`);
const conditions = inAttributes.map(
  (one) => `<choose><when condition="${one}"><return-response /></when></choose>`,
);
const all = [...variables, ...conditions, ...bodies].join('\n    ');
const expressions = [...new Set([...inAttributes, ...inTexts])];

const harmless = `<set-body>${inAttributes[0] ?? ''}</set-body>`;

/** A secret in the code of each, one for each place. */
const secrets: readonly string[] = [
  `@("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("shop:Tr0ub4dor&3xyz")))`,
  `@{ var apiKey = "q7Rk2Zt9Xw4Lm1Vb8Nc3q7Rk2Zt9Xw4"; return apiKey; }`,
  `@(new HMACSHA256(Encoding.UTF8.GetBytes("q7Rk2Zt9Xw4Lm1Vb8Nc3")).ToString())`,
];

const places = {
  'policies/policy': 'policy.xml',
  'apis/trips/policies/policy': 'apis/trips/policy.xml',
  'policyFragments/common': 'policy fragments/common/policy.xml',
};

async function fill(instance: EmulatedInstance, inner: string | ((at: number) => string)): Promise<void> {
  const put = (path: string, properties: object) => instance.put(path, { properties });
  await put('namedValues/named', { displayName: 'named', value: 'x' });
  await put('apis/trips', { displayName: 'Trips', path: 'trips' });
  for (const [at, path] of Object.keys(places).entries()) {
    const text = typeof inner === 'string' ? inner : inner(at);
    const isFragment = path.startsWith('policyFragments');
    const value = isFragment ? `<fragment>${text}</fragment>` : policyFor(path, text);
    await put(path, { format: 'rawxml', value });
  }
}

function policyFor(path: string, inner: string): string {
  const policy = scopedPolicy(inner);
  return path === 'policies/policy' ? policy.replaceAll(/ *<base \/>\n?/g, '') : policy;
}

describe('Nothing inside an expression is ever changed', () => {
  const inWorld = async (switches: Partial<Switches>, story: (world: WorldInProcess) => Promise<void>) => {
    const world = await startWorldInProcess({ longRunning: 'none', ...switches }, { withoutContent: true });
    try {
      await story(world);
    } finally {
      await world.stop();
    }
  };
  const holdAll = (text: string | undefined, where: string, lineEnd = '\n') => {
    for (const one of expressions)
      assert.ok(text?.includes(one.replaceAll('\n', lineEnd)), `${where}\n${one}\n${text ?? ''}`);
  };
  const held = async (instance: EmulatedInstance, path: string) => {
    const answer = (await instance.get(`${path}?format=rawxml`)) as unknown;
    const text =
      typeof answer === 'string' ? answer : (answer as { properties: { value: string } }).properties.value;
    return text.replaceAll('\r\n', '\n');
  };

  for (const switches of [
    {},
    { reindentPolicies: false, policyEnvelope: 'text', emptyPolicyElements: 'selfClosing' },
  ] as const)
    it(`on the way out, in, and out again: ${JSON.stringify(switches)}`, () =>
      inWorld(switches, async (world) => {
        await fill(world.dev, all);
        for (const path of Object.keys(places))
          holdAll(await held(world.dev, path), `the emulator at ${path}`);
        const files = await world.extract(dev);
        for (const file of Object.values(places)) holdAll(files[file], file);
        const { errors } = await world.publish(prod, files, '');
        assert.deepEqual(errors, []);
        for (const path of Object.keys(places)) holdAll(await held(world.prod, path), path);
        assert.deepEqual(await world.extract(prod), files);
        assert.deepEqual(await world.extract(dev, files), files);
      }));

  it('when what stands beside it changes, in a file with other line ends and another indentation', () =>
    inWorld({}, async (world) => {
      await fill(world.dev, all);
      const file = places['apis/trips/policies/policy'];
      const own = policyFor('', all).replaceAll('\n', '\r\n').replaceAll('\r\n    <', '\r\n        <');
      const files: Files = { ...(await world.extract(dev)), [file]: own };
      assert.deepEqual(await world.extract(dev, files), files);
      const changed = all.replace('<set-variable name="v1"', '<set-variable name="other"');
      await world.dev.put('apis/trips/policies/policy', {
        properties: { format: 'rawxml', value: policyFor('', changed) },
      });
      const after = (await world.extract(dev, files))[file];
      assert.equal(after, own.replace('<set-variable name="v1"', '<set-variable name="other"'));
      holdAll(after, file, '\r\n');
    }));

  it('nor is a secret in one made unreadable: the file is not written, stays as it was, and is told', () =>
    inWorld({}, async (world) => {
      await fill(world.dev, harmless);
      const before = await world.extract(dev);
      await fill(world.dev, (at) => `<set-body>${secrets[at] ?? ''}</set-body>`);
      const run = async (secretsFound: 'withhold' | 'write', existing: Files) => {
        const bytes = bytesOf(existing);
        const instance = await world.connect(dev);
        const { files, findings } = await extract({ instance, existing: bytes, secretsFound, log: silent });
        for (const change of files) if (change.kind !== 'delete') bytes.set(change.path, change.content);
        const told = findings.filter(({ kind }) => kind === 'secret').length;
        return { told, text: (path: string) => Buffer.from(bytes.get(path) ?? '').toString() };
      };
      const fresh = await run('withhold', {});
      const again = await run('withhold', before);
      const written = await run('write', {});
      assert.deepEqual([fresh.told, again.told, written.told], [3, 3, 3]);
      for (const [at, file] of Object.values(places).entries()) {
        assert.equal(fresh.text(file), '', file);
        assert.equal(again.text(file), before[file], file);
        assert.ok(written.text(file).includes(secrets[at] ?? file), file);
      }
    }));

  it('by reading the files: what is sent has it to the letter', () => {
    const desired = readDesired(bytesOf({ 'policy.xml': policyFor('policies/policy', all) }));
    holdAll(desired.documents[0]?.policy, 'policy.xml');
  });
});
