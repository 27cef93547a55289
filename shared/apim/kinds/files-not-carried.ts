const inInstances = [
  'products/{}/wiki.md',
  'apis/{}/mcpServerInformation.json',
  'apis/{}/wiki.md',
  // Beside a revision that is not current: belongs to the API.
  'apis/{};rev={}/diagnostics/{}/diagnosticInformation.json',
  'apis/{};rev={}/releases/{}/apiReleaseInformation.json',
  'apis/{};rev={}/releases/{}/releaseInformation.json',
];

/**
 * Files of apiops and apiops-cli for kinds that the table has no row for yet (facts: peers 1.2 to 1.6): known, so no
 * mistake, and reported because they are not published; in workspaces too. `{}` stands for any name, `**` for all
 * below. A kind that gets its row takes its lines to files.ts.
 */
export const filesNotCarried: readonly string[] = [
  ...inInstances,
  ...inInstances.map((path) => `workspaces/{}/${path}`),
];
