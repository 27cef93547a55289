import type { AzureConnection } from './connection.ts';

/** What to do about a refusal by Microsoft Entra, whose words hold a code such as AADSTS7000215. */
export function entraRemedy(words: string, connection: AzureConnection): string {
  const code = /AADSTS(\d+)/.exec(words)?.[1] ?? '';
  const advice = advices.find(({ codes }) => codes.includes(code))?.advice ?? general;
  const { settingsUrl } = connection;
  return settingsUrl === undefined ? advice : `${advice} The service connection: ${settingsUrl}`;
}

const general = 'Verify the service connection in Project settings > Service connections.';

const advices: readonly { readonly codes: readonly string[]; readonly advice: string }[] = [
  {
    codes: ['7000215', '7000222'],
    advice:
      'The secret in the service connection is wrong or has expired: make a new one for the app registration and enter ' +
      'it in the connection, or convert the connection to workload identity federation, which needs no secret.',
  },
  {
    codes: ['700027', '700030', '1000502'],
    advice:
      'The certificate in the service connection is not one of the app registration, or has expired: upload it under ' +
      '"Certificates & secrets", enter a new one in the connection, or convert the connection to workload identity federation.',
  },
  {
    codes: ['700016', '7000112', '7000229'],
    advice:
      'The application of the service connection does not exist, or is disabled, in this tenant: check its client id and tenant id.',
  },
  {
    codes: ['90002', '900023', '900021'],
    advice:
      'The tenant of the service connection does not exist in this cloud: check its tenant id and its environment.',
  },
  {
    codes: ['70021', '700211', '700212', '700213', '700223'],
    advice:
      'No federated credential of the application matches this service connection: copy issuer and subject from the ' +
      'connection into "Federated credentials" of the app registration or managed identity.',
  },
  {
    codes: ['700024'],
    advice:
      'The ID token was used outside of its short life: check the clock of the agent machine, then run again.',
  },
  {
    codes: ['53003', '530034', '530035'],
    advice: 'A Conditional Access policy blocks this identity: let the agent’s address be allowed for it.',
  },
  {
    codes: ['500011', '500014'],
    advice:
      'The tenant does not know the Azure Resource Manager of this service connection: check that its environment (cloud) fits.',
  },
];
