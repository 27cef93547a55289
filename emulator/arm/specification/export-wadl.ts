import type { Instance } from '../instance.ts';
import { type JsonObject, listOf, objectOf, objectsOf, textOf } from '../json.ts';
import type { Entry } from '../store.ts';
import { gatewayAddresses } from './gateway-addresses.ts';
import { contentTypes } from './imported-api.ts';
import { schemaText } from './schema-text.ts';
import { escapeXml } from './xml.ts';

/** WADL: a resource for each template, without the query that a template may have. */
export function exportedWadl(instance: Instance, api: Entry): string {
  const grammars = schemaText(instance, api, contentTypes.grammars);
  const operations = instance.store.list(`${api.key}/operations`);
  const paths = [...new Set(operations.map(({ properties }) => pathOf(properties)))];
  const title = escapeXml(textOf(api.properties, 'displayName') ?? '');
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<application xmlns="http://wadl.dev.java.net/2009/02">',
    `  <doc title="${title}" />`,
    ...(grammars === '' ? [] : [`  <grammars>${grammars}</grammars>`]),
    `  <resources base="${escapeXml(gatewayAddresses(instance, api)[0] ?? '')}">`,
    ...paths.flatMap((path) => [
      `    <resource path="${escapeXml(path)}">`,
      ...operations.filter((one) => pathOf(one.properties) === path).flatMap(methodOf),
      '    </resource>',
    ]),
    '  </resources>',
    '</application>',
  ].join('\n');
}

function pathOf(properties: JsonObject): string {
  return (textOf(properties, 'urlTemplate') ?? '/').split('?')[0] ?? '/';
}

function methodOf({ properties }: Entry): string[] {
  const request = objectOf(properties, 'request') ?? {};
  const id = escapeXml(textOf(properties, 'displayName') ?? '');
  return [
    `      <method name="${escapeXml(textOf(properties, 'method') ?? '')}" id="${id}">`,
    '        <request>',
    ...params('template', objectsOf(properties, 'templateParameters')),
    ...params('query', objectsOf(request, 'queryParameters')),
    ...params('header', objectsOf(request, 'headers')),
    ...representations(request),
    '        </request>',
    ...objectsOf(properties, 'responses').flatMap((response) => [
      `        <response status="${JSON.stringify(response['statusCode'])}">`,
      ...representations(response),
      '        </response>',
    ]),
    '      </method>',
  ];
}

function params(style: string, parameters: readonly JsonObject[]): string[] {
  return parameters.map((one) => {
    const name = escapeXml(textOf(one, 'name') ?? '');
    const required = one['required'] === true ? ' required="true"' : '';
    const options = listOf(one, 'values').map(
      (value) => `<option value="${escapeXml(typeof value === 'string' ? value : JSON.stringify(value))}" />`,
    );
    const type = escapeXml(textOf(one, 'type') ?? 'string');
    const standard = textOf(one, 'defaultValue');
    const given = standard === undefined ? '' : ` default="${escapeXml(standard)}"`;
    return `          <param name="${name}" style="${style}" type="${type}"${required}${given}>${options.join('')}</param>`;
  });
}

function representations(owner: JsonObject): string[] {
  return objectsOf(owner, 'representations').map((one) => {
    const element = textOf(one, 'typeName');
    const named = element === undefined ? '' : ` element="${escapeXml(element)}"`;
    return `          <representation mediaType="${escapeXml(textOf(one, 'contentType') ?? '')}"${named} />`;
  });
}
