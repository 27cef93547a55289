import { kindNames } from '../../shared/apim/kinds/table.ts';
import type { Files } from '../services/world-files.ts';
import type { Graph, Links } from './random-graph.ts';

/** Statements that need a backend, and where they name it. */
const callsOfBackends = [
  ['set-backend-service', 'backend-id'],
  ['llm-content-safety', 'backend-id'],
] as const;

const has = (kind: string) => kindNames.some((name) => name === kind);

/** The folder of such a graph: every reference leads to something in it, and never in a circle. */
export function filesOf(drawn: Graph): Files {
  const graph: Graph = {
    ...drawn,
    // A pool has members that are no pools, so these come first.
    backends: [...drawn.backends].sort((a, b) => Number(a.pool.length > 0) - Number(b.pool.length > 0)),
    loggers: has('logger') && drawn.namedValues > 0 ? drawn.loggers : [],
    versionSets: has('versionSet') ? drawn.versionSets : 0,
  };
  return {
    'policy.xml': policy(graph.service, graph, ''),
    ...sharedFiles(graph),
    ...backendFiles(graph),
    ...fragmentFiles(graph),
    ...apiFiles(graph),
    ...productFiles(graph),
  };
}

function nameIn({ names }: Graph, at: number): string {
  return names[at % names.length] ?? '';
}

/** Numbers of things that there are. */
function within(numbers: readonly number[], size: number): readonly number[] {
  return [...new Set(size === 0 ? [] : numbers.map((at) => at % size))];
}

function information(properties: object): string {
  return JSON.stringify({ properties });
}

/** One file for each of so many things. */
function each(size: number, file: (at: number) => readonly [path: string, text: string]): Files {
  return Object.fromEntries(Array.from({ length: size }, (_, at) => file(at)));
}

/** Statements for references; `below` keeps fragments from including themselves, or each other in a circle. */
function statements(wanted: Links, graph: Graph, below: number): string {
  const name = (at: number) => nameIn(graph, at);
  return [
    ...within(wanted.fragments, below).map((at) => `<include-fragment fragment-id="f-${name(at)}" />`),
    ...within(wanted.backends, graph.backends.length).map((at) => {
      const [element, attribute] = callsOfBackends[at % callsOfBackends.length] ?? [];
      return `<${element ?? ''} ${attribute ?? ''}="b-${name(at)}" />`;
    }),
    ...within(wanted.namedValues, graph.namedValues).map(
      (at) => `<set-header name="x-${name(at)}"><value>{{Key-${name(at)}}}</value></set-header>`,
    ),
    ...within(wanted.loggers, graph.loggers.length).map(
      (at) => `<log-to-eventhub logger-id="l-${name(at)}">@("x")</log-to-eventhub>`,
    ),
  ].join('');
}

function policy(wanted: Links, graph: Graph, base = '<base />'): string {
  const inbound = base + statements(wanted, graph, graph.fragments.length);
  return `<policies><inbound>${inbound}</inbound></policies>`;
}

function sharedFiles(graph: Graph): Files {
  const name = (at: number) => nameIn(graph, at);
  return {
    ...each(graph.namedValues, (at) => [
      `named values/n-${name(at)}/namedValueInformation.json`,
      information({ displayName: `Key-${name(at)}`, value: `value ${name(at)}` }),
    ]),
    ...each(graph.tags, (at) => [
      `tags/t-${name(at)}/tagInformation.json`,
      information({ displayName: `Tag ${name(at)}` }),
    ]),
    ...each(graph.versionSets, (at) => [
      `version sets/v-${name(at)}/versionSetInformation.json`,
      information({ displayName: `Set ${name(at)}`, versioningScheme: 'Segment' }),
    ]),
    ...each(graph.loggers.length, (at) => {
      const key = name((graph.loggers[at]?.key ?? 0) % graph.namedValues);
      const credentials = { name: 'hub', connectionString: `{{Key-${key}}}` };
      const properties = { loggerType: 'azureEventHub', credentials };
      return [`loggers/l-${name(at)}/loggerInformation.json`, information(properties)];
    }),
  };
}

