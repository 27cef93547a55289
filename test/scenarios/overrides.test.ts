import assert from 'node:assert/strict';
import { join } from 'node:path';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { headerPolicy } from '../services/world-content.ts';
import { assertGreen, seen } from '../services/world-expectations.ts';
import { filesIn, writeFileAt } from '../services/world-files.ts';
import { planted } from '../services/world-identity.ts';
import { quick } from '../services/world-switches.ts';

const overrides = `apimServiceName: contoso-prod
namedValues:
  - name: PARTNER-KEY
    properties:
      value: ${planted.partnerKeyOfProd}
  - name: shop-host
    properties:
      value: shop.example.com
backends:
  - name: shop
    properties:
      url: https://shop.example.com/pets
      credentials: null
apis:
  - name: trains
    properties:
      serviceUrl: https://trains.example.com
    operations:
      - name: get-stations
        policies:
          - name: policy
            properties:
              value: |
${headerPolicy('x-line', 'south').replace(/^/gm, '                ')}
policies:
  - name: policy
    properties:
      format: rawxml
      value: <policies><inbound /><backend><forward-request /></backend><outbound /><on-error /></policies>
`;

type Properties = Readonly<Record<string, unknown>>;

describe('Overrides of an environment', () => {
  const world = bundledWorldForTests({ switches: quick });
  const publish = () => world.publish({ artifactsFolder: 'files', overridesFile: 'environments/prod.yaml' });
  const live = async (path: string) => {
    const found = (await world.prod.get(path)) as { properties: Properties } | undefined;
    return found?.properties ?? {};
  };

  before(async () => {
    assertGreen(await world.extract(intoFolder));
    await writeFileAt(join(world.folder, 'environments/prod.yaml'), overrides);
  });

  it('arrive in that environment, and the files stay as they are', async () => {
    const before = await filesIn(world.folder);
    const run = await publish();
    assertGreen(run);
    assert.equal((await live('namedValues/shop-host'))['value'], 'shop.example.com', seen(run));
    assert.equal((await live('backends/shop'))['url'], 'https://shop.example.com/pets');
    assert.equal((await live('apis/trains'))['serviceUrl'], 'https://trains.example.com');
    assert.match(
      String((await live('apis/trains/operations/get-stations/policies/policy'))['value']),
      /south/,
    );
    assert.doesNotMatch(String((await live('policies/policy'))['value']), /include-fragment/);
    const dump = world.prod.dump() as Readonly<Record<string, Properties>>;
    assert.equal(dump['namedValues/partner-key']?.['value'], planted.partnerKeyOfProd);
    assert.deepEqual(await filesIn(world.folder), before);
  });

  it('are told one by one in the log, without values of secrets', async () => {
    const run = await publish();
    assertGreen(run);
    for (const name of ['named value partner-key', 'backend shop', 'API trains', 'service policy'])
      assert.match(run.log.join('\n'), new RegExp(`^override ${name} \\(`, 'm'), seen(run));
  });

  it('are part of what is compared: a second run writes nothing', async () => {
    world.writes();
    const run = await publish();
    assertGreen(run);
    assert.deepEqual(world.writes(), [], seen(run));
  });

  it('write what they changed, and only that', async () => {
    await writeFileAt(
      join(world.folder, 'environments/prod.yaml'),
      overrides.replace('https://trains.example.com', 'https://trains-2.example.com'),
    );
    world.writes();
    const run = await publish();
    assertGreen(run);
    assert.deepEqual(world.writes(), ['PUT apis/trains'], seen(run));
  });
});
