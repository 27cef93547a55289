import type { Markers, StoredMarker } from '../../apim/instance.ts';
import { textAt } from '../../apim/json.ts';
import { kindOf } from '../../apim/kinds/table.ts';
import { type ResourceId, workspaceOf } from '../../apim/resource-id.ts';
import { retold, TaskError } from '../../errors/task-error.ts';
import type { ArmAnswer } from '../arm/arm.ts';
import { meansNotOffered } from '../arm/not-offered.ts';
import { refusalOf } from '../arm/refusal.ts';
import type { Edge } from './edge.ts';
import { lackingInTier } from './lacking-in-tier.ts';
import { pathInInstance } from './paths.ts';

/** Markers as named values that are not secret: the one place of an instance, or a workspace, for texts of anybody. */
export function storedMarkers({ arm, base, sku, current }: Omit<Edge, 'log'>): Markers {
  const pathOf = (id: ResourceId) => base + pathInInstance(id, current.of);
  const read = async (id: ResourceId): Promise<StoredMarker | undefined> => {
    const workspace = workspaceOf(id);
    const isLacking = workspace !== undefined && lackingInTier(sku, kindOf(workspace.kind).azure.collection);
    try {
      // A run that was cancelled may have left Azure at it: until then the value may be absent.
      const answer = await arm.get(pathOf(id), { errorIsLasting: isLacking, onceWritten: true });
      return answer === undefined ? undefined : storedIn(answer);
    } catch (error) {
      const refusal = refusalOf(error);
      // A 404 that gets here is not about the marker: a proxy may answer so.
      const isOffered =
        refusal === undefined || refusal.status === 404 || !meansNotOffered(refusal, isLacking);
      return workspace === undefined || isOffered ? missingRole(error, id) : undefined;
    }
  };
  return {
    read,
    write: async (id, text, version) => {
      const body = { properties: { displayName: id.name, value: text, secret: false } };
      try {
        const answer = await arm.put(pathOf(id), body, version === undefined ? {} : { ifMatch: version });
        const { etag } = answer;
        if (etag !== undefined) return { text, version: etag };
      } catch (error) {
        if (!meansChanged(error, version)) missingRole(error, id);
      }
      // No ETag came, or an answer was lost and the repeated write met its own trace: every text is another one.
      const now = await read(id);
      return now?.text === text ? now : 'changed';
    },
  };
}

/** The message of Azure names an action on a named value that is in nobody's files: this says what for. */
function missingRole(error: unknown, id: ResourceId): never {
  if (!(error instanceof TaskError) || error.code !== 'MISSING_RIGHTS') throw error;
  const { remedy = '' } = error;
  const { parent } = id;
  const why =
    parent === undefined
      ? 'What was published is remembered in a named value of the instance, unless all files of the folder are those of one workspace.'
      : `What was published is remembered in a named value of workspace ${parent.name}: the role ` +
        '"APIM GitOps publish in a workspace" of docs/roles.md at that workspace allows that.';
  throw retold(error, { remedy: `${remedy} ${why}`.trim() });
}

/** 412, or where no version was known: what must name one (facts: apim-rest 1.0), because somebody made it meanwhile. */
function meansChanged(error: unknown, version: string | undefined): boolean {
  const refusal = refusalOf(error);
  if (refusal?.status === 412) return true;
  return version === undefined && refusal?.status === 400 && /already exist|If-Match/i.test(refusal.words);
}

function storedIn({ body, etag }: ArmAnswer): StoredMarker {
  return { text: textAt(body, 'properties', 'value') ?? '', version: etag ?? '*' };
}
