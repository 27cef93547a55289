import { compareParts, type Parts } from './parts.ts';
import { unreadable } from '../unreadable.ts';
import type { Verdict } from './verdict.ts';
import { canonicalXml, childrenOf, descendants, type Element, readXml } from './xml.ts';

/** Parses WSDL 1.1 or 2.0. Throws INVALID_FILE. */
export function parseWsdl(text: string, file: string): Element {
  const root = readXml(text, file);
  if (root.name === 'definitions' || root.name === 'description') return root;
  throw unreadable(file, `its root is ${root.name}, that of a WSDL is definitions`);
}

/**
 * Compares operations with their actions and messages, and the types of the schemas. An export is composed anew: names
 * of messages, ports and bindings are the service's, addresses are those of its gateways, documentation is gone
 * (facts: apim-rest 1.3, 2.2), so these are not compared. Faults and the elements of messages may be missing there.
 */
export function compareWsdl(wanted: Element, live: Element): Verdict {
  return compareParts(partsOf(wanted), partsOf(live), (_, aspect) =>
    ['input', 'output', 'faults'].includes(aspect),
  );
}

function partsOf(root: Element): Parts {
  const bindings = boundOperations(root);
  const messages = new Map(childrenOf(root, 'message').map((one) => [one.attributes['name'] ?? '', one]));
  return new Map([
    ...operationsIn(root).map((one) => {
      const name = one.attributes['name'] ?? '';
      return [`operation ${name}`, aspectsOf(one, actionOf(name, bindings), messages)] as const;
    }),
    ...descendants(root, 'schema').flatMap(schemaParts),
  ]);
}

/** The names of the operations. Throws INVALID_FILE. */
export function wsdlOperations(text: string, file: string): readonly string[] {
  return operationsIn(parseWsdl(text, file)).map(({ attributes }) => attributes['name'] ?? '');
}

/** The same with the names that they are called by on the wire; '' where they have none. Throws INVALID_FILE. */
export function wsdlActions(text: string, file: string): readonly { name: string; action: string }[] {
  const root = parseWsdl(text, file);
  const bindings = boundOperations(root);
  return operationsIn(root).map(({ attributes }) => {
    const name = attributes['name'] ?? '';
    return { name, action: actionOf(name, bindings) };
  });
}

function boundOperations(root: Element): readonly Element[] {
  return childrenOf(root, 'binding').flatMap((binding) => childrenOf(binding, 'operation'));
}

function operationsIn(root: Element): readonly Element[] {
  const interfaces = [...childrenOf(root, 'portType'), ...childrenOf(root, 'interface')];
  return interfaces.flatMap((one) => childrenOf(one, 'operation'));
}

/** The name that an operation is called by on the wire. */
function actionOf(name: string, bindings: readonly Element[]): string {
  const bound = bindings.filter(
    (one) => (one.attributes['name'] ?? one.attributes['ref'] ?? '').replace(/^.*:/, '') === name,
  );
  const actions = bound.flatMap((one) => [
    ...one.children.map((child) => child.attributes['soapAction'] ?? ''),
    one.attributes['wsoap:action'] ?? '',
  ]);
  return actions.find((action) => action !== '') ?? '';
}

function aspectsOf(
  operation: Element,
  action: string,
  messages: ReadonlyMap<string, Element>,
): ReadonlyMap<string, string> {
  const elementsOf = (child: Element): readonly string[] => {
    const direct = child.attributes['element'];
    if (direct !== undefined) return [local(direct)];
    const message = messages.get(local(child.attributes['message'] ?? ''));
    const parts = message === undefined ? [] : childrenOf(message, 'part');
    return parts.map(({ attributes }) => local(attributes['element'] ?? attributes['type'] ?? ''));
  };
  const said = (name: string) => childrenOf(operation, name).flatMap(elementsOf).sort().join(' ');
  const aspects = [
    ['action', action],
    ['input', said('input')],
    ['output', said('output')],
    ['faults', said('fault')],
  ] as const;
  return new Map(aspects.filter(([, says]) => says !== ''));
}

/** Each global declaration of a schema. */
export function schemaParts(schema: Element): readonly (readonly [string, ReadonlyMap<string, string>])[] {
  const namespace = schema.attributes['targetNamespace'] ?? '';
  return schema.children
    .filter(({ attributes }) => attributes['name'] !== undefined)
    .map((one) => [
      `${one.name} {${namespace}}${one.attributes['name'] ?? ''}`,
      new Map([['definition', canonicalXml(one)]]),
    ]);
}

function local(qualified: string): string {
  return qualified.replace(/^.*:/, '');
}
