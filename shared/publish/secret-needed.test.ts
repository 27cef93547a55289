import assert from 'node:assert/strict';
import type { JsonObject } from '../apim/json.ts';
import type { KindName } from '../apim/kinds/table.ts';
import { resourceId } from '../apim/resource-id.ts';
import type { Resource, Secret, SecretValues } from '../apim/resource.ts';
import { secretApart } from '../apim/secrets.ts';
import { snapshot } from '../apim/snapshot.ts';
import { plan } from './plan.ts';

const key = '{{Logger-Credentials--65f0c1aa65f0c1aa65f0c1aa}}';
const hub = { loggerType: 'azureEventHub', credentials: { name: 'hub' } };

function wanted(kind: KindName, properties: JsonObject): Resource {
  return { id: resourceId(kind, 'x'), ...secretApart(kind, properties) };
}

function live(kind: KindName, properties: JsonObject, revealed?: SecretValues | 'forbidden'): Resource {
  const secret: Secret = {
    state: 'hidden',
    reveal: () => Promise.resolve(revealed === 'forbidden' ? undefined : revealed),
  };
  return { id: resourceId(kind, 'x'), properties, ...(revealed === undefined ? {} : { secret }) };
}

/** What becomes of it, in one word or two: "create", "keep same", the code of a problem. */
async function outcome(files: Resource, instance?: Resource): Promise<string> {
  const { changes, problems } = await plan(
    snapshot([files]),
    snapshot(instance === undefined ? [] : [instance]),
  );
  const words = changes.map((change) => (change.kind === 'keep' ? `keep, ${change.because}` : change.kind));
  return [...words, ...problems.map(({ code }) => code)].join();
}

describe('A thing with a secret', () => {
  it('is not made without it, and is told with what helps', async () => {
    for (const properties of [
      hub,
      { ...hub, credentials: { name: 'hub', connectionString: key } },
      { loggerType: 'applicationInsights' },
      { loggerType: 'applicationInsights', credentials: { connectionString: '*** REDACTED ***' } },
    ])
      assert.equal(await outcome(wanted('logger', properties)), 'SECRET_WITHOUT_VALUE');
    assert.equal(
      await outcome(wanted('cache', { connectionString: '{{65f0c1aa65f0c1aa65f0c1aa}}' })),
      'SECRET_WITHOUT_VALUE',
    );
    assert.equal(await outcome(wanted('certificate', {})), 'SECRET_WITHOUT_VALUE');
    const { problems } = await plan(snapshot([wanted('logger', hub)]), snapshot([]));
    assert.match(problems[0]?.message ?? '', /^logger x is secret, .* \(credentials\.connectionString or /);
    assert.match(problems[0]?.remedy ?? '', /overrides .* named value, \{\{name\}\}/);
  });

  it('is made where it asks for none: by identity, by a named value of its own, as a public client', async () => {
    const ways: readonly (readonly [KindName, JsonObject])[] = [
      ['logger', { loggerType: 'azureMonitor' }],
      [
        'logger',
        { ...hub, credentials: { name: 'hub', endpointAddress: 'a', identityClientId: 'SystemAssigned' } },
      ],
      ['logger', { ...hub, credentials: { name: 'hub', connectionString: '{{hub-key}}' } }],
      ['cache', { connectionString: '{{redis}}' }],
      ['certificate', { keyVault: { secretIdentifier: 'https://v/secrets/c' } }],
      ['authorizationServer', { clientId: 'a' }],
      ['openIdProvider', { clientId: 'a' }],
    ];
    for (const [kind, properties] of ways)
      assert.equal(await outcome(wanted(kind, properties)), 'create', kind);
  });

  it('stays as it is when nobody gives the secret, whatever the instance has in its place', async () => {
    const files = wanted('logger', hub);
    assert.equal(await outcome(files, live('logger', hub, {})), 'keep, secret not given');
    const withReference = { ...hub, credentials: { name: 'hub', connectionString: '{{hub-key}}' } };
    assert.equal(await outcome(files, live('logger', withReference)), 'keep, secret not given');
  });

  it('takes what is open beside the secret, unless both are written together', async () => {
    const described = wanted('logger', { ...hub, description: 'new' });
    assert.equal(await outcome(described, live('logger', hub, {})), 'update');
    const other = wanted('logger', { ...hub, credentials: { name: 'other' } });
    assert.equal(await outcome(other, live('logger', hub, {})), 'SECRET_WITHOUT_VALUE');
  });

  it('is written when a given secret is another one, or cannot be compared', async () => {
    const files = wanted('logger', { ...hub, credentials: { name: 'hub', connectionString: 'Endpoint=a' } });
    const path = 'credentials.connectionString';
    assert.equal(await outcome(files, live('logger', hub, { [path]: 'Endpoint=a' })), 'keep, same');
    assert.equal(await outcome(files, live('logger', hub, { [path]: 'Endpoint=b' })), 'update');
    assert.equal(await outcome(files, live('logger', hub, 'forbidden')), 'update');
  });
});
