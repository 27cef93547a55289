import type { Specification, SpecificationFormat } from '../resource.ts';
import type { ErrorCode } from '../../errors/codes.ts';
import { TaskError } from '../../errors/task-error.ts';
import { compareOpenApi } from './compare-open-api.ts';
import { compareEdmx, parseEdmx } from './edmx.ts';
import { compareGraphQl, parseGraphQl } from './graphql.ts';
import { parseOpenApi } from './open-api.ts';
import { compareWadlAsOpenApi } from './compare-wadl-as-open-api.ts';
import { compareSoapAsRest } from './compare-soap-as-rest.ts';
import { compareProto, parseProto } from './proto.ts';
import type { Verdict } from './verdict.ts';
import { compareWadl, parseWadl } from './wadl.ts';
import { compareWsdl, parseWsdl } from './wsdl.ts';

/** How the specifications of one format are read and compared. */
interface Format<Parsed> {
  /** Throws INVALID_FILE with line and column, UNSUPPORTED_SPECIFICATION. */
  readonly parse: (text: string, file: string) => Parsed;
  readonly compare: (wanted: Parsed, live: Parsed) => Verdict;
}

/** A format with its own type of parsed document closed up inside. */
interface Comparison {
  readonly check: (text: string, file: string) => void;
  readonly compare: (wanted: SpecificationText, live: SpecificationText) => Verdict;
}

/** A specification with the name to call it by in messages. */
export interface SpecificationText {
  readonly format: SpecificationFormat;
  readonly text: string;
  readonly file: string;
}

const formats: Readonly<Record<SpecificationFormat, Comparison>> = {
  openapi: comparison({ parse: (text, file) => parseOpenApi(text, file).document, compare: compareOpenApi }),
  graphql: comparison({ parse: parseGraphQl, compare: compareGraphQl }),
  wsdl: comparison({ parse: parseWsdl, compare: compareWsdl }),
  wadl: comparison({ parse: parseWadl, compare: compareWadl }),
  edmx: comparison({ parse: parseEdmx, compare: compareEdmx }),
  proto: comparison({ parse: parseProto, compare: compareProto }),
};

const extensions: Readonly<Record<string, SpecificationFormat>> = {
  yaml: 'openapi',
  yml: 'openapi',
  json: 'openapi',
  graphql: 'graphql',
  wsdl: 'wsdl',
  wadl: 'wadl',
  edmx: 'edmx',
  proto: 'proto',
};

/** The format of a file by its extension; undefined when no specification has it. */
export function formatOf(path: string): SpecificationFormat | undefined {
  const extension = (/\.([^./\\]+)$/.exec(path)?.[1] ?? '').toLowerCase();
  return Object.hasOwn(extensions, extension) ? extensions[extension] : undefined;
}

/** The format of a specification's file, once it was read. Throws INVALID_FILE, UNSUPPORTED_SPECIFICATION. */
export function checkSpecification(text: string, file: string): SpecificationFormat {
  const format = formatOf(file) ?? 'openapi';
  formats[format].check(text, file);
  return format;
}

/** Why a text is no specification of its format, in words; undefined: it is one. */
export function specificationFault({ format, text, file }: SpecificationText): string | undefined {
  try {
    formats[format].check(text, file);
    return undefined;
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return error.message;
  }
}

/**
 * What the service has, in the format that it is compared in, where it can say it so: Azure often fails for good to give
 * a WADL (facts: apim-rest 2.2), and then says it in OpenAPI all the same.
 */
export async function loadedFor(
  format: SpecificationFormat,
  live: Specification,
): Promise<Omit<SpecificationText, 'file'>> {
  const other = format === 'wadl' && live.format !== 'wadl' ? live.in?.('wadl') : undefined;
  try {
    if (other !== undefined) return { format: other.format, text: await other.load() };
  } catch (error) {
    const isNone = error instanceof TaskError && noWadl.has(error.code);
    if (!isNone) throw error;
  }
  return { format: live.format, text: await live.load() };
}

const noWadl: ReadonlySet<ErrorCode> = new Set(['UNEXPECTED_ANSWER', 'AZURE_REFUSED']);

/** Compares by meaning. Throws INVALID_FILE or UNSUPPORTED_SPECIFICATION about the one that cannot be read. */
export function compareSpecifications(wanted: SpecificationText, live: SpecificationText): Verdict {
  if (wanted.format === live.format) return formats[wanted.format].compare(wanted, live);
  if (wanted.format === 'wsdl' && live.format === 'openapi')
    return compareSoapAsRest(wanted, parseOpenApi(live.text, live.file).document);
  if (wanted.format === 'wadl' && live.format === 'openapi')
    return compareWadlAsOpenApi(wanted, parseOpenApi(live.text, live.file).document);
  const what = [`${live.format} becomes ${wanted.format}`];
  const difference = { subject: 'format', change: 'changed', what, breaking: what } as const;
  return { verdict: 'different', differences: [difference] };
}

function comparison<Parsed>({ parse, compare }: Format<Parsed>): Comparison {
  return {
    check: parse,
    compare: (wanted, live) => compare(parse(wanted.text, wanted.file), parse(live.text, live.file)),
  };
}
