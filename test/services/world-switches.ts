import { defaultSwitches, type Switches } from '../../emulator/arm/switches.ts';

/** No write goes on after its answer: for scenarios that are about something else, and shall not wait. */
export const quick: Partial<Switches> = { longRunning: 'none' };

/** The views are asked only where things are many: see test/economy. */
type MetWhereThingsAreMany =
  'allPolicies' | 'allPolicyIds' | 'tagViews' | 'expandedGroups' | 'throttledRequests';

/** One of their values ends in a refusal, or only one tier or a delete meets them: see test/scenarios/either-way.test.ts. */
export type MetInStories =
  | 'notOffered'
  | 'failingLists'
  | 'workspacesInBasicV2'
  | 'builtInGroupNames'
  | 'deleteOfOnlyRevision'
  | 'emptyVersionSets'
  | 'schemeOfUsedVersionSet'
  | 'recursiveSchemas'
  | 'changedType'
  | 'nestedFragments'
  | 'newerProperties';

/** Instances are filled with a newer version: see test/stories/hidden-apis.test.ts. */
type MetElsewhere = MetWhereThingsAreMany | MetInStories | 'agentApis';

/** Each switch with its other values: where the facts about Azure contradict each other. */
const others: { readonly [Name in Exclude<keyof Switches, MetElsewhere>]: readonly Switches[Name][] } = {
  operationNames: ['lowerCase'],
  unmatchedOperationNames: ['methodAndTemplate'],
  inlineSchemaReferences: ['missing'],
  importPrecedence: ['document'],
  absentServiceUrl: ['kept'],
  importedKeyNames: ['defaults'],
  absentDescription: ['title'],
  importedDescriptions: ['displayName'],
  importLimit: ['bytes'],
  exportEnvelope: ['link', 'properties.value.link'],
  exportedTags: ['none'],
  exportedNullable: ['lost'],
  exportedFormat: ['lost'],
  exportedExamples: ['strings'],
  exportedMethods: ['known'],
  xmlExports: ['inlineAsText', 'inlineAsXml', 'inlineAsJson'],
  concurrentExports: ['mixed'],
  reindentPolicies: [false],
  longRunning: ['imports', 'none'],
  longRunningForm: ['accepted', 'location', 'operation', 'body', 'atSubscription'],
  pollsUntilDone: [2],
  lockOutlivesSuccessByWrites: [1],
  keyVaultValuesAbsentForReads: [2],
  omittedSecrets: ['refused'],
  omittedProperties: ['kept'],
  missingIfMatch: ['refused'],
  lastPage: ['empty', 'null'],
  listCount: ['page'],
  listOrder: ['turned'],
  freshWorkspaceLists: [2],
  workspaceLists: ['names'],
  workspaceLinkIds: ['any'],
  associationLinkNames: ['target'],
  identityProviderNames: ['pascalCase'],
  deletesInUse: ['accepted'],
  missingParent: ['identifierNotFound'],
  idSpelling: ['resourcegroups'],
  echoedReferences: ['asGiven'],
  repeatedLink: ['ok'],
  tagLinks: ['currentRevisions'],
  saidDefaults: ['all'],
  policyEnvelope: ['text'],
  emptyPolicyElements: ['selfClosing', 'pairs'],
  firstRevision: ['given'],
  addedRevision: ['current'],
  revisionDescriptions: ['frozen'],
  parallelNamedValues: ['conflict'],
};

type Choice = readonly [name: string, value: unknown];

/** Every switch on its first other value. */
export const opposite: Partial<Switches> = switchesOf(
  Object.entries(others).map(([name, values]) => [name, values[0]]),
);

let pairs: readonly Partial<Switches>[] | undefined;

/** Few sets of switches in which every two values of two switches meet at least once; found once in a process. */
export function pairwise(): readonly Partial<Switches>[] {
  return (pairs ??= found());
}

function found(): readonly Partial<Switches>[] {
  const domains = Object.entries(others).map(([name, values]): readonly Choice[] =>
    [defaultSwitches[name as keyof Switches], ...values].map((value) => [name, value]),
  );
  const open = new Set(
    domains.flatMap((left, at) =>
      domains.slice(at + 1).flatMap((right) => left.flatMap((a) => right.map((b) => pairOf(a, b)))),
    ),
  );
  const rows: Partial<Switches>[] = [];
  while (open.size > 0) {
    const row: Choice[] = [];
    // The widest choice first, then for each switch the value that meets most partners for the first time.
    for (const domain of domains) row.push(best(domain, row, open));
    for (const [at, left] of row.entries())
      for (const right of row.slice(at + 1)) open.delete(pairOf(left, right));
    rows.push(switchesOf(row));
  }
  return rows;
}

function best(domain: readonly Choice[], row: readonly Choice[], open: ReadonlySet<string>): Choice {
  const news = (choice: Choice) => {
    const met = row.filter((before) => open.has(pairOf(before, choice))).length;
    const unmet = [...open].filter((pair) => pair.includes(wordOf(choice))).length;
    return met + unmet / 1000;
  };
  return domain.reduce((one, other) => (news(other) > news(one) ? other : one));
}

function pairOf(left: Choice, right: Choice): string {
  return `${wordOf(left)} ${wordOf(right)}`;
}

function wordOf([name, value]: Choice): string {
  return `${name}=${String(value)};`;
}

function switchesOf(row: readonly Choice[]): Partial<Switches> {
  return Object.fromEntries(row);
}
