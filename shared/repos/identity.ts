import type { Place } from './remedy.ts';
import type { ServiceAnswer } from './service-answer.ts';

/** The project that the pipeline belongs to: System.TeamProject and System.TeamProjectId. */
export interface Job {
  readonly project: string;
  readonly projectId: string;
}

/**
 * Who acted, by the name that the security page finds. A job acts as its project's build service or, when its
 * scope is not limited to the project, as the collection's; the refusal names the former by the project's id.
 */
export function actingIdentity(answer: ServiceAnswer | undefined, place: Place): string {
  const organisation = organisationOf(place.collectionUri);
  const ofProject = (project: string) => `"${project} Build Service (${organisation})"`;
  const ofCollection = `"Project Collection Build Service (${organisation})"`;
  const id = /identity 'Build\\([0-9a-f-]{36})'/i.exec(answer?.message ?? '')?.[1]?.toLowerCase();
  const { job, project, projectId } = place;
  if (id === undefined) return `${ofProject(job?.project ?? project)} or ${ofCollection}`;
  if (id === job?.projectId.toLowerCase()) return ofProject(job.project);
  if (id === projectId?.toLowerCase()) return ofProject(project);
  return ofCollection;
}

/** dev.azure.com/contoso, contoso.visualstudio.com, or the collection of a server. */
function organisationOf(collectionUri: string): string {
  const { hostname, pathname } = new URL(collectionUri);
  if (hostname.endsWith('.visualstudio.com')) return hostname.slice(0, hostname.indexOf('.'));
  return decodeURIComponent(
    pathname
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? hostname,
  );
}
