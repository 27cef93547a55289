/** An application that may sign in. */
export interface Principal {
  readonly tenantId: string;
  readonly clientId: string;
  readonly secret?: string;
  /** The secret is right but too old. */
  readonly secretExpired?: boolean;
  /** PEM of the certificate that it may sign its own assertions with. */
  readonly certificate?: string;
  /** Whether a federated credential matches issuer and subject of this ID token. */
  readonly acceptsAssertion?: (jwt: string) => boolean;
  /** Life of the access tokens; an hour if absent. */
  readonly tokenSeconds?: number;
}
