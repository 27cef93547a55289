import { scopedPolicy } from './scoped-policy.ts';

/** Policy documents of the instance by their paths below the service; what comes later may refer to what is before. */
export const contosoPolicies: Readonly<Record<string, string>> = {
  'policyFragments/correlation': `<fragment>
  <set-header name="x-correlation-id" exists-action="skip">
    <value>@(context.RequestId.ToString())</value>
  </set-header>
</fragment>`,
  'policies/policy': `<policies>
  <inbound>
    <include-fragment fragment-id="correlation" />
    <set-header name="x-environment" exists-action="override">
      <value>{{environment-name}}</value>
    </set-header>
  </inbound>
  <backend>
    <forward-request />
  </backend>
  <outbound />
  <on-error />
</policies>`,
  'products/partners/policies/policy': scopedPolicy(
    '<rate-limit calls="{{calls-per-minute}}" renewal-period="60" />',
  ),
  'apis/train-travel/policies/policy': scopedPolicy('<set-backend-service backend-id="trains" />'),
  'apis/petstore/policies/policy': scopedPolicy(
    '<cors>\n      <allowed-origins>\n        <origin>https://shop.contoso.example</origin>\n      </allowed-origins>\n    </cors>',
  ),
  'apis/petstore/operations/getPetById/policies/policy': scopedPolicy(
    '<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />',
    '<cache-store duration="300" />',
  ),
  'apis/train-travel/operations/get-stations/policies/policy': scopedPolicy(
    '<rate-limit calls="30" renewal-period="60" />',
  ),
};
