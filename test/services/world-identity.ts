import type { EmulatedProject } from '../../emulator/azure-devops/repository.ts';
import type { Emulators } from '../../emulator/emulators.ts';
import { claimsOf } from '../../emulator/sign-in/json-web-token.ts';
import { emulatedConnection, type EmulatedConnection } from '../agent/emulated-connection.ts';

/** Texts that nobody may ever see: each is found again by a search for it. */
export const planted = {
  jobToken: 'planted-token-of-the-job-6c1f',
  clientSecret: 'planted~client-secret~9b2e',
  partnerKey: 'planted-partner-key-of-dev-41d7',
  salesKey: 'planted-sales-key-of-dev-93aa',
  salesKeyOfProd: 'planted-sales-key-of-prod-2d6e',
  partnerKeyOfProd: 'planted-partner-key-of-prod-7e05',
  instrumentationKey: '0d1e0000-1111-4222-8333-000000000de0',
  instrumentationKeyOfProd: '0d1e0000-1111-4222-8333-0000000009d0',
  cacheConnection: 'dev.redis.example,password=planted-cache-of-dev-1b7c',
  cacheConnectionOfProd: 'prod.redis.example,password=planted-cache-of-prod-77aa',
  authorizationServerSecret: 'planted-authorization-server-2f60',
  authorizationServerSecretOfProd: 'planted-authorization-server-of-prod-d0a5',
  openIdSecret: 'planted-openid-88c1',
  openIdSecretOfProd: 'planted-openid-of-prod-4b39',
} as const;

export const tenantId = '66666666-7777-4888-8999-000000000000';
export const clientId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const connectionId = '0f0f0f0f-1111-4222-8333-444444444444';

/** An application that may sign in with its secret, or as this one service connection of the project. */
export function identity(
  { arm, signIn }: Emulators,
  project: EmulatedProject,
): { readonly federated: EmulatedConnection; readonly withSecret: EmulatedConnection } {
  const subject = `sc://contoso/${project.id}/${connectionId}`;
  signIn.addPrincipal({
    tenantId,
    clientId,
    secret: planted.clientSecret,
    acceptsAssertion: (token) => claimsOf(token)?.sub === subject,
  });
  const parts = { armUrl: arm.origin, authority: signIn.origin, tenantId, clientId, id: connectionId };
  return {
    federated: emulatedConnection(parts),
    withSecret: emulatedConnection({ ...parts, scheme: 'ServicePrincipal', secret: planted.clientSecret }),
  };
}
