import { format, resolveConfig } from 'prettier';
import type { FileForm, Kind } from '../../shared/apim/kinds/kind.ts';
import { kindNames, kindOf, type KindName } from '../../shared/apim/kinds/table.ts';

/** The page about all kinds, out of the table of kinds. */
export async function kindsPage(): Promise<string> {
  const options = (await resolveConfig(kindsPagePath)) ?? {};
  const rows = kindNames.filter(hasFiles).map(rowOf);
  const page = [introduction, heading, ...rows, '', notes].join('\n');
  return await format(page, { ...options, parser: 'markdown' });
}

export const kindsPagePath = 'docs/kinds.md';

const introduction = `# Kinds

<!-- Generated from shared/apim/kinds by scripts/kinds/write-kinds-page.ts. -->

What the tasks know of an instance of API Management. What has no line here is neither extracted nor published: users and who is in which group, notifications and e-mail templates, contents of the developer portal, issues, connections of authorization providers, client applications, which gateways serve a workspace, keys, and settings of the service itself such as its hosts, networks and identities.
`;

const heading = `| kind | in Azure | file | tasks | secrets | workspaces |
| --- | --- | --- | --- | --- | --- |`;

const notes = `## Columns

- **in Azure**: below \`Microsoft.ApiManagement/service/<name>\`.
- **file**: how an empty folder gets it, in the names of apiops 7; what else is read: [layouts](layouts.md).
- **tasks**: *both* extract and publish. *For review*: extracted so that a pull request shows when it changes; ApimPublish says that it does not publish it, and never deletes it.
- **secrets**: never in files. *Not needed*: one can be made without it, and a live one keeps what the overrides do not say; where a new one may not work without, the run says so before it writes. *Needed*: without a value a new one is refused with [SECRET_WITHOUT_VALUE](errors.md#secret_without_value), a live one keeps its own. Texts *in clear* keep a thing out of the files, unless they are a named value: \`{{name}}\`.
- **workspaces**: whether they have it too, below \`workspaces/<workspace>\` in files and in Azure.

## What has its own rules

- **Groups, subscriptions, named values, loggers that every instance has** (administrators, developers and guests, \`master\`, \`azuremonitor\`, \`Logger-Credentials--...\`, and the subscription that comes with a product) are never written to files and never published. Files of other tools for them are left alone.
- **Settings of the portal and the diagnostic \`azuremonitor\`** are left out as long as they are what an instance is born with, unless the files already have them.
- **Subscriptions** that have an owner belong to a consumer: they are left out, and counted, unless the files already have them. Keys are never extracted; a new subscription gets new ones, unless the overrides give them. They are matched by scope and display name.
- **Keys of loggers and caches** are kept by the service in named values of its own, which no other instance has. In files a logger has a named value of yours, an identity, or no key at all; then an environment gives it in the overrides.
- **Certificates** are carried when they come from Key Vault. Uploaded ones cannot be read by anybody: they are reported, and never deleted because no file names them.
- **API releases** switch the current revision when they are made. So a release is published only when it names the revision that is current in the instance already, which switches nothing; others stay in the files as history.
- **Schemas of APIs** that an import makes are left out: their names are new each time. Schemas of your own are carried.
- **Wikis** have their texts in documentations.
- **The managed gateway** is in no list of gateways and serves every API from the moment that it is made. Where there are other gateways, the files name the managed one too, in \`gateways/managed\`, for APIs that both serve. An API that is new to an instance, and that the files give to other gateways only, is taken off the managed one in the very next request, before it has any operation. APIs that are there already are left as they are.
- **New products** get the group of administrators and a subscription from Azure. The group is taken away where the files do not name it; the subscription is left alone.
- **Tags of operations** are in one list for an API, not in its specification.
- **Operations** are what the specification says. Those with a method that no specification can say, such as \`PURGE\` or \`COPY\`, have a file and a request of their own, and what lives in them is carried like that of the others. Where a WADL says such a method, the operation is in the WADL alone; in APIs of other types than REST it is listed in the [coverage file](layouts.md#coverage).
- **Such operations** are matched by method and template, since the portal invents their names. An import takes them away, so ApimPublish puts them back after it, also those that no file names, and also where the import fails after it took effect. What cannot be put back is named in the error. Types that such an operation takes from the specification stay: the schema is looked up by what it is, since its name is new after each import.
`;

/** APIs share the line of their revisions. */
function hasFiles(name: KindName): boolean {
  const { carriedBy, files } = kindOf(name);
  return carriedBy === undefined || files !== undefined;
}

function rowOf(name: KindName): string {
  const kind = kindOf(name);
  const cells = [
    kind.words,
    `\`${placeOf(name)}\``,
    filesOf(kind),
    kind.onlyForReview === undefined ? 'both' : `for review: ${kind.onlyForReview}`,
    secretsOf(kind),
    kind.inWorkspaces === undefined ? 'no' : 'yes',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** "products/{}/apis/{}" */
function placeOf(name: KindName): string {
  const { azure, parents, naming } = kindOf(name);
  const [parent] = parents;
  const before = parent === undefined ? '' : `${placeOf(parent)}/`;
  return naming === undefined ? `${before}${azure.collection}/{}` : before.slice(0, -1);
}

function filesOf({ files = {}, parents }: Kind): string {
  const scope = parents.flatMap((parent) => kindOf(parent).files?.scope ?? [])[0];
  const forms = [files.information?.[0], files.policy?.[0], files.specification?.[0]];
  const paths = forms.flatMap((form) => (form === undefined ? [] : [pathOf(form)]));
  return paths.map((path) => `\`${scope === undefined ? path : `${scope}/${path}`}\``).join(', ');
}

function pathOf({ path }: FileForm): string {
  return path.endsWith('/specification') ? `${path}.yaml` : path;
}

function secretsOf({ properties }: Kind): string {
  const { secret, confidential = [] } = properties ?? {};
  const hidden = (secret?.paths ?? []).map((path) => `\`${path}\``).join(', ');
  const need = secret?.optional !== undefined ? 'not needed' : 'needed';
  return [
    ...(hidden === '' ? [] : [`${hidden} (${need})`]),
    ...(confidential.length === 0
      ? []
      : [`in clear: ${confidential.map((path) => `\`${path}\``).join(', ')}`]),
  ].join('; ');
}
