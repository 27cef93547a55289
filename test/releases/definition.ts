import { readFileSync } from 'node:fs';

/** A release definition as Azure DevOps exports it: the parts that decide what an agent is told. */
export interface ReleaseDefinition {
  readonly id: number;
  readonly name: string;
  readonly variables: Variables;
  readonly artifacts: readonly ReleaseArtifact[];
  readonly environments: readonly Stage[];
}

export type Variables = Readonly<Record<string, { readonly value: string }>>;

export interface ReleaseArtifact {
  readonly type: 'Git' | 'Build';
  readonly alias: string;
  readonly isPrimary: boolean;
  readonly definitionReference: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
}

/** What the editor calls a stage was called an environment when the format was made. */
export interface Stage {
  readonly id: number;
  readonly name: string;
  readonly variables: Variables;
  readonly deployPhases: readonly { readonly workflowTasks: readonly WorkflowTask[] }[];
}

export interface WorkflowTask {
  readonly taskId: string;
  /** "1.*" */
  readonly version: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly inputs: Readonly<Record<string, string>>;
}

export function readDefinition(name: string): ReleaseDefinition {
  return JSON.parse(readFileSync(`test/fixtures/releases/${name}.json`, 'utf8')) as ReleaseDefinition;
}

export function primaryOf({ artifacts }: ReleaseDefinition): ReleaseArtifact {
  const primary = artifacts.find(({ isPrimary }) => isPrimary);
  if (primary === undefined) throw new Error('The definition has no primary artifact.');
  return primary;
}
