import type { Rows } from './kind.ts';
import { type JsonObject, objectAt } from '../json.ts';
import { apiops, cli, informationAt, informationIn, v5 } from './layouts.ts';
import { hidesConnectionString } from './system-made.ts';

/** What APIs, policies and backends share. */
export const sharedRows = {
  versionSet: {
    words: 'version set',
    parents: [],
    inWorkspaces: true,
    azure: { collection: 'apiVersionSets', found: 'by list' },
    files: {
      information: [
        { path: 'version sets/{versionSet}/versionSetInformation.json', of: apiops },
        { path: 'versionSets/{versionSet}/versionSetInformation.json', of: cli },
        { path: 'version sets/{versionSet}/apiVersionSetInformation.json', of: v5 },
      ],
    },
    section: 'versionSets',
    properties: {
      defaults: { description: '' },
      callersSay: ['versioningScheme', 'versionHeaderName', 'versionQueryName'],
    },
  },
  certificate: {
    words: 'certificate',
    parents: [],
    inWorkspaces: true,
    azure: { collection: 'certificates', found: 'by list' },
    files: informationAt('certificates/{certificate}/certificateInformation.json'),
    section: 'certificates',
    properties: {
      either: ['data', 'keyVault'],
      readOnly: ['subject', 'thumbprint', 'expirationDate', 'keyVault.lastStatus'],
      secret: {
        paths: ['data', 'password'],
        hidden: isUploaded,
        revealed: 'never',
        instead: 'let it come from Key Vault',
      },
    },
    cannotBeKept: (properties) =>
      isUploaded(properties)
        ? 'it was uploaded and nobody can read it; let it come from Key Vault'
        : undefined,
    called: [
      { element: 'authentication-certificate', attribute: 'certificate-id' },
      { element: 'key', attribute: 'certificate-id' },
    ],
  },
  cache: {
    words: 'cache',
    parents: [],
    azure: { collection: 'caches', found: 'by list' },
    files: informationAt('caches/{cache}/cacheInformation.json'),
    section: 'caches',
    properties: {
      defaults: { description: '' },
      secret: {
        paths: ['connectionString'],
        hidden: hidesConnectionString,
        revealed: 'in named values',
        instead: 'let it refer to a named value, {{name}}',
      },
    },
  },
  globalSchema: {
    words: 'schema',
    parents: [],
    inWorkspaces: true,
    azure: { collection: 'schemas', found: 'by list', listIsPartial: true },
    files: informationAt('schemas/{globalSchema}/schemaInformation.json'),
    section: 'schemas',
    properties: { defaults: { description: '' }, opaque: ['document'] },
    called: [{ element: 'content', attribute: 'schema-id' }],
  },
  policyRestriction: {
    words: 'policy restriction',
    parents: [],
    azure: { collection: 'policyRestrictions', found: 'by list' },
    files: informationIn(
      'policy restrictions',
      'policyRestrictions',
      '{policyRestriction}/policyRestrictionInformation.json',
    ),
    section: 'policyRestrictions',
    properties: { wordings: { requireBase: 'case' }, references: ['scope'] },
  },
} as const satisfies Rows;

/** Not read from Key Vault by the service itself: then somebody uploaded it. */
function isUploaded(properties: JsonObject): boolean {
  return objectAt(properties, 'keyVault')['secretIdentifier'] === undefined;
}
