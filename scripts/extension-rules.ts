import type { ExtensionManifest, TaskManifest } from './manifest-types.ts';

const categories = ['Azure Repos', 'Azure Boards', 'Azure Pipelines', 'Azure Test Plans', 'Azure Artifacts'];

interface Rule {
  readonly holds: boolean;
  readonly problem: string;
}

/** What is wrong with vss-extension.json (facts: azure-pipelines 1.7). `exists` answers for files of the package. */
export function extensionProblems(
  manifest: ExtensionManifest,
  exists: (path: string) => boolean,
): readonly string[] {
  const inPackage = pathsIn(manifest).map((path) => ({
    holds: exists(path),
    problem: `${path} is not in the package.`,
  }));
  return [
    ...identityRules(manifest),
    ...listingRules(manifest),
    ...pageRules(manifest),
    ...contributionRules(manifest),
    ...inPackage,
  ]
    .filter(({ holds }) => !holds)
    .map(({ problem }) => `vss-extension.json: ${problem}`);
}

function identityRules(manifest: ExtensionManifest): readonly Rule[] {
  const { id = '', publisher = '', version = '', scopes = [], targets = [] } = manifest;
  return [
    { holds: manifest.manifestVersion === 1, problem: 'manifestVersion must be 1.' },
    { holds: /^[A-Za-z0-9_-]+$/.test(id), problem: 'id: letters, digits, "_" and "-" only.' },
    { holds: /^[A-Za-z0-9-]+$/.test(publisher), problem: 'publisher: letters, digits and "-" only.' },
    { holds: /^\d+(\.\d+){1,3}$/.test(version), problem: 'version: 2 to 4 numbers.' },
    {
      holds: targets.some((target) => target.id === 'Microsoft.VisualStudio.Services'),
      problem: 'targets must name Microsoft.VisualStudio.Services.',
    },
    // Tasks work with the token of the job; a scope added later must be authorised again by every customer.
    { holds: scopes.length === 0, problem: 'scopes: tasks need none.' },
  ];
}

function listingRules(manifest: ExtensionManifest): readonly Rule[] {
  const { name = '', description = '', files = [] } = manifest;
  const known = manifest.categories?.every((category) => categories.includes(category));
  return [
    { holds: name !== '' && name.length <= 200, problem: 'name: 1 to 200 characters.' },
    {
      holds: description !== '' && description.length <= 200,
      problem: 'description: 1 to 200 characters.',
    },
    { holds: known === true, problem: `categories: some of ${categories.join(', ')}.` },
    { holds: manifest.icons?.default?.endsWith('.png') === true, problem: 'icons.default must be a PNG.' },
    {
      holds: files.some(({ path, addressable }) => path === 'images' && addressable === true),
      problem: 'files: images must be addressable, or the page cannot show them.',
    },
    { holds: manifest.content?.['details'] !== undefined, problem: 'content.details must name the page.' },
  ];
}

/** Pictures and addresses of the page. Their sizes are looked at in the finished package: test/package. */
function pageRules({ screenshots = [], links = {} }: ExtensionManifest): readonly Rule[] {
  return [
    { holds: screenshots.length >= 3, problem: 'screenshots: at least three pictures of what users see.' },
    ...screenshots.map(({ path }) => ({
      holds: /^images\/[\w-]+\.png$/.test(path),
      problem: `screenshots: ${path} is no PNG in images.`,
    })),
    ...Object.entries(links).map(([name, { uri }]) => ({
      holds: /^https:\/\/[^/]+\//.test(uri),
      problem: `links: ${name} is no address.`,
    })),
  ];
}

function contributionRules({ contributions = [] }: ExtensionManifest): readonly Rule[] {
  const ids = new Set(contributions.map(({ id }) => id.toLowerCase()));
  return [
    { holds: contributions.length > 0, problem: 'there is no contribution.' },
    { holds: ids.size === contributions.length, problem: 'two contributions have the same id.' },
    ...contributions.map(({ id, type, targets }) => ({
      holds: type === 'ms.vss-distributed-task.task' && targets.includes('ms.vss-distributed-task.tasks'),
      problem: `the contribution ${id} is no task.`,
    })),
  ];
}

function pathsIn({
  files = [],
  content = {},
  icons,
  contributions = [],
  screenshots = [],
}: ExtensionManifest): readonly string[] {
  return [
    ...files.map(({ path }) => path),
    ...Object.values(content).map(({ path }) => path),
    icons?.default ?? 'icons.default',
    ...screenshots.map(({ path }) => path),
    // A folder for each major version is in there, with a task.json that scripts/check-manifests.ts looks for.
    ...contributions.map(({ properties }) => properties.name ?? 'properties.name'),
  ];
}

/** What is wrong between the manifests: identities that clash, versions that differ. */
export function familyProblems(version: string, tasks: readonly TaskManifest[]): readonly string[] {
  const ids = new Set(tasks.map(({ id }) => id.toLowerCase()));
  const others = tasks.filter(
    ({ version: { Major, Minor, Patch } }) => `${Major}.${Minor}.${Patch}` !== version,
  );
  return [
    ...(ids.size === tasks.length ? [] : ['Two tasks have the same id.']),
    ...others.map(({ name }) => `tasks/${name}/task.json: the version is not ${version}.`),
  ];
}
