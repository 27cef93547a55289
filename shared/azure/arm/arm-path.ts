import { TaskError } from '../../errors/task-error.ts';

/**
 * A path of Azure Resource Manager out of plain segments, each percent-encoded: `armPath('apis', 'a;rev=2')` is
 * "/apis/a%3Brev%3D2". INVALID_INPUT for a segment that would change the path's meaning: empty, "." or "..".
 */
export function armPath(...segments: readonly string[]): string {
  return segments.map((segment) => `/${encoded(segment)}`).join('');
}

/** The path of an instance of API Management. */
export function instancePath(subscriptionId: string, resourceGroup: string, name: string): string {
  const group = armPath('subscriptions', subscriptionId, 'resourceGroups', resourceGroup);
  return group + armPath('providers', 'Microsoft.ApiManagement', 'service', name);
}

/** Whether a name can stand in a path, and lead nowhere else. */
export function isSegment(name: string): boolean {
  return !/^\.{0,2}$/.test(name);
}

function encoded(segment: string): string {
  if (!isSegment(segment)) {
    throw new TaskError('INVALID_INPUT', {
      message: `"${segment}" cannot be the name of a resource in Azure.`,
    });
  }
  return encodeURIComponent(segment);
}
