import type { Rows } from './kind.ts';
import { informationAt, informationIn, lists, since6 } from './layouts.ts';

/** Self-hosted gateways (facts: apim-rest 1.18). The built-in one, `managed`, is not listed, but has APIs. */
export const gatewayRows = {
  gateway: {
    words: 'gateway',
    parents: [],
    azure: { collection: 'gateways', found: 'by list' },
    files: informationAt('gateways/{gateway}/gatewayInformation.json'),
    section: 'gateways',
    properties: { defaults: { description: '' } },
    builtIn: isManaged,
  },
  gatewayApi: {
    words: 'gateway API',
    parents: ['gateway'],
    azure: { collection: 'apis', found: 'by list', association: true },
    files: {
      information: [
        { path: 'gateways/{gateway}/apis/{gatewayApi}/gatewayApiInformation.json', of: since6, content: {} },
        { path: 'gateways/{gateway}/apis.json', of: lists, list: true },
      ],
    },
    linksTo: 'api',
    addedTo: { to: 'api', holder: 'managed', instead: true },
    opens: ({ words, name }) => `is served by the ${isManaged(name) ? 'managed gateway' : words}`,
  },
  gatewayHostname: {
    words: 'gateway host name',
    parents: ['gateway'],
    azure: { collection: 'hostnameConfigurations', found: 'by list' },
    files: informationIn(
      'gateways/{gateway}/hostname configurations',
      'gateways/{gateway}/hostnameConfigurations',
      '{gatewayHostname}/hostnameConfigurationInformation.json',
    ),
    section: 'hostnameConfigurations',
    properties: {
      defaults: {
        negotiateClientCertificate: false,
        tls10Enabled: false,
        tls11Enabled: false,
        http2Enabled: false,
      },
      references: ['certificateId'],
    },
  },
  gatewayAuthority: {
    words: 'gateway certificate authority',
    parents: ['gateway'],
    azure: { collection: 'certificateAuthorities', found: 'by list' },
    files: informationIn(
      'gateways/{gateway}/certificate authorities',
      'gateways/{gateway}/certificateAuthorities',
      '{gatewayAuthority}/certificateAuthorityInformation.json',
    ),
    section: 'certificateAuthorities',
    properties: { defaults: { isTrusted: false } },
    namedAfter: 'certificate',
  },
} as const satisfies Rows;

function isManaged(name: string): boolean {
  return /^managed$/i.test(name);
}
