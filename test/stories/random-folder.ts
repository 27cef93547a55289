import fc from 'fast-check';
import type { Files } from '../services/world-files.ts';
import { api, documentOf, information, policyOf, policyUsing } from './files.ts';

/**
 * What a folder says, in a few words: each of them may be there or not, and say one thing or the other. An API has the
 * files of both its revisions: what becomes of revisions without files is drawn elsewhere (whatever-happens-to-revisions).
 */
export interface Folder {
  readonly tags: readonly string[];
  readonly backend: string | undefined;
  readonly product: string | undefined;
  readonly api:
    | {
        readonly current: '1' | '2';
        readonly second: string;
        readonly tagged: boolean;
        readonly sold: boolean;
        readonly policy: boolean;
      }
    | undefined;
  /** Of a named value, by an override from outside the commit. */
  readonly value: string | undefined;
  readonly workspace:
    { readonly words: string; readonly tag: boolean; readonly product: boolean } | undefined;
}

const one = fc.constantFrom('one', 'other');
const maybe = <T>(what: fc.Arbitrary<T>) => fc.option(what, { nil: undefined });

export const folders: fc.Arbitrary<Folder> = fc.record({
  tags: fc.subarray(['a', 'b']),
  backend: maybe(one),
  product: maybe(one),
  api: maybe(
    fc.record({
      current: fc.constantFrom('1', '2'),
      ...{ second: one, tagged: fc.boolean(), sold: fc.boolean(), policy: fc.boolean() },
    }),
  ),
  value: maybe(one),
  workspace: maybe(fc.record({ words: one, tag: fc.boolean(), product: fc.boolean() })),
});

const tag = (name: string, scope = ''): Files => ({
  [`${scope}tags/${name}/tagInformation.json`]: information({ displayName: name }),
});

const link = '{}';

/** The files of it: no reference leads to what is not there. */
export function filesOf(folder: Folder): Files {
  const { tags, backend, product, value, workspace } = folder;
  return join([
    ...['always', ...tags].map((name) => tag(name)),
    backend && backendFiles(backend),
    product && productFiles(product),
    folder.api && filesOfShop(folder.api, folder),
    value && {
      'named values/n/namedValueInformation.json': information({ displayName: 'n', value: 'of Git' }),
    },
    workspace && workspaceFiles(workspace),
  ]);
}

function filesOfShop(shop: NonNullable<Folder['api']>, { tags, product, backend }: Folder): Files {
  const policy = backend === undefined ? policyOf('x') : policyUsing('b');
  return join([
    apiFiles(shop),
    shop.tagged && tags.includes('a') && { 'tags/a/apis/shop/tagApiInformation.json': link },
    shop.sold && product && { 'products/all/apis/shop/productApiInformation.json': link },
    shop.policy && { 'apis/shop/operations/get-first/policy.xml': policy },
  ]);
}

function join(parts: readonly (Files | false | '' | undefined)[]): Files {
  return Object.fromEntries(parts.flatMap((part) => (typeof part === 'object' ? Object.entries(part) : [])));
}

/** What an environment says of its own: a value that no commit knows. */
export function overridesOf({ value }: Folder): string {
  return value === undefined ? '' : `namedValues: [{ name: n, properties: { value: ${value} } }]`;
}

function backendFiles(url: string): Files {
  return {
    'backends/b/backendInformation.json': information({ url: `https://${url}.example`, protocol: 'http' }),
  };
}

function productFiles(description: string): Files {
  return { 'products/all/productInformation.json': information({ displayName: 'All', description }) };
}

function apiFiles({ current, second }: NonNullable<Folder['api']>): Files {
  const own = { displayName: 'Shop', path: 'shop', serviceUrl: 'https://shop.example' };
  const beside = current === '1' ? '2' : '1';
  return {
    ...api('shop', { ...own, apiRevision: current }, documentOf('Shop', '/first', `/${second}`)),
    ...api(`shop;rev=${beside}`, own, documentOf('Shop', '/first')),
  };
}

function workspaceFiles({ words, tag: tagged, product }: NonNullable<Folder['workspace']>): Files {
  const scope = 'workspaces/sales/';
  return join([
    {
      [`${scope}workspaceInformation.json`]: information({ displayName: 'Sales', description: words }),
    },
    tagged && tag('a', scope),
    product && {
      [`${scope}products/all/productInformation.json`]: information({
        displayName: 'All',
        description: words,
      }),
    },
  ]);
}
