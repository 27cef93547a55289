/** Where GitApi of azure-devops-node-api finds what: its location ids, with the routes and versions of the service. */
const resources: readonly (readonly [id: string, name: string, revision: number, route: string])[] = [
  ['225f7195-f9c7-4d14-ab28-a83f7ff77e1f', 'repositories', 2, '{resource}/{repositoryId}'],
  ['2d874a60-a811-4f62-9c9f-963a6ea0a55b', 'refs', 2, 'repositories/{repositoryId}/{resource}'],
  ['fb93c0db-47ed-4a31-8c20-47552878fb44', 'items', 1, 'repositories/{repositoryId}/{resource}/{*path}'],
  ['7b28e929-2c99-405d-9c5c-6167a06e6816', 'blobs', 1, 'repositories/{repositoryId}/{resource}/{sha1}'],
  ['c2570c3b-5b3f-41b8-98bf-5407bfde8d58', 'commits', 2, 'repositories/{repositoryId}/{resource}/{commitId}'],
  [
    '7cf2abb6-c964-4f7e-9872-f78c66e72e9c',
    'mergeBases',
    1,
    'repositories/{repositoryNameOrId}/commits/{commitId}/{resource}',
  ],
  [
    '985f7ae9-844f-4906-9897-7ef41516c0e2',
    'merges',
    1,
    'repositories/{repositoryNameOrId}/{resource}/{mergeOperationId}',
  ],
  ['ea98d07b-3c87-4971-8ede-a613694ffb55', 'pushes', 3, 'repositories/{repositoryId}/{resource}/{pushId}'],
  [
    '9946fd70-0d40-406e-b686-b4744cbbcc37',
    'pullRequests',
    2,
    'repositories/{repositoryId}/{resource}/{pullRequestId}',
  ],
  ['01a46dea-7d46-4d40-bc84-319e7c260d99', 'pullRequests', 2, '{resource}/{pullRequestId}'],
  [
    '4b6702c7-aa35-4b89-9c96-b9abf6d3e540',
    'reviewers',
    1,
    'repositories/{repositoryId}/pullRequests/{pullRequestId}/{resource}/{reviewerId}',
  ],
  [
    'f22387e3-984e-4c52-9c6d-fbb8f14c812d',
    'labels',
    1,
    'repositories/{repositoryId}/pullRequests/{pullRequestId}/{resource}/{labelIdOrName}',
  ],
  [
    '0a637fcc-5370-4ce8-b0e8-98091f5f9482',
    'workItems',
    1,
    'repositories/{repositoryId}/pullRequests/{pullRequestId}/{resource}',
  ],
  [
    'ab6e2e5d-a0b7-4153-b64a-a4efe0d49449',
    'threads',
    1,
    'repositories/{repositoryId}/pullRequests/{pullRequestId}/{resource}/{threadId}',
  ],
  [
    '965a3ec7-5ed8-455a-bdcb-835a5ea7fe7b',
    'comments',
    1,
    'repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/{resource}/{commentId}',
  ],
];

/** The answer to OPTIONS /_apis/git. */
export const gitLocations = {
  count: resources.length,
  value: resources.map(([id, resourceName, resourceVersion, route]) => ({
    id,
    area: 'git',
    resourceName,
    routeTemplate: `{project}/_apis/{area}/${route}`,
    resourceVersion,
    minVersion: '1.0',
    maxVersion: '7.2',
    releasedVersion: '7.1',
  })),
};
