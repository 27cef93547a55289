import type { Markers, StoredMarker } from '../../apim/instance.ts';
import { textAt } from '../../apim/json.ts';
import { TaskError } from '../../errors/task-error.ts';
import type { Arm, ArmAnswer } from '../arm/arm.ts';
import { armPath } from '../arm/arm-path.ts';
import { refusalOf } from '../arm/refusal.ts';

/** Markers as named values that are not secret: the one place of an instance for short texts of anybody. */
export function storedMarkers(arm: Arm, base: string): Markers {
  const pathOf = (name: string) => base + armPath('namedValues', name);
  const read = async (name: string): Promise<StoredMarker | undefined> => {
    const answer = await arm.get(pathOf(name)).catch(rightsOnInstance);
    return answer === undefined ? undefined : storedIn(answer);
  };
  return {
    read,
    write: async (name, text, version) => {
      const body = { properties: { displayName: name, value: text, secret: false } };
      try {
        const answer = await arm.put(pathOf(name), body, version === undefined ? {} : { ifMatch: version });
        const { etag } = answer;
        if (etag !== undefined) return { text, version: etag };
      } catch (error) {
        if (!meansChanged(error, version)) rightsOnInstance(error);
      }
      // No ETag came, or an answer was lost and the repeated write met its own trace: every text is another one.
      const now = await read(name);
      return now?.text === text ? now : 'changed';
    },
  };
}

/** Who has only a workspace lacks two actions on the instance, and no role that comes with Azure has just these. */
function rightsOnInstance(error: unknown): never {
  if (!(error instanceof TaskError) || error.code !== 'MISSING_RIGHTS') throw error;
  const { code, message, remedy = '', cause } = error;
  const why =
    'What was published is remembered in a named value of the instance, also when all files are those of a workspace: ' +
    'who has rights in a workspace only needs the role "APIM GitOps of a workspace" of docs/roles.md on the instance ' +
    'too, which allows Microsoft.ApiManagement/service/namedValues/read and Microsoft.ApiManagement/service/namedValues/write.';
  throw new TaskError(code, { message, remedy: `${remedy} ${why}`.trim(), cause });
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
