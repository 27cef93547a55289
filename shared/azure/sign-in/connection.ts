/** What every service connection to Azure says. */
interface AzurePlace {
  /** URL of Azure Resource Manager, with or without a slash at the end. It decides the cloud. */
  readonly armUrl: string;
  /** Where tokens are given out: "https://login.microsoftonline.com/". */
  readonly authorityHost: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Where a person edits the connection; named in remedies. */
  readonly settingsUrl?: string;
}

/** A service connection as plain data, by scheme. */
export type AzureConnection = AzurePlace &
  (
    | {
        readonly scheme: 'WorkloadIdentityFederation';
        readonly serviceConnectionId: string;
        /** Token of the job, which may ask for ID tokens. */
        readonly systemAccessToken: string;
        /** System.OidcRequestUri; servers that do not send it need it composed (facts: azure-pipelines 2.8). */
        readonly oidcRequestUri: string;
      }
    | { readonly scheme: 'ServicePrincipal'; readonly secret: string }
  );
