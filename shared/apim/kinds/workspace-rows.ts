import { files } from './files.ts';
import { nameless, type Rows } from './kind.ts';
import { isLiveSubscription } from './subscriptions.ts';

/** Workspaces; what lives in them says so in its own row. */
export const workspaceRows = {
  workspace: {
    words: 'workspace',
    parents: [],
    isScope: true,
    azure: {
      collection: 'workspaces',
      found: 'by list',
      deletion: { consumers: { collection: 'subscriptions', query: {}, areLive: isLiveSubscription } },
    },
    files: files.workspace,
    section: 'workspaces',
    properties: { defaults: { description: '' } },
  },
  workspacePolicy: {
    words: 'workspace policy',
    parents: ['workspace'],
    inWorkspaces: true,
    label: nameless,
    azure: { collection: 'policies', found: 'by item', policy: true },
    files: files.workspacePolicy,
    section: 'policies',
  },
} as const satisfies Rows;
