import assert from 'node:assert/strict';
import { join } from 'node:path';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertGreen, assertRed, seen } from '../services/world-expectations.ts';
import { writeFileAt } from '../services/world-files.ts';
import { planted } from '../services/world-identity.ts';
import { quick } from '../services/world-switches.ts';

const overrides = `apimServiceName: contoso-prod
namedValues:
  - name: partner-key
    properties:
      value: {#[PARTNER_KEY]#}
backends:
  - name: shop
    properties:
      url: https://{#SHOP_HOST#}/pets
`;
const policy =
  '<policies><inbound /><backend><forward-request /></backend><outbound /><on-error /></policies>';

describe('Tokens, files and several overrides', () => {
  const world = bundledWorldForTests({ switches: quick });
  const inputs = { artifactsFolder: 'files', overridesFile: 'environments/overrides.prod.yaml' };
  const variables = { SHOP_HOST: 'shop.example.com', 'Build.Reason': 'IndividualCI' };
  const secretVariables = { PARTNER_KEY: planted.partnerKeyOfProd };
  const write = (name: string, text: string) => writeFileAt(join(world.folder, 'environments', name), text);

  before(async () => {
    assertGreen(await world.extract(intoFolder));
    await write('overrides.prod.yaml', overrides);
  });

  it('stop before any request where a variable is missing, a secret would be open, or another instance is meant (story 15)', async () => {
    for (const [text, code, says] of [
      [overrides.replace('SHOP_HOST', 'SHOP_HOSR'), 'UNRESOLVED_TOKEN', /line 9.*SHOP_HOSR.*SHOP_HOST/],
      [overrides.replace('SHOP_HOST', 'PARTNER_KEY'), 'SECRET_IN_CLEAR', /line 9/],
      [overrides.replace('contoso-prod', 'contoso-test'), 'UNMATCHED_OVERRIDE', /contoso-test/],
    ] as const) {
      await write('wrong.yaml', text);
      world.requests();
      const run = await world.publish(
        { ...inputs, overridesFile: 'environments/wrong.yaml' },
        { variables, secretVariables },
      );
      assertRed(run, code, says);
      assert.deepEqual(world.requests(), [], seen(run));
    }
  });

  it('stop before any request where the files keep a $(name), also when tokens of the files are replaced (story 15)', async () => {
    const file = 'tags/region/tagInformation.json';
    const text = '{\n  "properties": {\n    "displayName": "$(REGION)"\n  }\n}\n';
    await writeFileAt(join(world.folder, 'left', file), text);
    for (const replaceTokens of ['overrides', 'overridesAndFiles']) {
      world.requests();
      const run = await world.publish(
        { artifactsFolder: 'left', overridesFile: '', replaceTokens },
        { variables },
      );
      assertRed(run, 'UNRESOLVED_TOKEN', /tagInformation\.json, line 3: displayName: \$\(REGION\)/);
      assert.equal(run.issues.length, 1, seen(run));
      assert.deepEqual(world.requests(), [], seen(run));
    }
  });

  it('plan the build of a pull request without any secret', async () => {
    const fresh = { ...variables, 'Build.Reason': 'PullRequest' };
    await world.prod.put('namedValues/partner-key', {
      properties: { displayName: 'partner-key', value: 'kept', secret: true },
    });
    const run = await world.publish({ ...inputs, action: 'plan' }, { variables: fresh, secretVariables });
    assert.doesNotMatch(run.log.join('\n'), new RegExp(planted.partnerKeyOfProd));
    assert.match(
      run.log.join('\n'),
      /pull request resolves no secrets: those of named value partner-key/,
      seen(run),
    );
    assert.notEqual(run.result, 'Failed', seen(run));
    await world.prod.delete('namedValues/partner-key');
  });

  it('plan the build of a pull request where the instance has not got the secret, which cannot publish it', async () => {
    const fresh = { ...variables, 'Build.Reason': 'PullRequest' };
    const planned = await world.publish({ ...inputs, action: 'plan' }, { variables: fresh, secretVariables });
    assert.match(planned.log.join('\n'), /create {2}named value partner-key/, seen(planned));
    assert.notEqual(planned.result, 'Failed', seen(planned));
    world.allWrites();
    const published = await world.publish(inputs, { variables: fresh, secretVariables });
    assertRed(published, 'SECRET_WITHOUT_VALUE', /partner-key/, /publish after the merge/);
    assert.deepEqual(world.allWrites(), []);
  });

  it('arrive, with policies from files, in the order of the files', async () => {
    await write('policies/prod.xml', policy);
    await write('all.yaml', 'backends: [{name: shop, url: https://first, description: Of all}]\n');
    await write(
      'overrides.prod.yaml',
      `${overrides}servicePolicies:\n  - name: policy\n    file: policies/prod.xml\n`,
    );
    await write('overrides.dev.yaml', 'tags: [{name: public, displayName: Open}]\n');
    const run = await world.publish(
      { ...inputs, overridesFile: 'environments/all.yaml\nenvironments/overrides.prod.yaml' },
      { variables, secretVariables },
    );
    assertGreen(run);
    const dump = world.prod.dump() as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    assert.equal(dump['namedValues/partner-key']?.['value'], planted.partnerKeyOfProd, seen(run));
    assert.equal(dump['backends/shop']?.['url'], 'https://shop.example.com/pets');
    assert.equal(dump['backends/shop']['description'], 'Of all');
    assert.doesNotMatch(String(dump['policies/policy']?.['value']), /include-fragment/);
    const summary = run.summary ?? '';
    assert.match(summary, /\| backend shop \| url \| environments\/overrides\.prod\.yaml, line 7 \|/);
    assert.match(summary, /\| tags\/public: displayName \| yes \| - \|/);
    assert.match(summary, /\| named value partner-key \| missing \| set \|/);
    assert.doesNotMatch(summary, new RegExp(planted.partnerKeyOfProd));
  });

  it('take no policy from outside of the checkout', async () => {
    for (const file of ['/etc/hostname', '../../../../../../../../etc/hostname', 'policies/none.xml']) {
      await write('wrong.yaml', `policies: [{name: policy, file: ${file}}]\n`);
      const run = await world.publish({ ...inputs, overridesFile: 'environments/wrong.yaml' });
      assertRed(run, 'INVALID_FILE', /wrong\.yaml, line 1/, /there is no file/);
    }
  });
});
