import { compareParts, type Parts } from './parts.ts';
import { unreadable } from '../unreadable.ts';
import type { Verdict } from './verdict.ts';
import { childrenOf, descendants, type Element, readXml } from './xml.ts';
import { schemaParts } from './wsdl.ts';

/** Parses a WADL. Throws INVALID_FILE. */
export function parseWadl(text: string, file: string): Element {
  const root = readXml(text, file);
  if (root.name === 'application') return root;
  throw unreadable(file, `its root is ${root.name}, that of a WADL is application`);
}

/**
 * Compares methods of resources with their parameters, representations and responses, and the grammars, which the
 * service keeps as a schema (facts: apim-rest 1.8). The base is a gateway's address in an export (facts: 2.2).
 */
export function compareWadl(wanted: Element, live: Element): Verdict {
  return compareParts(partsOf(wanted), partsOf(live), (subject) => !subject.startsWith('operation '));
}

/** The methods of its resources. Throws INVALID_FILE. */
export function wadlOperations(
  text: string,
  file: string,
): readonly { readonly id: string | undefined; readonly method: string; readonly path: string }[] {
  const found = childrenOf(parseWadl(text, file), 'resources').flatMap((one) => methodsIn(one, '', []));
  return found.map(({ element, method, path }) => ({ id: element.attributes['id'], method, path }));
}

interface Method {
  readonly element: Element;
  /** "GET" */
  readonly method: string;
  readonly path: string;
  /** Of the resources that it is in. */
  readonly params: readonly Element[];
}

/** Resources stand in each other: the path and the parameters of the outer ones belong to the inner ones too. */
function methodsIn(outer: Element, base: string, params: readonly Element[]): readonly Method[] {
  return childrenOf(outer, 'resource').flatMap((resource) => {
    const own = (resource.attributes['path'] ?? '').replace(/^\/+|\/+$/g, '');
    const path = own === '' ? base : `${base}/${own}`;
    const all = [...params, ...childrenOf(resource, 'param')];
    const methods = childrenOf(resource, 'method').map((element) => ({
      element,
      method: (element.attributes['name'] ?? 'GET').toUpperCase(),
      path: path === '' ? '/' : path,
      params: all,
    }));
    return [...methods, ...methodsIn(resource, path, all)];
  });
}

function partsOf(root: Element): Parts {
  const methods = childrenOf(root, 'resources').flatMap((one) => methodsIn(one, '', []));
  const operations = methods.map((one) => [`operation ${one.method} ${one.path}`, aspectsOf(one)] as const);
  const grammars = childrenOf(root, 'grammars').flatMap((one) => descendants(one, 'schema'));
  return new Map([...operations, ...grammars.flatMap(schemaParts)]);
}

function aspectsOf({ element, params: outer }: Method): ReadonlyMap<string, string> {
  const requests = childrenOf(element, 'request');
  const params = [...outer, ...requests.flatMap((one) => childrenOf(one, 'param'))];
  const responses = childrenOf(element, 'response').flatMap((response) =>
    (response.attributes['status'] ?? '')
      .split(/\s+/)
      .map((status) => [`response ${status}`, typesOf(response)] as const),
  );
  const request = requests.map(typesOf).join(' ').trim();
  return new Map([
    ...params.map((param) => [`parameter ${param.attributes['name'] ?? ''}`, parameterOf(param)] as const),
    ...(request === '' ? [] : [['request', request] as const]),
    ...responses.filter(([aspect]) => aspect !== 'response '),
  ]);
}

function parameterOf({ attributes, children }: Element): string {
  const { style = 'query', type = 'string', required = 'false', default: standard = '' } = attributes;
  const values = children.filter(({ name }) => name === 'option').map((one) => one.attributes['value'] ?? '');
  const isRequired = style === 'template' || required === 'true';
  return [style, type.replace(/^.*:/, ''), String(isRequired), standard, ...values.sort()].join(' ');
}

function typesOf(owner: Element): string {
  const types = childrenOf(owner, 'representation').map(({ attributes }) => attributes['mediaType'] ?? '');
  return types
    .filter((type) => type !== '')
    .sort()
    .join(' ');
}
