import type { EmulatedInstance } from '../../emulator/arm/emulated-instance.ts';
import { headerPolicy, servicePolicy } from './world-content.ts';

const document = {
  openapi: '3.0.1',
  info: { title: 'Small', version: '1' },
  paths: {
    '/a': { get: { operationId: 'get-a', responses: { 200: { description: 'A' } } } },
    '/b': { put: { operationId: 'put-b', responses: { 200: { description: 'B' } } } },
  },
};

const policy = (value: string) => ({ format: 'rawxml', value: headerPolicy('x-small', value) });

const fragment = (value: string) => ({
  format: 'rawxml',
  value: `<fragment><set-header name="x-f" exists-action="skip"><value>${value}</value></set-header></fragment>`,
});

/** One of each kind that is carried, tied together: few requests, for sweeps over each of them. */
export async function fillSmall(instance: EmulatedInstance): Promise<void> {
  await put(instance, {
    'namedValues/host': { displayName: 'host', value: 'shop.example' },
    'namedValues/partner-key': { displayName: 'partner-key', value: 'of-dev', secret: true },
    'namedValues/kept-key': { displayName: 'kept-key', value: 'of-dev', secret: true },
    'tags/public': { displayName: 'Public' },
    'backends/shop': { url: 'https://shop.example', protocol: 'http' },
    'policyFragments/correlate': fragment('new'),
    'policies/policy': { format: 'rawxml', value: servicePolicy },
    'apis/small': {
      ...{ displayName: 'Small', path: 'small', protocols: ['https'], serviceUrl: 'https://small.example' },
      ...{ format: 'openapi+json', value: JSON.stringify(document), subscriptionRequired: true },
    },
    'apis/small/policies/policy': policy('{{host}}'),
    'apis/small/operations/get-a/policies/policy': policy('new'),
    'apis/small/tags/public': {},
    'products/all': { displayName: 'All', description: 'new', state: 'published' },
    'products/all/policies/policy': policy('new'),
    'products/all/apis/small': {},
    'products/all/groups/developers': {},
  });
}

/** What an instance holds already to which that is published: something older, something of its own. */
export async function fillOlder(instance: EmulatedInstance): Promise<void> {
  await put(instance, {
    'namedValues/kept-key': { displayName: 'kept-key', value: 'of-prod', secret: true },
    'namedValues/foreign': { displayName: 'foreign', value: 'theirs' },
    'tags/foreign': { displayName: 'Foreign' },
    'policyFragments/correlate': fragment('old'),
    'policies/policy': { format: 'rawxml', value: servicePolicy },
    'products/all': { displayName: 'All', description: 'old', state: 'published' },
    'products/all/policies/policy': policy('old'),
  });
}

async function put(instance: EmulatedInstance, resources: Readonly<Record<string, object>>): Promise<void> {
  for (const [path, properties] of Object.entries(resources)) await instance.put(path, { properties });
}
