import type { Instance } from '../instance.ts';
import type { JsonObject } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { legalNames } from '../legal-names.ts';
import { addNotifications } from './messages.ts';

/** Facts 1.2: displayName and description; what is inside has the workspace for a scope. */
const workspaces: Behaviour = {
  settle(wanted, { instance, existing }) {
    return {
      properties: wanted,
      afterwards: ({ key }) => {
        const [, name = ''] = key.split('/');
        if (existing) return;
        instance.startAsFresh(`workspaces/${name}/`);
        addNotifications(instance, `workspaces/${name}/`);
      },
    };
  },
};

/** Facts 1.1: which gateways serve a workspace; here it is always the built-in one. */
function workspaceLinks(instance: Instance): JsonObject[] {
  return instance.store.list('workspaces').map((workspace) => {
    const path = instance.pathOf(workspace);
    const name = path.split('/').at(-1) ?? '';
    return {
      id: `${instance.resourceId}/workspaceLinks/${name}`,
      type: 'Microsoft.ApiManagement/service/workspaceLinks',
      name,
      properties: { workspaceId: `${instance.resourceId}/${path}`, gateways: [] },
    };
  });
}

export const workspaceKinds: readonly Kind[] = [
  {
    collections: 'workspaces',
    noun: 'Workspace',
    names: legalNames.short,
    required: ['displayName'],
    limits: { displayName: 300, description: 1000 },
    filters: ['name', 'displayName', 'description'],
    behaviour: workspaces,
  },
  { collections: 'workspaceLinks', noun: 'WorkspaceLink', unpaged: true, view: workspaceLinks },
];
