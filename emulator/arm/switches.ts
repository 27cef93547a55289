/** Where the facts contradict each other or are unsure, the behaviour is a switch: see ../README.md. */
export interface Switches {
  /** Resource names of imported operations: case kept, or lower-cased as documented (facts 2.1, 9.2). */
  operationNames: 'kept' | 'lowerCase';
  /** New operations of a repeated import: named by operationId as at first, or by method and template (facts 2.1). */
  unmatchedOperationNames: 'operationId' | 'methodAndTemplate';
  /** Whether operations of an inline import name their schemas: "seen missing" (facts 2.1). */
  inlineSchemaReferences: 'set' | 'missing';
  /** Who wins in an import PUT: its serviceUrl, displayName, description, or the document's (facts 2.1, 9.1). */
  importPrecedence: 'request' | 'document';
  /** What an import without any address does to the one that was there: "clears" (facts 2.1). */
  absentServiceUrl: 'cleared' | 'kept';
  /** Whether an import over an existing API heeds the key names that it is given: "return to defaults" (facts 2.1). */
  importedKeyNames: 'request' | 'defaults';
  /** The description of an API that neither the PUT nor the document gives: none, or the title (facts 8). */
  absentDescription: 'absent' | 'title';
  /** Operations without a description: left so by an import, or given their displayName (facts 8, peers 9.13). */
  importedDescriptions: 'absent' | 'displayName';
  /** What counts against the limit of 4 MB: the document as JSON has to escape it, or its bytes (facts 2.1). */
  importLimit: 'escaped' | 'bytes';
  /** Documents with recursive schemas, which are said to be unsupported (facts 2.1). */
  recursiveSchemas: 'taken' | 'refused';
  /** An existing API that is PUT with another type (facts 2.1). */
  changedType: 'refused' | 'ignored';
  /** Where an export answer carries its link (facts 2.2, 9.3). */
  exportEnvelope: 'value.link' | 'link' | 'properties.value.link';
  /** Whether operations of an exported document name their tags ("only in part", facts 2.2). */
  exportedTags: 'operations' | 'none';
  /** Whether `nullable` survives in an exported document (facts 2.2). */
  exportedNullable: 'kept' | 'lost';
  /** Whether `format` survives in an exported document (facts 2.2). */
  exportedFormat: 'kept' | 'lost';
  /** Which examples come out in an exported document: none, or those that are strings (facts 2.2). */
  exportedExamples: 'lost' | 'strings';
  /** Methods that OpenAPI does not know in an exported document: named like the others, or left out (unknown: facts 1.4, 2.2). */
  exportedMethods: 'all' | 'known';
  /** wsdl and wadl: links that work, or always answer 500, with one of three shapes inline (facts 2.2). */
  xmlExports: 'links' | 'inlineAsXml' | 'inlineAsJson' | 'inlineAsText';
  /** Exports at the same time for one API or version set: each its own document, or each other's (facts 2.2). */
  concurrentExports: 'own' | 'mixed';
  /** Policies come back with CRLF and tabs (facts 8). */
  reindentPolicies: boolean;
  /** Which writes are long-running: what the specification says, imports only, none (facts 1.0). */
  longRunning: 'specified' | 'imports' | 'none';
  /**
   * How the answer to such a write leads to its end: as specified (body with Location and Azure-AsyncOperation, before
   * 2024-05-01 202 with Location), 202 with Location, the body with one of the headers or none, or both headers with
   * addresses at the subscription (facts 1.0).
   */
  longRunningForm: 'specified' | 'accepted' | 'location' | 'operation' | 'body' | 'atSubscription';
  /** How many polls answer "still running". */
  pollsUntilDone: number;
  /** How many writes below an API are still refused after its long-running write succeeded (facts 1.0). */
  lockOutlivesSuccessByWrites: number;
  /** How many GETs of a new named value from Key Vault are 404 although its PUT has succeeded (facts 1.0). */
  keyVaultValuesAbsentForReads: number;
  /** A secret named value that is PUT without a value: the old one stays, or 400 (facts 1.13, 7, 9.7). */
  omittedSecrets: 'kept' | 'refused';
  /** What a PUT leaves out of what was there: goes, or stays until it is named as null or empty (facts 1.0, 8). */
  omittedProperties: 'cleared' | 'kept';
  /** Updates and deletes without If-Match (facts 1.0, 9.4). */
  missingIfMatch: 'accepted' | 'refused';
  /** How the last page of a list says so (facts 1.0). */
  lastPage: 'absent' | 'empty' | 'null';
  /** What a list counts: all its items, or those of the page (facts 1.0, 9.10). */
  listCount: 'total' | 'page';
  /** The order of a list: that in which things were made, or another one; it is not contractual (facts 1.0). */
  listOrder: 'made' | 'turned';
  /** What a tier does not have: its own error, the 500 that any failure may be, or 404 (facts 1.0, 4.1). */
  notOffered: 'pricingTier' | 'internalError' | 'notFound';
  /** Collections whose lists answer 500 although the tier has them: a 500 alone says nothing. */
  failingLists: readonly string[];
  /** How many lists of a new workspace answer 500 (facts 1.0). */
  freshWorkspaceLists: number;
  /** What lists in workspaces say of a thing: all, or nothing but its name (facts 1.0: peers do not trust them). */
  workspaceLists: 'whole' | 'names';
  /** Whether BasicV2 has workspaces (facts 4.6, 9.11). */
  workspacesInBasicV2: boolean;
  /** Deletes of what others need: refused, or not for what nobody has seen refused (facts 4.3, 9.8). */
  deletesInUse: 'refused' | 'accepted';
  /** PUT below what is not there: 404, or 400 (facts 1.5, 4.1). */
  missingParent: 'notFound' | 'identifierNotFound';
  /** The word in ids (facts 1.0). */
  idSpelling: 'resourceGroups' | 'resourcegroups';
  /** Pool members and loggers of diagnostics: in full, or as they were given (facts 1.14, 1.15). */
  echoedReferences: 'full' | 'asGiven';
  /** Ids in links of a workspace: full ones only, or short ones too (peers 9, 18). */
  workspaceLinkIds: 'full' | 'any';
  /** Names under which associations are seen as links: invented, or that of the target (peers 13.6). */
  associationLinkNames: 'invented' | 'target';
  /** Names of identity providers: as in the path, or as in the samples (facts 1.19). */
  identityProviderNames: 'lowerCase' | 'pascalCase';
  /** Of a new instance: names of its built-in groups; older services have invented ones (facts 1.17). */
  builtInGroupNames: 'words' | 'invented';
  /** PUT of an association that exists: 409, or 200 (facts 1.0, 10). */
  repeatedLink: 'conflict' | 'ok';
  /** allPolicies: every policy, none of the operations', not of all operations, or none of former revisions (facts 1.7 says nothing). */
  allPolicies: 'all' | 'withoutOperations' | 'someOperations' | 'currentRevisions';
  /** tagResources: all that has a tag, no operations, no APIs, nothing of former revisions, not all, or nothing (facts 1.1 says little). */
  tagViews: 'all' | 'withoutOperations' | 'withoutApis' | 'currentRevisions' | 'some' | 'none';
  /** Links of a tag: all, or none of former revisions (facts 1.0 says nothing). */
  tagLinks: 'all' | 'currentRevisions';
  /** Groups of a product that are shown on demand: contracts, what older contracts showed, or not at all (facts 1.0 says little). */
  expandedGroups: 'contracts' | 'shortIds' | 'ignored';
  /** What allPolicies calls a policy: its full id, or its id below the instance (facts 1.7 says nothing). */
  allPolicyIds: 'full' | 'short';
  /** Properties that are newer than the version that is asked for: kept, or neither taken nor shown (facts 0, from memory). */
  newerProperties: 'kept' | 'ignored';
  /** MCP servers and agents, for versions up to 2024-05-01: listed, not listed, or not known at all (facts 0, 1.3, peers 9.28). */
  agentApis: 'listed' | 'unlisted' | 'unknown';
  /** What answers say beside what was put: no more than they must, or defaults and nulls too (facts 8). */
  saidDefaults: 'few' | 'all';
  /** GET of a policy with format=rawxml, and its PUT: the JSON envelope, or the text itself (facts 1.5). */
  policyEnvelope: 'json' | 'text';
  /** A new API whose body gives another revision number: seen to be renumbered to 1 (users-want, story 10). */
  firstRevision: 'one' | 'given';
  /** A revision that is added without `isCurrent: false`: not current, or so a peer believes, current (facts 3, peers 9.10). */
  addedRevision: 'notCurrent' | 'current';
  /** apiRevisionDescription of a revision that is not current: its own, or "in some reports" frozen (facts 3). */
  revisionDescriptions: 'own' | 'frozen';
  /** DELETE without deleteRevisions of an API with one revision (facts 9.5). */
  deleteOfOnlyRevision: 'accepted' | 'refused';
  /** Whether a version set goes with its last API (facts 1.11). */
  emptyVersionSets: 'kept' | 'deleted';
  /** Another versioningScheme for a set that has APIs (facts 1.11, from memory). */
  schemeOfUsedVersionSet: 'refused' | 'changed';
  /** A fragment that includes a fragment: the docs say no, peers look for it (facts 1.6, 9.9). */
  nestedFragments: 'refused' | 'accepted';
  /** Elements that hold nothing, in policies that come back (facts 8). */
  emptyPolicyElements: 'kept' | 'selfClosing' | 'pairs';
  /** Requests that are answered with 429: cost nothing, or "keep counting" (facts 5). */
  throttledRequests: 'free' | 'counted';
  /** PUT of a named value while another one is written (facts 1.13, 4.4). */
  parallelNamedValues: 'accepted' | 'conflict';
}

