import { objectAt, textAt } from '../../apim/json.ts';
import { actionIn, composedWsdl } from '../../apim/specification/composed-wsdl.ts';
import { portableWadl, portableWsdl } from '../../apim/specification/portable-xml.ts';
import { wadlOperations } from '../../apim/specification/wadl.ts';
import { isSoap } from '../../apim/specification/sayable.ts';
import { wsdlActions } from '../../apim/specification/wsdl.ts';
import { byRoute, checkedExport, type Identity } from './checked-export.ts';
import { downloadExport, unusable } from './download-export.ts';
import type { Exporting } from './export-specification.ts';
import { schemaText } from './export-schema.ts';
import { operationsOf } from './list-entries.ts';
import { pathInInstance } from './paths.ts';
import { refusalOf } from '../arm/refusal.ts';

/**
 * The WSDL of a revision. Links to it often fail for good, and what the other way gives has been seen in three shapes,
 * one of which is no WSDL (facts: apim-rest 2.2): then it is put together from operations and schema, as an export is.
 */
export async function exportedWsdl(exporting: Exporting): Promise<string> {
  const serviceUrl = textAt(exporting.properties, 'serviceUrl');
  const download = async () =>
    (await exportedXml(exporting, 'wsdl', /^\s*<[^>]*>[\s\S]*definitions/)) ?? (await composed(exporting));
  return portableWsdl(await checkedExport(exporting, download, byAction), serviceUrl);
}

/** The WADL of a revision. Throws EXPORT_MISMATCH, and UNEXPECTED_ANSWER where Azure cannot give it. */
export async function exportedWadl(exporting: Exporting): Promise<string> {
  const download = async () => {
    const text = await exportedXml(exporting, 'wadl', /^\s*<[^>]*>[\s\S]*application/);
    if (text === undefined) throw unusable(exporting.revision, 'no WADL');
    return text;
  };
  const routesIn = (wadl: string) =>
    wadlOperations(wadl, 'the export').map(({ method, path }) => `${method} ${path}`);
  const text = await checkedExport(exporting, download, byRoute(routesIn));
  return portableWadl(text, textAt(exporting.properties, 'serviceUrl'));
}

/** As a link, else the text itself; undefined when neither is what was asked for. */
async function exportedXml(
  exporting: Exporting,
  format: 'wsdl' | 'wadl',
  looks: RegExp,
): Promise<string | undefined> {
  try {
    return await downloadExport(exporting, `${format}-link`, { errorIsLasting: true });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined || refusal.status < 500) throw error;
  }
  const { arm, base, current } = exporting.edge;
  const query = { export: 'true', format };
  const answer = await arm.get(base + pathInInstance(exporting.revision, current.of), {
    query,
    errorIsLasting: true,
  });
  const text =
    textAt(answer?.body, 'value') ?? textAt(answer?.body, 'properties', 'value') ?? answer?.text ?? '';
  return looks.test(text) ? text : undefined;
}

async function composed(exporting: Exporting): Promise<string> {
  const operations = exporting.operations ?? (await operationsOf(exporting.revision, exporting.edge));
  const schemas = (await schemaText(exporting, 'xsd+xml')) ?? '';
  return composedWsdl(
    textAt(exporting.properties, 'displayName') ?? exporting.revision.name,
    operations.map((one) => objectAt(one, 'properties')).filter(isSoap),
    schemas,
  );
}

/**
 * SOAP operations all have one method and one path. They are known by the action that the template ends with (facts:
 * apim-rest 1.3), or by their names where an export leaves the action out: those are the display names without blanks.
 */
const byAction: Identity<string> = {
  inDocument: (wsdl) =>
    wsdlActions(wsdl, 'the export').map(({ name, action }) => ({
      words: name,
      keys: soapKeys(name, action),
    })),
  inList: (operation) => {
    const name = textAt(operation, 'properties', 'displayName') ?? '';
    const template = textAt(operation, 'properties', 'urlTemplate') ?? '';
    // What somebody has added by hand is no SOAP: a WSDL need not have it.
    const optional = !isSoap(objectAt(operation, 'properties'));
    return { words: name, keys: soapKeys(name, actionIn(template)), optional };
  },
};

function soapKeys(name: string, action: string): readonly string[] {
  const squeezed = name.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
  return [`name ${squeezed}`, ...(action === '' ? [] : [`action ${action}`])];
}
