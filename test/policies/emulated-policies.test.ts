import assert from 'node:assert/strict';
import { bracedNames, attributeValues, livePolicy } from '../../shared/apim/policy/references.ts';
import { samePolicy } from '../../shared/apim/policy/same-policy.ts';
import { objectOf, textOf } from '../../emulator/arm/json.ts';
import { instanceForTests } from '../../emulator/arm/instance-for-tests.ts';
import { corpus, type Sample } from './corpus.ts';

const scopes = corpus.filter(({ scope }) => scope !== 'resolver');

describe('The corpus of policies, written to an instance and read again (story 15)', () => {
  for (const reindentPolicies of [true, false]) {
    it(`says the same in both formats, ${reindentPolicies ? 'indented anew' : 'as it was sent'}`, async () => {
      const { emulated } = instanceForTests({ switches: { reindentPolicies, nestedFragments: 'accepted' } });
      for (const [path, body] of targets()) await emulated.put(path, body);
      for (const { name, policy, scope } of scopes) {
        const path = scope === 'fragment' ? 'policyFragments/sample' : placeOf(policy);
        await emulated.put(path, { properties: { format: 'rawxml', value: policy } });
        for (const format of ['rawxml', 'xml'] as const) {
          const answer = (await emulated.get(`${path}?format=${format}`)) ?? {};
          const live = textOf(objectOf({ ...answer }, 'properties') ?? {}, 'value') ?? '';
          assert.ok(samePolicy(policy, live, format), `${name} as ${format}\n${live}`);
        }
      }
    });
  }
});

/** A scope that takes all its statements: products do, but for what only the service takes. */
function placeOf(policy: string): string {
  return policy.includes('<cross-domain') ? 'policies/policy' : 'products/sample/policies/policy';
}

/** What the policies refer to, and where they go. */
function targets(): readonly (readonly [path: string, body: object])[] {
  const live = scopes.map(({ policy }: Sample) => livePolicy(policy));
  const named = (element: string, attribute: string) => [
    ...new Set(live.flatMap((one) => attributeValues(one, element, attribute))),
  ];
  const values = new Set(live.flatMap(({ text }) => bracedNames(text)));
  const fragment = { properties: { format: 'rawxml', value: '<fragment />' } };
  const logger = { properties: { loggerType: 'azureMonitor' } };
  const backends = [
    ...named('set-backend-service', 'backend-id'),
    ...named('llm-content-safety', 'backend-id'),
    ...named('azure-openai-semantic-cache-lookup', 'embeddings-backend-id'),
    ...named('llm-semantic-cache-lookup', 'embeddings-backend-id'),
  ];
  const backend = { properties: { url: 'https://a.example', protocol: 'http' } };
  return [
    ['products/sample', { properties: { displayName: 'Sample' } }],
    ...[...values].map(
      (name) => [`namedValues/${name}`, { properties: { displayName: name, value: 'x' } }] as const,
    ),
    ...named('include-fragment', 'fragment-id').map((name) => [`policyFragments/${name}`, fragment] as const),
    ...backends.map((name) => [`backends/${name}`, backend] as const),
    ...named('log-to-eventhub', 'logger-id').map((name) => [`loggers/${name}`, logger] as const),
    ...named('authentication-certificate', 'certificate-id').map(
      (name) => [`certificates/${name}`, { properties: { data: btoa(name) } }] as const,
    ),
  ];
}
