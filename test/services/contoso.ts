import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import { contosoPolicies } from './contoso-policies.ts';
import { publishedDocument } from './published-documents.ts';

interface ContosoApi {
  readonly displayName: string;
  readonly path: string;
  /** Where the document is; we wrote none of them. */
  readonly document: string;
  readonly serviceUrl?: string;
  readonly tags: readonly string[];
  readonly products: readonly string[];
}

/** By their names in the instance. */
export const contosoApis: Readonly<Record<string, ContosoApi>> = {
  petstore: {
    displayName: 'Petstore',
    path: 'pets',
    document: '3.0/petstore',
    serviceUrl: 'https://pets.dev.contoso.example/v2',
    tags: ['public'],
    products: ['starter', 'partners'],
  },
  'star-trek': {
    displayName: 'Star Trek',
    path: 'star-trek',
    document: '3.0/star-trek',
    tags: ['public', 'reference'],
    products: ['starter'],
  },
  'train-travel': {
    displayName: 'Train Travel',
    path: 'trains',
    document: '3.1/train-travel',
    tags: ['booking'],
    products: ['partners'],
  },
  uspto: {
    displayName: 'Patent Data Sets',
    path: 'patents',
    document: '3.0/uspto',
    serviceUrl: 'https://patents.dev.contoso.example',
    tags: ['reference'],
    products: ['partners'],
  },
  'code-hosting': {
    displayName: 'Code Hosting',
    path: 'code',
    document: '3.0/link-example',
    serviceUrl: 'https://code.dev.contoso.example',
    tags: [],
    products: ['partners'],
  },
  'petstore-expanded': {
    displayName: 'Petstore, expanded',
    path: 'pets/expanded',
    document: '3.0/petstore-expanded',
    tags: ['public'],
    products: ['starter'],
  },
  polymorphism: {
    displayName: 'Polymorphism',
    path: 'polymorphism',
    document: '3.0/polymorphism',
    tags: [],
    products: [],
  },
  'status-codes': {
    displayName: 'HTTP Status Codes',
    path: 'status',
    document: '3.0/http-status-codes',
    tags: ['reference'],
    products: ['starter'],
  },
};

/** What must never be in a file, a log or a pull request. */
export const contosoSecret = 'dev-7f3c9a51-partner-key';

const namedValues: Readonly<Record<string, object>> = {
  'environment-name': { displayName: 'environment-name', value: 'development' },
  'calls-per-minute': { displayName: 'calls-per-minute', value: '120' },
  'partner-key': { displayName: 'partner-key', value: contosoSecret, secret: true, tags: ['partners'] },
};

const products: Readonly<Record<string, { properties: object; groups: readonly string[] }>> = {
  starter: {
    properties: {
      displayName: 'Starter',
      description: 'Everything that is public.',
      subscriptionRequired: true,
      approvalRequired: false,
      state: 'published',
    },
    groups: ['developers', 'guests'],
  },
  partners: {
    properties: {
      displayName: 'Partners',
      description: 'For those who have a contract.',
      subscriptionRequired: true,
      approvalRequired: true,
      subscriptionsLimit: 5,
      state: 'published',
    },
    groups: ['developers'],
  },
};

/** Fills an instance as a company might have it: eight APIs, and whatever they need. */
export async function fillContoso(instance: EmulatedInstance): Promise<void> {
  for (const [name, properties] of Object.entries(namedValues))
    await instance.put(`namedValues/${name}`, { properties });
  for (const name of ['public', 'booking', 'reference'])
    await instance.put(`tags/${name}`, { properties: { displayName: name } });
  await instance.put('backends/trains', {
    properties: {
      title: 'Train operator',
      url: 'https://trains.dev.contoso.example',
      protocol: 'http',
      credentials: { header: { 'x-partner-key': ['{{partner-key}}'] } },
    },
  });
  for (const [name, { properties, groups }] of Object.entries(products)) {
    await instance.put(`products/${name}`, { properties });
    for (const group of groups) await instance.put(`products/${name}/groups/${group}`, {});
  }
  for (const [name, api] of Object.entries(contosoApis)) await addApi(instance, name, api);
  for (const [path, value] of Object.entries(contosoPolicies))
    await instance.put(path, { properties: { format: 'rawxml', value } });
}

async function addApi(instance: EmulatedInstance, name: string, api: ContosoApi): Promise<void> {
  const { displayName, path, document, serviceUrl, tags, products: offeredIn } = api;
  const value = publishedDocument(document);
  const properties = { displayName, path, protocols: ['https'], subscriptionRequired: true, serviceUrl };
  await instance.put(`apis/${name}`, { properties: { ...properties, format: 'openapi+json', value } });
  for (const tag of tags) await instance.put(`apis/${name}/tags/${tag}`, {});
  for (const product of offeredIn) await instance.put(`products/${product}/apis/${name}`, {});
}
