import { readdirSync, readFileSync } from 'node:fs';

/** A policy of the corpus, with a name for people. */
export interface Sample {
  readonly name: string;
  readonly scope: 'api' | 'fragment' | 'resolver';
  readonly policy: string;
}

const folder = 'test/fixtures/policies';

/** Those that were written by hand, one for each thing that policies can say. */
export const written: readonly Sample[] = readdirSync(folder)
  .sort()
  .flatMap((file) =>
    readFileSync(`${folder}/${file}`, 'utf8')
      .split(/^==== /m)
      .slice(1),
  )
  .map(sampleOf);

/** The same statements among others: deeper, and beside what is alike. */
const varied: readonly Sample[] = written.flatMap(({ name, scope, policy }) => {
  const inner = /^<policies>\n {2}<inbound>\n(?<inner>[\s\S]*) {2}<\/inbound>\n<\/policies>\n$/.exec(policy)
    ?.groups?.['inner'];
  if (scope !== 'api' || inner === undefined) return [];
  return [
    { name: `${name}, below a condition`, scope, policy: document('inbound', conditional(inner)) },
    {
      name: `${name}, twice`,
      scope,
      policy: document('inbound', `<base />\n${inner}<!-- again -->\n${inner}`),
    },
    { name: `${name}, in a fragment`, scope: 'fragment' as const, policy: `<fragment>\n${inner}</fragment>` },
  ];
});

export const corpus: readonly Sample[] = [...written, ...varied];

/** "inbound: rate-limit\n<rate-limit .../>" -> a document with these statements there. */
function sampleOf(entry: string): Sample {
  const {
    place = '',
    name = '',
    text = '',
  } = /^(?<place>[a-z-]+): (?<name>.+)\n(?<text>[\s\S]*)$/.exec(entry)?.groups ?? {};
  switch (place) {
    case 'document':
      return { name, scope: 'api', policy: text };
    case 'fragment':
      return { name: `${name} (fragment)`, scope: 'fragment', policy: `<fragment>\n${text}</fragment>\n` };
    case 'resolver':
      return { name: `${name} (resolver)`, scope: 'resolver', policy: text };
    default:
      return { name, scope: 'api', policy: document(place, text) };
  }
}

function document(section: string, statements: string): string {
  return `<policies>\n  <${section}>\n${statements}  </${section}>\n</policies>\n`;
}

function conditional(statements: string): string {
  return `<choose>\n<when condition="@(context.Request.Method == "GET" && 1 < 2)">\n${statements}</when>\n<otherwise>\n<base />\n</otherwise>\n</choose>\n`;
}
