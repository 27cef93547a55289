import { escapedXml } from './xml.ts';

/** What stands for the address of an API that has none: an address has to be there. */
const nowhere = 'http://localhost/';

/**
 * An exported WSDL without what belongs to the instance it comes from: it has a port for each host of the gateway, and
 * could not be imported again for that (facts: apim-rest 2.2). One port is left, with the address of the API's own
 * service.
 */
export function portableWsdl(exported: string, serviceUrl: string | undefined): string {
  const seen = new Set<string>();
  const ports = /([ \t]*)<((?:[\w.-]+:)?)port\b([^>]*)>([\s\S]*?)<\/\2port>\s*?(?:\r?\n|(?=<)|$)/g;
  const single = exported.replace(
    ports,
    (whole: string, indent: string, prefix: string, attributes: string) => {
      const binding = /\bbinding\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? '';
      if (seen.has(binding)) return '';
      seen.add(binding);
      const name = binding.replace(/^.*:/, '').replace(/Binding$/, '');
      const address = addressIn(whole);
      const url = escapedXml(serviceUrl ?? nowhere);
      const inner = address.replace(/\blocation\s*=\s*(?:"[^"]*"|'[^']*')/, () => `location="${url}"`);
      const end = whole.endsWith('\n') ? '\n' : '';
      return `${indent}<${prefix}port name="${name}Port" binding="${binding}">${inner}</${prefix}port>${end}`;
    },
  );
  return withNamespacesInOrder(single);
}

/** A schema that has been through the service has the declarations of where it stood, in the order of that moment. */
function withNamespacesInOrder(xml: string): string {
  return xml.replace(/(?:\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"]*"|'[^']*'))+/g, (all) => {
    const one = /\s(xmlns(?::[\w.-]+)?\s*=\s*(?:"[^"]*"|'[^']*'))/g;
    const declared = [...all.matchAll(one)].map((match) => match[1] ?? '');
    return declared
      .sort()
      .map((declaration) => ` ${declaration}`)
      .join('');
  });
}

function addressIn(port: string): string {
  return /<(?:[\w.-]+:)?address\b[^>]*\/?>/.exec(port)?.[0] ?? '';
}

/** An exported WADL with the address of the API's own service in place of the gateway's. */
export function portableWadl(exported: string, serviceUrl: string | undefined): string {
  return withBase(exported, serviceUrl ?? nowhere);
}

/** A WADL with another address. */
export function withBase(wadl: string, url: string): string {
  return wadl.replace(
    /(<(?:[\w.-]+:)?resources\b[^>]*?\bbase\s*=\s*)(?:"[^"]*"|'[^']*')/g,
    (_, before: string) => `${before}"${escapedXml(url)}"`,
  );
}
