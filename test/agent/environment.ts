import type { EmulatedConnection } from './emulated-connection.ts';

/** The job's own connection to Azure DevOps. */
export interface SystemConnection {
  readonly url: string;
  readonly accessToken: string;
}

export interface AgentState {
  readonly inputs: ReadonlyMap<string, string>;
  readonly connection?: EmulatedConnection;
  readonly system: SystemConnection;
  readonly variables: ReadonlyMap<string, string>;
  readonly secretVariables: ReadonlyMap<string, string>;
}

/** What the agent puts into the environment of a task (facts: azure-pipelines 2.1). */
export function environmentOf(state: AgentState): Record<string, string> {
  const { inputs, connection, system, variables, secretVariables } = state;
  return {
    ...named('INPUT_', inputs),
    ...(connection === undefined ? {} : endpoint(connection)),
    ...endpoint({
      id: 'SYSTEMVSSCONNECTION',
      url: system.url,
      scheme: 'OAuth',
      authorization: { AccessToken: system.accessToken },
      data: {},
    }),
    ...named('', variables),
    ...named('SECRET_', secretVariables),
    VSTS_PUBLIC_VARIABLES: JSON.stringify([...variables.keys()]),
    VSTS_SECRET_VARIABLES: JSON.stringify([...secretVariables.keys()]),
  };
}

function endpoint({ id, url, scheme, authorization, data }: EmulatedConnection): Record<string, string> {
  return {
    ...(url === undefined ? {} : { [`ENDPOINT_URL_${id}`]: url }),
    ...(scheme === undefined ? {} : { [`ENDPOINT_AUTH_SCHEME_${id}`]: scheme }),
    [`ENDPOINT_AUTH_${id}`]: JSON.stringify({ parameters: authorization, scheme }),
    ...named(`ENDPOINT_AUTH_PARAMETER_${id}_`, new Map(Object.entries(authorization))),
    [`ENDPOINT_DATA_${id}`]: JSON.stringify(data),
    ...named(`ENDPOINT_DATA_${id}_`, new Map(Object.entries(data))),
  };
}

function named(prefix: string, values: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    [...values].map(([name, value]) => [`${prefix}${name.replace(/[. ]/g, '_').toUpperCase()}`, value]),
  );
}