function backendFiles(graph: Graph): Files {
  const single = graph.backends.filter(({ pool }) => pool.length === 0).length;
  return each(graph.backends.length, (at) => {
    const { key = 0, pool = [] } = graph.backends[at] ?? {};
    const services = within(pool, single).map((one) => ({ id: `/backends/b-${nameIn(graph, one)}` }));
    const [header] = within([key], graph.namedValues);
    const headers = header === undefined ? {} : { 'x-key': [`{{Key-${nameIn(graph, header)}}}`] };
    const alone = { url: 'https://b.example', protocol: 'http', credentials: { header: headers } };
    return [
      `backends/b-${nameIn(graph, at)}/backendInformation.json`,
      information(services.length === 0 ? alone : { type: 'Pool', pool: { services } }),
    ];
  });
}

function fragmentFiles(graph: Graph): Files {
  const folder = (at: number) => `policy fragments/f-${nameIn(graph, at)}`;
  const size = graph.fragments.length;
  const empty: Links = { namedValues: [], backends: [], fragments: [], loggers: [] };
  return {
    ...each(size, (at) => [
      `${folder(at)}/policyFragmentInformation.json`,
      information({ description: 'x' }),
    ]),
    ...each(size, (at) => {
      const inside = statements(graph.fragments[at] ?? empty, graph, at);
      return [`${folder(at)}/policy.xml`, `<fragment>${inside || '<trace source="x">y</trace>'}</fragment>`];
    }),
  };
}

function apiFiles(graph: Graph): Files {
  const all = graph.apis.map((api, at): Files => {
    const name = nameIn(graph, at);
    const set = api.versioned && graph.versionSets > 0 ? nameIn(graph, at % graph.versionSets) : undefined;
    const version = {
      path: `set-${set ?? ''}`,
      apiVersion: name,
      apiVersionSetId: `/apiVersionSets/v-${set ?? ''}`,
    };
    const tags = within(api.tags, graph.tags).map((tag) => nameIn(graph, tag));
    return {
      [`apis/a-${name}/apiInformation.json`]: information({
        ...{ displayName: `API ${name}`, path: `path-${name}`, protocols: ['https'] },
        ...{ serviceUrl: 'https://api.example', ...(set === undefined ? {} : version) },
      }),
      [`apis/a-${name}/specification.json`]: JSON.stringify(documentOf(name)),
      [`apis/a-${name}/policy.xml`]: policy(api.policy, graph),
      [`apis/a-${name}/operations/first/policy.xml`]: policy(api.operation, graph),
      ...Object.fromEntries(tags.map((tag) => [`tags/t-${tag}/apis/a-${name}/tagApiInformation.json`, '{}'])),
    };
  });
  return Object.assign({}, ...all) as Files;
}

function productFiles(graph: Graph): Files {
  const all = graph.products.map((product, at): Files => {
    const folder = `products/p-${nameIn(graph, at)}`;
    const apis = within(product.apis, graph.apis.length).map((api) => nameIn(graph, api));
    return {
      [`${folder}/productInformation.json`]: information({ displayName: `Product ${nameIn(graph, at)}` }),
      [`${folder}/policy.xml`]: policy(product.policy, graph),
      [`${folder}/groups/developers/productGroupInformation.json`]: '{}',
      ...Object.fromEntries(apis.map((api) => [`${folder}/apis/a-${api}/productApiInformation.json`, '{}'])),
    };
  });
  return Object.assign({}, ...all) as Files;
}

function documentOf(name: string): object {
  const responses = { 200: { description: 'OK' } };
  // All documents bring the same tags: imports side by side must not make them twice.
  const tags = ['common', `of ${name}`];
  return {
    openapi: '3.0.1',
    info: { title: `API ${name}`, version: '1' },
    paths: {
      '/first': { get: { operationId: 'first', tags, responses } },
      '/second': { put: { operationId: 'second', tags, responses } },
    },
  };
}
