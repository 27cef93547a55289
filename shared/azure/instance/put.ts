import type { JsonObject } from '../../apim/json.ts';
import type { Arm, ArmAnswer, WriteOptions } from '../arm/arm.ts';
import { refusalOf } from '../arm/refusal.ts';

/**
 * A PUT that may meet what is there though it was not when it was looked for: a repeated write its own trace, a policy
 * one that an import has just made. Whether that was somebody else's, reading back finds out: what differs fails the
 * run.
 */
export async function putOver(
  arm: Arm,
  path: string,
  body: JsonObject,
  options: WriteOptions = {},
): Promise<ArmAnswer | undefined> {
  try {
    return await unlessDone(() => arm.put(path, body, options));
  } catch (error) {
    // The contract asks for If-Match where something exists, though services take none (facts: apim-rest 1.0).
    const refusal = refusalOf(error);
    const exists = refusal?.status === 400 && /already exists\. Specify ETag/i.test(refusal.words);
    if (!exists || options.ifMatch !== undefined) throw error;
    return await arm.put(path, body, { ...options, ifMatch: '*' });
  }
}

/** An answer can be lost when the write is done: repeated, it meets its own trace, another ETag. */
export async function unlessDone<T>(write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.mayBeDone !== true || refusal.status !== 412) throw error;
    return undefined;
  }
}
