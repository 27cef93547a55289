import assert from 'node:assert/strict';
import { lastingFaults } from '../../emulator/arm/faults.ts';
import type { LoggedRequest } from '../../emulator/http/request-log.ts';
import { isInWorkspaces } from '../../shared/apim/kinds-in.ts';
import { kindNames, kindOf, type KindName } from '../../shared/apim/kinds/table.ts';
import { type Filter, readFilter } from '../../shared/configuration/filter.ts';
import { TaskError } from '../../shared/errors/task-error.ts';
import { expectedError } from '../services/lasting-fault.ts';
import { onThreePages } from '../services/paged-lists.ts';
import { fillAsPeopleDo, fillWithResolvers, fillWithRevisions } from '../services/types-of-api.ts';
import type { Files } from '../services/world-files.ts';
import { worldForTests } from '../services/world-for-tests.ts';
import { refusal } from '../services/world-lies.ts';
import { quick } from '../services/world-switches.ts';

const dev = 'contoso-dev';

const other = '2023-05-01-preview';

/** What no other content has, since it cannot be published elsewhere. */
const more = {
  'identityProviders/aad': { clientId: 'a', clientSecret: 'planted-idp', allowedTenants: ['contoso'] },
  'authorizationProviders/hub': { displayName: 'Hub', identityProvider: 'github' },
  'workspaces/sales/apis/petstore;rev=2': { path: 'pets', sourceApiId: '/apis/petstore', apiRevision: '2' },
  'workspaces/sales/apis/petstore/releases/second': { apiId: '/apis/petstore;rev=2', notes: 'Now this one' },
};

/** How Azure also says that there is no such list: not of one whose first page came. */
const lastingError = lastingFaults['an internal error for ever (500)'];

const lackingInTier = refusal(400, 'MethodNotAllowedInPricingTier', 'Not in this tier.');
const notFound = refusal(404, 'ResourceNotFound', 'Resource not found.');

/** What the link to the second page of a list may say, and what is said of it. */
const hostileLinks: readonly (readonly [link: (next: URL) => string, message: RegExp])[] = [
  [(next) => next.href.replace('&page=2', ''), /leads back to a page that was read before/],
  [() => '', /counts \d+ items, but hands out \d/],
  [(next) => next.href.replace(next.host, 'elsewhere.example'), /leads to another host, elsewhere\.example/],
];

describe('Every list on three pages (story 13)', () => {
  const world = worldForTests(quick, { everyKind: true, withWorkspace: true });
  let whole: Files;
  let onPages: Files;
  let later: readonly LoggedRequest[];
  /** One of each kind at each place, the longest: its path below the instance. */
  let lists: readonly string[];
  /** The same of what is asked for by itself. */
  let items: readonly string[];
  before(async () => {
    await fillAsPeopleDo(world.arm, async () => {
      await fillWithResolvers(world.dev);
      await fillWithRevisions(world.dev);
      for (const [path, properties] of Object.entries(more)) await world.dev.put(path, { properties });
    });
    world.arm.requests.clear();
    whole = await world.extract(dev);
    items = oneOfEach(itemsIn(world.arm.requests.entries));
    const { fault, sizes } = onThreePages(({ href }) => href.replace(/(api-version=)[^&]*/, `$1${other}`));
    world.arm.faults.push(fault);
    world.arm.requests.clear();
    onPages = await world.extract(dev);
    later = world.arm.requests.entries.filter(({ query }) => query.has('page'));
    const filled = [...sizes].filter(([, size]) => size > 0);
    const bySize = filled.sort(([one, left], [other, right]) => left - right || (one < other ? -1 : 1));
    lists = oneOfEach(bySize.map(([list]) => list));
  });
  beforeEach(() => {
    world.arm.faults.length = 0;
  });

  it('was met here: of each kind that is listed, in the instance and in workspaces, with something in it', () => {
    const met = new Set(lists.map(collectionsIn));
    const missing = kindNames.flatMap(listsOf).filter((list) => !met.has(list));
    assert.deepEqual(missing, []);
  });

  it('is read to its end by the links that the service gives, of another version of its contract too', () => {
    assert.deepEqual(onPages, whole);
    assert.ok(later.length >= 2 * lists.length);
    assert.ok(later.every(({ query }) => query.get('api-version') === other));
  });

  it('fails the run by its name when the second page is a lasting 500, whatever else the run reads', async () => {
    for (const list of lists) {
      world.arm.faults.splice(0, 2, { path: pageOf(list, 2), ...lastingError }, onThreePages().fault);
      await assertFails(list, 'AZURE_REFUSED', /with 500 InternalServerError/);
    }
  });

  it('fails the run by its name when it leads back, ends before its end, or leads elsewhere', async () => {
    for (const [at, list] of lists.entries()) {
      const [link, message] = hostileLinks[at % hostileLinks.length] ?? [];
      assert.ok(link !== undefined && message !== undefined);
      const isList = ({ pathname }: URL) => decodeURIComponent(pathname).endsWith(`/contoso-dev/${list}`);
      world.arm.faults.splice(0, 2, onThreePages((next) => (isList(next) ? link(next) : next.href)).fault);
      await assertFails(list, 'UNEXPECTED_ANSWER', message);
    }
  });

  it('takes no file away where Azure has the thing and not the list: of links and wikis only a list says that they are gone', async () => {
    const told = kindNames.filter((kind) => {
      const { azure, inWorkspaces } = kindOf(kind);
      return azure.absentIsError === true || azure.links !== undefined || typeof inWorkspaces === 'object';
    });
    const places = new Set(told.flatMap(listsOf));
    const informations = Object.fromEntries(
      Object.entries(whole).filter(([path]) => !/(?:specification\.\w+|policy\.xml)$/.test(path)),
    );
    for (const [at, list] of lists.filter((one) => places.has(collectionsIn(one))).entries()) {
      const answer = at % 2 === 0 ? lackingInTier : notFound;
      world.arm.faults.splice(0, 1, { path: new RegExp(`/contoso-dev/${list}$`), answer });
      const after = await world.extract(dev, informations, { filter: filterFor(list) }).catch(expectedError);
      if (after instanceof TaskError) continue;
      const gone = Object.keys(informations).filter((path) => !(path in after));
      assert.deepEqual(gone, [], list);
    }
  });

  it('names things, and what is no answer about one of them fails the run by its name', async () => {
    for (const item of items) {
      const path = new RegExp(`/contoso-dev/${literally(item)}$`);
      world.arm.faults.splice(0, 1, { path, method: 'GET', answer: { status: 200, body: 'Hello' } });
      const filter = filterFor(item.split('/').slice(0, -1).join('/'));
      const error = await world.extract(dev, {}, { filter }).then(() => assert.fail(item), expectedError);
      assert.equal(error.code, 'UNEXPECTED_ANSWER', `${item}: ${error.message}`);
      assert.match(error.message, /answer about \w.* is not a resource/);
    }
  });

  /** It tells no change of any file. */
  async function assertFails(list: string, code: string, message: RegExp): Promise<void> {
    const error = await world
      .extract(dev, {}, { filter: filterFor(list) })
      .then(() => assert.fail(list), expectedError);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    assert.ok(decodeURIComponent(error.message).includes(`/contoso-dev/${list} `), error.message);
  }
});

