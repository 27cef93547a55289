import { stringify } from 'yaml';
import type { Instance } from '../instance.ts';
import type { Entry } from '../store.ts';
import type { ExportNotation } from './export-formats.ts';
import { exportedDocument } from './export-open-api.ts';
import { swaggerOf } from './export-swagger.ts';
import { exportedWadl } from './export-wadl.ts';
import { exportedWsdl } from './export-wsdl.ts';
import { contentTypes } from './imported-api.ts';
import { schemaText } from './schema-text.ts';

/** The text of an export: composed from what is kept, never what was imported (facts 2.2). */
export function exportApi(instance: Instance, api: Entry, notation: ExportNotation): string {
  switch (notation) {
    case 'yaml':
      return stringify(exportedDocument(instance, api), { aliasDuplicateObjects: false });
    case 'json':
      return JSON.stringify(exportedDocument(instance, api), null, 4);
    case 'swagger':
      return JSON.stringify(swaggerOf(exportedDocument(instance, api)), null, 4);
    case 'wsdl':
      return exportedWsdl(instance, api);
    case 'wadl':
      return exportedWadl(instance, api);
    case 'graphql':
      return schemaText(instance, api, contentTypes.graphql);
  }
}
