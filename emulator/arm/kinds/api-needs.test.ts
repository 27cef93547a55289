import assert from 'node:assert/strict';
import { instanceForTests } from '../instance-for-tests.ts';

const api = (more: object) => ({ properties: { displayName: 'A', path: 'a', ...more } });

describe('What an API needs, emulated', () => {
  it('is whom callers sign in with, by name', async () => {
    const { emulated } = instanceForTests();
    const oAuth2 = { authenticationSettings: { oAuth2: { authorizationServerId: 'Entra' } } };
    const openid = { authenticationSettings: { openidAuthenticationSettings: [{ openidProviderId: 'o' }] } };
    await assert.rejects(emulated.put('apis/a', api(oAuth2)), /400 .*Authorization server was not found/);
    await assert.rejects(emulated.put('apis/a', api(openid)), /400 .*provider was not found/);
    const url = 'https://login.example';
    await emulated.put('authorizationServers/entra', {
      properties: {
        ...{ displayName: 'Entra', clientId: 'c', grantTypes: ['implicit'] },
        ...{ clientRegistrationEndpoint: url, authorizationEndpoint: url },
      },
    });
    await emulated.put('apis/a', api(oAuth2));
  });

  it('is, for an MCP server, one thing to offer: tools that are operations, or a server that is there', async () => {
    const { emulated } = instanceForTests();
    await emulated.put('apis/b', { properties: { displayName: 'B', path: 'b' } });
    const operation = { displayName: 'O', method: 'GET', urlTemplate: '/o' };
    await emulated.put('apis/b/operations/o', { properties: operation });
    const server = (more: object) => emulated.put('apis/a', api({ apiType: 'mcp', ...more }));
    const mcpTools = [{ name: 't', operationId: `${emulated.resourceId}/apis/b/operations/o` }];
    await assert.rejects(server({}), /exactly one of mcpTools, backendId and serviceUrl/);
    await assert.rejects(server({ mcpTools, serviceUrl: 'https://a.example' }), /exactly one/);
    await assert.rejects(
      server({ mcpTools: [{ name: 't', operationId: '/apis/b/operations/p' }] }),
      /'\/apis\/b\/operations\/p' not found/,
    );
    await assert.rejects(server({ backendId: 'none' }), /Backend with id 'none' not found/);
    await server({ mcpTools });
  });

  it('is a tier and an address that suit its type', async () => {
    const socket = { apiType: 'websocket', serviceUrl: 'wss://a.example' };
    const inTier = (sku: string, more: object) => instanceForTests({ sku }).emulated.put('apis/a', api(more));
    await assert.rejects(inTier('Consumption', socket), /'websocket' are not supported/);
    await assert.rejects(inTier('StandardV2', { apiType: 'grpc' }), /'grpc' are not supported/);
    await assert.rejects(
      inTier('Basic', { ...socket, serviceUrl: 'https://a.example' }),
      /ws:\/\/ or wss:\/\//,
    );
    await inTier('Basic', socket);
  });

  it('is a place outside of workspaces, for what those do not have', async () => {
    const { emulated } = instanceForTests({ sku: 'Premium' });
    await emulated.put('workspaces/w', { properties: { displayName: 'W' } });
    for (const more of [{ apiType: 'mcp', serviceUrl: 'https://a.example' }, { apiType: 'graphql' }])
      await assert.rejects(emulated.put('workspaces/w/apis/a', api(more)), /not supported in workspaces/);
    await emulated.put('workspaces/w/apis/a', api({ apiType: 'graphql', serviceUrl: 'https://a.example' }));
  });

  it('is texts that are not too long', async () => {
    const { emulated } = instanceForTests();
    for (const [name, most] of [
      ['apiVersion', 100],
      ['apiRevisionDescription', 256],
      ['apiVersionDescription', 256],
    ] as const) {
      await assert.rejects(emulated.put('apis/a', api({ [name]: 'x'.repeat(most + 1) })), new RegExp(name));
      await emulated.put('apis/a', api({ [name]: 'x'.repeat(most) }));
    }
  });
});
