import type { Files } from './world-files.ts';

/** The information file of a thing with a display name. */
export function information(path: string, displayName: string, properties: object): Files {
  return {
    [`${path}.json`]: JSON.stringify({ properties: { displayName, ...properties } }),
  };
}

/** What is published beside the matter of a story. */
export const tag = information('tags/t/tagInformation', 'T', {});

/** A policy fragment that begins with this. */
export function fragment(name: string, content: string): Files {
  const folder = `policy fragments/${name}`;
  return {
    [`${folder}/policyFragmentInformation.json`]: JSON.stringify({ properties: { description: name } }),
    [`${folder}/policy.xml`]: `<fragment>${content}<set-variable name="${name}" value="1" /></fragment>`,
  };
}

/** The statement that includes a fragment. */
export function including(name: string): string {
  return `<include-fragment fragment-id="${name}" />`;
}

/** A schema that leads back to itself. */
export const tree = { type: 'object', properties: { left: { $ref: '#/components/schemas/Tree' } } };

/** An API with one operation, which answers the first of the schemas. */
export function api(name: string, schemas: object, properties: object = {}): Files {
  const [[schema] = []] = Object.entries(schemas);
  const content = schema && {
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  };
  const document = {
    openapi: '3.0.1',
    info: { title: name, version: '1' },
    paths: {
      '/': { get: { operationId: 'list', responses: { 200: { description: 'All', ...(content ?? {}) } } } },
    },
    components: { schemas },
  };
  const usual = { path: name, protocols: ['https'], serviceUrl: `https://${name}.example` };
  return {
    ...information(`apis/${name}/apiInformation`, name, { ...usual, ...properties }),
    [`apis/${name}/specification.json`]: JSON.stringify(document),
  };
}

/** The version set of shops. */
export function versions(properties: object): Files {
  return information('version sets/shops/versionSetInformation', 'Shops', properties);
}

/** Its one API. */
export const version = api('shop', {}, { apiVersion: 'v1', apiVersionSetId: '/apiVersionSets/shops' });
