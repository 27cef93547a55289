import type { InputParser } from '../../shared/agent/input-parsers.ts';

/** What a title may name, and what each stands for. docs/tasks.md lists the same. */
const titleVariables = ['service', 'resourceGroup', 'branch', 'folder', 'filter', 'count'] as const;
export type TitleVariables = Readonly<Record<(typeof titleVariables)[number], string>>;

const variable = /\{(\w+)\}/g;

/** "Extract from API Management {service}": braces around one of the names above. */
export function titleTemplate(fallback: string): InputParser<string> {
  return (text = fallback) => {
    const unknown = [...text.matchAll(variable)].find(([, name]) => !isKnown(name));
    if (unknown === undefined) return { value: text };
    const allowed = titleVariables.map((name) => `{${name}}`).join(', ');
    return { wrong: `is "${text}", which holds ${unknown[0]}`, allowed: `of names in braces ${allowed}` };
  };
}

/** The title with what its variables stand for. */
export function titleOf(template: string, values: TitleVariables): string {
  return template.replace(variable, (all, name: string) => (isKnown(name) ? values[name] : all)).trim();
}

function isKnown(name: string | undefined): name is keyof TitleVariables {
  return titleVariables.some((one) => one === name);
}
