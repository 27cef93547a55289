import { type KindName, kindNames, kindOf } from '../../shared/apim/kinds/table.ts';

/** Things that statements of a policy may refer to. */
export interface Targets {
  /** Names of some things of that kind. */
  readonly names: (kind: KindName) => readonly string[];
  /** A named value as a text has it, `{{Key-a}}`; undefined: there is none. */
  readonly key: () => string | undefined;
}

/** Elements that stand in others, or are nothing without what they hold; all others are statements by themselves. */
const written: Readonly<Record<string, (attribute: string) => string>> = {
  'log-to-eventhub': (attribute) => `<log-to-eventhub ${attribute}>@("x")</log-to-eventhub>`,
  key: (attribute) =>
    `<validate-jwt header-name="a"><issuer-signing-keys><key ${attribute} /></issuer-signing-keys></validate-jwt>`,
  content: (attribute) => `<validate-content><content ${attribute} /></validate-content>`,
};

/** Every way in which a policy calls something, by the table. */
export const calls = kindNames.flatMap((kind) => {
  const { called } = kindOf(kind);
  if (called === undefined || called === 'by display name') return [];
  return called.map(({ element, attribute }) => ({ kind, element, attribute }));
});

/** A policy, or with another root a fragment. */
export function policyOf(targets: Targets, root: 'policies' | 'fragment' = 'policies'): string {
  const found = statements(targets);
  if (root === 'fragment') return `<fragment>${found || '<trace source="x">y</trace>'}</fragment>`;
  return `<policies><inbound>${found}</inbound></policies>`;
}

/** The policy of a resolver fetches something, and may include fragments and use named values. */
export function resolverPolicyOf({ key }: Targets): string {
  const header = `<set-header name="x-key"><value>${key() ?? 'none'}</value></set-header>`;
  const request = `<set-method>GET</set-method><set-url>https://r.example</set-url>${header}`;
  return `<http-data-source><http-request>${request}</http-request></http-data-source>`;
}

function statements({ names, key }: Targets): string {
  const header = key();
  const callers = calls.flatMap(({ kind, element, attribute }) =>
    names(kind).map((name) => {
      const said = `${attribute}="${name}"`;
      return (written[element] ?? ((one: string) => `<${element} ${one} />`))(said);
    }),
  );
  return [
    ...callers,
    ...(header === undefined ? [] : [`<set-header name="x-key"><value>${header}</value></set-header>`]),
  ].join('');
}
