import assert from 'node:assert/strict';
import { keyOf } from '../apim/resource-id.ts';
import { readArtifacts } from '../artifacts/read-artifacts.ts';
import { applyOverrides } from './overrides.ts';

const files = {
  'apis/orders/apiInformation.json': '{"properties": {"displayName": "Orders", "apiRevision": "2"}}',
  'apis/orders/diagnostics/applicationinsights/diagnosticInformation.json':
    '{"properties": {"loggerId": "/loggers/dev", "verbosity": "error"}}',
  'gateways/g/gatewayInformation.json': '{"properties": {"locationData": {"name": "a"}}}',
  'gateways/g/hostnameConfigurations/h/hostnameConfigurationInformation.json':
    '{"properties": {"hostname": "dev.example"}}',
};
const { documents } = readArtifacts(
  new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
);

describe('applyOverrides', () => {
  for (const [what, text, key, properties] of [
    [
      'what belongs to an API, whichever revision is current',
      'apis: [{name: orders, diagnostics: [{name: applicationInsights, properties: {loggerId: /loggers/prod}}]}]',
      'api/orders/apiDiagnostic/applicationinsights',
      { loggerId: '/loggers/prod', verbosity: 'error' },
    ],
    [
      'what lives in any other thing',
      'gateways: [{name: g, hostnameConfigurations: [{name: h, properties: {hostname: prod.example}}]}]',
      'gateway/g/gatewayHostname/h',
      { hostname: 'prod.example' },
    ],
  ] as const)
    it(`reaches ${what}`, () => {
      const { documents: after, problems } = applyOverrides(documents, [{ file: 'prod.yaml', text }]);
      assert.deepEqual(problems, []);
      assert.deepEqual(after.find(({ id }) => keyOf(id) === key)?.properties, properties);
    });
});
