import petstore from '@readme/oas-examples/3.0/json/petstore.json' with { type: 'json' };
import uspto from '@readme/oas-examples/3.0/json/uspto.json' with { type: 'json' };
import trainTravel from '@readme/oas-examples/3.1/json/train-travel.json' with { type: 'json' };
import type { ArmEmulator } from '../../emulator/arm/arm-emulator.ts';
import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import { scopedPolicy } from './scoped-policy.ts';
import { planted } from './world-identity.ts';

export type Content = readonly (readonly [path: string, properties: object])[];

/** What somebody has built by hand in contoso-dev: of each kind a little, tied together as in real instances. */
export async function fill(
  instance: EmulatedInstance,
  { switches }: ArmEmulator,
  content: Content = resources,
): Promise<void> {
  const { missingIfMatch, lockOutlivesSuccessByWrites, freshWorkspaceLists } = switches;
  // Whoever fills the instance by hand neither reads before writing nor comes back when refused.
  const patient = { lockOutlivesSuccessByWrites: 0, freshWorkspaceLists: 0 };
  Object.assign(switches, { missingIfMatch: 'accepted', ...patient });
  for (const [path, properties] of content)
    await instance.put(path.split('/').map(encodeURIComponent).join('/'), { properties });
  Object.assign(switches, { missingIfMatch, lockOutlivesSuccessByWrites, freshWorkspaceLists });
}

export const servicePolicy = `<policies>
  <inbound>
    <include-fragment fragment-id="correlate" />
  </inbound>
  <backend>
    <forward-request />
  </backend>
  <outbound />
  <on-error />
</policies>`;

/** A policy that sets one header; `value` is where a test changes it. */
export function headerPolicy(name: string, value: string): string {
  return scopedPolicy(`<set-header name="${name}" exists-action="override">
      <value>${value}</value>
    </set-header>`);
}

const petstorePolicy = scopedPolicy(`<set-backend-service backend-id="shop" />
    <choose>
      <when condition="@(context.Request.Headers.GetValueOrDefault(&quot;x-mode&quot;, &quot;&quot;) == &quot;a&amp;b&quot;)">
        <return-response>
          <set-status code="202" reason="Accepted" />
        </return-response>
      </when>
    </choose>`);

const fragment = `<fragment>
  <set-header name="x-correlation-id" exists-action="skip">
    <value>@(context.RequestId.ToString())</value>
  </set-header>
</fragment>`;

const resources: Content = [
  ['namedValues/shop-host', { displayName: 'shop-host', value: 'shop-dev.example.com', tags: ['shop'] }],
  ['namedValues/partner-key', { displayName: 'partner-key', value: planted.partnerKey, secret: true }],
  ['tags/public', { displayName: 'Public' }],
  ['backends/shop', backend('https://shop-dev.example.com/pets')],
  ['policyFragments/correlate', { description: 'Gives each call an id', format: 'rawxml', value: fragment }],
  ['policies/policy', policy(servicePolicy)],
  ['apis/petstore', api('Swagger Petstore', 'pets', 'https://shop-dev.example.com/pets', petstore)],
  ['apis/uspto', api('USPTO Data Set API', 'patents', 'https://patents-dev.example.com', uspto)],
  ['apis/trains', api('Train Travel API', 'trains', 'https://trains-dev.example.com', trainTravel)],
  ['apis/petstore/policies/policy', policy(petstorePolicy)],
  [
    'apis/petstore/operations/getPetById/policies/policy',
    policy(headerPolicy('x-partner', '{{partner-key}} {{shop-host}}')),
  ],
  ['apis/trains/operations/get-stations/policies/policy', policy(headerPolicy('x-line', 'north'))],
  ['apis/petstore/tags/public', {}],
  ['products/pets', { displayName: 'Pets', description: 'All about pets', state: 'published' }],
  ['products/pets/policies/policy', policy(headerPolicy('x-product', 'pets'))],
  ['products/pets/apis/petstore', {}],
  ['products/pets/apis/uspto', {}],
  ['products/pets/groups/developers', {}],
];

function backend(url: string): object {
  return { url, protocol: 'http', credentials: { header: { 'x-partner-key': ['{{partner-key}}'] } } };
}

function policy(value: string): object {
  return { format: 'rawxml', value };
}

function api(displayName: string, path: string, serviceUrl: string, specification: object): object {
  return {
    displayName,
    path,
    serviceUrl,
    protocols: ['https'],
    subscriptionRequired: true,
    format: 'openapi+json',
    value: JSON.stringify(specification),
    translateRequiredQueryParameters: 'query',
  };
}
