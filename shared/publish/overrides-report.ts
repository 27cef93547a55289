import type { Environments } from '../configuration/environments.ts';
import type { Hit } from '../configuration/overrides.ts';
import { describe } from '../apim/resource-id.ts';
import { asText } from './as-text.ts';

const mostRows = 200;

/** What the overrides did, and what one environment says and another does not: Markdown for the page of the run. */
export function overridesSummary(hits: readonly Hit[], environments: Environments | undefined): string {
  const applied = hits.map(({ id, file, line, paths }) => [
    describe(id),
    paths.join(', '),
    `${file}, line ${String(line)}`,
  ]);
  const missing = (environments?.keys ?? []).map(({ key, has }) => [
    key,
    ...has.map((one) => (one ? 'yes' : '-')),
  ]);
  const secrets = (environments?.secrets ?? []).map(({ of, from }) => [of, ...from]);
  const names = environments?.names ?? [];
  return [
    ...table('Overrides', ['resource', 'properties', 'from'], applied),
    ...table('Not in all environments', ['property', ...names], missing),
    ...table('Secrets', ['', ...names], secrets),
  ].join('\n');
}

/** The same for machines. */
export function overridesReport(hits: readonly Hit[], environments: Environments | undefined) {
  return {
    overrides: hits.map(({ id, file, line, paths }) => ({
      resource: describe(id),
      properties: paths,
      file,
      line,
    })),
    ...(environments === undefined ? {} : { environments }),
  };
}

function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const more = rows.length > mostRows ? [`... and ${String(rows.length - mostRows)} more.`, ''] : [];
  return [
    '',
    `### ${title}`,
    '',
    row(head),
    row(head.map(() => '---')),
    ...rows.slice(0, mostRows).map((cells) => row(cells.map(asText))),
    '',
    ...more,
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