export const defaultSwitches: Switches = {
  operationNames: 'kept',
  unmatchedOperationNames: 'operationId',
  inlineSchemaReferences: 'set',
  importPrecedence: 'request',
  absentServiceUrl: 'cleared',
  importedKeyNames: 'request',
  absentDescription: 'absent',
  importedDescriptions: 'absent',
  importLimit: 'escaped',
  recursiveSchemas: 'taken',
  changedType: 'refused',
  exportEnvelope: 'value.link',
  exportedTags: 'operations',
  exportedNullable: 'kept',
  exportedFormat: 'kept',
  exportedExamples: 'lost',
  exportedMethods: 'all',
  xmlExports: 'links',
  concurrentExports: 'own',
  reindentPolicies: true,
  longRunning: 'specified',
  longRunningForm: 'specified',
  pollsUntilDone: 1,
  lockOutlivesSuccessByWrites: 0,
  keyVaultValuesAbsentForReads: 0,
  omittedSecrets: 'kept',
  omittedProperties: 'cleared',
  missingIfMatch: 'accepted',
  lastPage: 'absent',
  listCount: 'total',
  listOrder: 'made',
  notOffered: 'pricingTier',
  failingLists: [],
  freshWorkspaceLists: 0,
  workspaceLists: 'whole',
  workspacesInBasicV2: false,
  deletesInUse: 'refused',
  missingParent: 'notFound',
  idSpelling: 'resourceGroups',
  echoedReferences: 'full',
  workspaceLinkIds: 'full',
  associationLinkNames: 'invented',
  identityProviderNames: 'lowerCase',
  builtInGroupNames: 'words',
  repeatedLink: 'conflict',
  allPolicies: 'all',
  tagViews: 'all',
  tagLinks: 'all',
  expandedGroups: 'contracts',
  allPolicyIds: 'full',
  newerProperties: 'kept',
  agentApis: 'listed',
  saidDefaults: 'few',
  policyEnvelope: 'json',
  firstRevision: 'one',
  addedRevision: 'notCurrent',
  revisionDescriptions: 'own',
  deleteOfOnlyRevision: 'accepted',
  emptyVersionSets: 'kept',
  schemeOfUsedVersionSet: 'refused',
  nestedFragments: 'refused',
  emptyPolicyElements: 'kept',
  throttledRequests: 'free',
  parallelNamedValues: 'accepted',
};
