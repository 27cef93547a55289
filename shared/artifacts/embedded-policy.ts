import { type JsonObject, objectAt, textAt, without } from '../apim/json.ts';
import { withoutEntities } from '../apim/policy/meaning.ts';

/**
 * apiops-cli keeps the XML of a policy fragment in its information file, as Azure lists it: in the format `xml`, in
 * which expressions are escaped like all other text (facts: peers 1.2, apim-rest 1.5). Here it is as its author wrote it.
 */
export function embeddedPolicy(information: JsonObject | undefined): string | undefined {
  const properties = objectAt(information, 'properties');
  const value = textAt(properties, 'value');
  return textAt(properties, 'format')?.toLowerCase() === 'rawxml'
    ? value
    : value && withRawExpressions(value);
}

/** The properties of the resource, apart from the policy. */
export function withoutPolicy(properties: JsonObject): JsonObject {
  return without(properties, ['value', 'format']);
}

/** In a well-formed document an expression ends where its attribute or its text does. */
function withRawExpressions(xml: string): string {
  return xml.replace(
    /(<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>)|(=\s*"\s*)(@[({][^"]*)|(=\s*'\s*)(@[({][^']*)|(>\s*)(@[({][^<]*)/g,
    (all: string, opaque?: string, ...found: readonly (string | undefined)[]) => {
      const at = found.findIndex((one) => one !== undefined);
      return opaque === undefined ? (found[at] ?? '') + withoutEntities(found[at + 1] ?? '') : all;
    },
  );
}