/** The lists of a kind by the collections on their way: "apis/releases", "workspaces/tags/apiLinks". */
function listsOf(kind: KindName): readonly string[] {
  const { azure, inWorkspaces, linksTo } = kindOf(kind);
  if (azure.found === 'by item') return [];
  const ofTarget = ({ collection }: { readonly collection: string }) =>
    linksTo === undefined ? [] : [`${kindOf(linksTo).azure.collection}/${collection}`];
  const own = azure.links === undefined ? listsAt(kind) : ofTarget(azure.links);
  const inside =
    typeof inWorkspaces !== 'object'
      ? own
      : inWorkspaces.heldByTarget === true
        ? ofTarget(inWorkspaces)
        : listsAt(kind, inWorkspaces.collection);
  return [...own, ...(isInWorkspaces(kind) ? inside.map((list) => `workspaces/${list}`) : [])];
}

/** A revision and its API are one step. */
function listsAt(kind: KindName, collection = kindOf(kind).azure.collection): readonly string[] {
  const { parents } = kindOf(kind);
  const holders = parents.flatMap((parent) =>
    kindOf(parent).naming === undefined ? parent : kindOf(parent).parents,
  );
  if (holders.length === 0) return [collection];
  return holders.flatMap((holder) => listsAt(holder)).map((list) => `${list}/${collection}`);
}

/** Paths below the instance of what was there, exports apart. */
function itemsIn(entries: readonly LoggedRequest[]): readonly string[] {
  return entries
    .filter(({ method, status, query }) => method === 'GET' && status === 200 && !query.has('export'))
    .map(({ path }) => path.replace(/^.*\/contoso-dev\/?/, ''))
    .filter((path) => path !== '' && path.split('/').length % 2 === 0)
    .sort();
}

/** The last of each kind at each place. */
function oneOfEach(paths: readonly string[]): readonly string[] {
  return [...new Map(paths.map((path) => [collectionsIn(path), path])).values()];
}

function collectionsIn(list: string): string {
  return list
    .split('/')
    .filter((_, at) => at % 2 === 0)
    .join('/');
}

function pageOf(list: string, page: number): RegExp {
  return new RegExp(`/contoso-dev/${literally(list)}\\?.*page=${String(page)}`);
}

function literally(path: string): string {
  return path.replace(/[^\w/]/g, '\\$&');
}

/** Takes what the list belongs to and little else: the run is short. */
function filterFor(list: string): Filter {
  const [first, scope = '', ...others] = list.split('/');
  const isInside = first === 'workspaces' && others.length > 0;
  const inside = { [scope]: rulesFor(kindNames.filter(isInWorkspaces), others) };
  const rules = rulesFor(kindNames, list.split('/'));
  return readFilter(JSON.stringify(isInside ? { ...rules, workspaces: [inside] } : rules), 'filter.yaml');
}

/** Nothing of the other sections, but what has the tags where the list is below a tag. */
function rulesFor(kinds: readonly KindName[], [collection = '', name]: readonly string[]): object {
  const tagged: Readonly<Record<string, string>> = { apis: 'petstore', products: 'pets' };
  const rules = kinds.flatMap((kind): readonly (readonly [string, readonly string[]])[] => {
    const { azure, parents, section } = kindOf(kind);
    if (section === undefined || parents.length > 0) return [];
    const taken = collection === 'tags' && name !== undefined ? tagged[azure.collection] : undefined;
    if (azure.collection !== collection) return [[section, taken === undefined ? [] : [taken]]];
    return name === undefined || name === 'managed' ? [] : [[section, [name.replace(/;rev=.*/, '')]]];
  });
  return Object.fromEntries(rules);
}
