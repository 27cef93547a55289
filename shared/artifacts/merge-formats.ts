import type { Specification, SpecificationFormat } from '../apim/resource.ts';
import { compareSpecifications, formatOf, loadedFor } from '../apim/specification/formats.ts';
import { parseOpenApi } from '../apim/specification/open-api.ts';
import { mergedGraphQl } from './merge-graphql.ts';
import { mergePolicy } from './merge-policy.ts';
import type { MergedText } from './merged-text.ts';
import { mergedSpecification } from './merge-specification.ts';
import { renderSpecification } from './render.ts';

/** What the specification of an API that has no file yet is written in, where the service can give it in several ways. */
export const newSpecifications = ['openapi-yaml', 'openapi-json', 'swagger-yaml', 'swagger-json'] as const;
export type NewSpecification = (typeof newSpecifications)[number];

/** The extension of a new file. */
export function extensionFor({ format }: Specification, wanted: NewSpecification): string {
  if (format !== 'openapi') return `.${format}`;
  return wanted.endsWith('json') ? '.json' : '.yaml';
}

/** Whether a file of one format can say what the service has in the other. */
export function canSay(file: SpecificationFormat | undefined, live: SpecificationFormat): boolean {
  return file === live || (live === 'openapi' && (file === 'wadl' || file === 'wsdl'));
}

/** The text of a new specification file. */
export async function newSpecification(live: Specification, wanted: NewSpecification): Promise<string> {
  if (live.format !== 'openapi') return await live.load();
  const form = wanted.startsWith('swagger') ? live.in?.('swagger') : undefined;
  const text = await (form ?? live).load();
  const { document } = parseOpenApi(text, 'the export', { exact: true });
  return renderSpecification(document, wanted.endsWith('json') ? 'json' : 'yaml');
}

/**
 * The specification that says what the service has, in the format of the file and, where that is possible, in its
 * words. A file that means the same stays as it is, whatever it looks like.
 */
export async function mergedFormats(live: Specification, before: string, path: string): Promise<MergedText> {
  const format = formatOf(path) ?? 'openapi';
  if (format === 'openapi') {
    const swagger = live.in?.('swagger');
    const exported = {
      openApi: await live.load(),
      ...(swagger === undefined ? {} : { swagger: swagger.load }),
    };
    return await mergedSpecification(exported, before, path);
  }
  const other = await loadedFor(format, live);
  const { text } = other;
  const verdict = compareSpecifications(
    { format, text: before, file: path },
    { format: other.format, text, file: 'the export' },
  );
  if (verdict.verdict === 'cannot tell' && other.format !== format)
    return { text: before, keptThough: `Azure gives no ${format} of it: only operations were compared` };
  if (verdict.verdict !== 'different') return { text: before };
  if (other.format !== format) {
    const subjects = verdict.differences.map(
      ({ subject, change }) => `${subject} ${change === 'added' ? 'is gone' : 'is new'}`,
    );
    return {
      text: before,
      keptThough: `the instance is different (${subjects.join(', ')}), and exports no ${format}`,
    };
  }
  const merged = inPlace[format]?.(before, text);
  if (merged === undefined)
    return { text, replacedBecause: `a document of this format (${format}) is not changed in part` };
  const left = compareSpecifications(
    { format, text: merged, file: path },
    { format, text, file: 'the export' },
  );
  return left.verdict === 'different'
    ? { text, replacedBecause: 'changed in part it would still differ from the instance' }
    : { text: merged };
}

/** Says what is live in the words of the file; undefined where that cannot be done. */
type InPlace = (before: string, live: string) => string | undefined;

const inPlace: Readonly<Partial<Record<SpecificationFormat, InPlace>>> = {
  graphql: mergedGraphQl,
  wsdl: mergedXml,
  wadl: mergedXml,
  edmx: mergedXml,
};

/** Elements that did not change keep their bytes: what holds for policies holds for any XML. */
function mergedXml(before: string, live: string): string | undefined {
  const { text, replacedBecause } = mergePolicy(before, live);
  return replacedBecause === undefined ? text : undefined;
}
