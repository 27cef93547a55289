import type { Json, JsonObject } from '../../apim/json.ts';
import type { NotOffered } from './not-offered.ts';

/** The version of API Management's contract that everything here was written for. */
export const defaultApiVersion = '2024-05-01';

/** What Azure Resource Manager answered; always a success (below 400), of a finished operation. */
export interface ArmAnswer {
  readonly status: number;
  /** Undefined when the answer is empty or is not JSON (a policy may come as bare XML). */
  readonly body: Json | undefined;
  readonly text: string;
  readonly etag: string | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Parameters beside api-version, unencoded. */
export type Query = Readonly<Record<string, string>>;

export interface ArmOptions {
  readonly query?: Query;
}

interface GetOptions extends ArmOptions {
  /** An unspecific 500 is how Azure says that it cannot: it is not asked again. */
  readonly errorIsLasting?: boolean;
  /** While it is still being written, as after a run that did not wait for it, waits for the end of that. */
  readonly onceWritten?: boolean;
}

export interface ListOptions extends ArmOptions {
  /** An unspecific 500 is how Azure says that there is no such list: it is not asked again. */
  readonly errorMeansAbsence?: boolean;
}

export interface WriteOptions extends ArmOptions {
  /** Refuse (412, AZURE_REFUSED) when the resource has another ETag by now. */
  readonly ifMatch?: string;
}

/**
 * Azure Resource Manager with opaque JSON.
 *
 * Paths are whole ("/subscriptions/…"), their segments encoded: see `armPath`. Every method repeats what Azure refuses
 * for a passing reason, waits while Azure throttles, and fails with a TaskError whose `cause` is a `Refusal` when
 * Azure answered: MISSING_RIGHTS, SUBSCRIPTION_NOT_FOUND, RESOURCE_GROUP_NOT_FOUND, INSTANCE_NOT_FOUND, AZURE_REFUSED,
 * or else AZURE_UNREACHABLE, UNEXPECTED_ANSWER, SIGN_IN_REFUSED. A 404 means "this is not there" only when
 * Azure does not name the subscription, the resource group or the instance as what is missing.
 * Call it as often at once as you like: requests queue for their turn.
 */
export interface Arm {
  /** Undefined when it is not there. */
  get(path: string, options?: GetOptions): Promise<ArmAnswer | undefined>;
  /** Whether it is there. The answer has no words: a missing instance looks like a missing resource. */
  head(path: string, options?: ArmOptions): Promise<boolean>;
  /** All pages. UNEXPECTED_ANSWER when the list does not hold still or counts more items than it hands out. */
  list(path: string, options?: ArmOptions): Promise<readonly JsonObject[]>;
  /** As `list`, for collections that a tier, a place or an API version may lack; also when what they hang on is gone. */
  listIfOffered(path: string, options?: ListOptions): Promise<readonly JsonObject[] | NotOffered>;
  /** Resolves when the operation has ended, with the resource as it then is. No body for associations. */
  put(path: string, body: JsonObject | undefined, options?: WriteOptions): Promise<ArmAnswer>;
  /** As `put`. */
  patch(path: string, body: JsonObject, options?: WriteOptions): Promise<ArmAnswer>;
  /** Resolves when the operation has ended. */
  delete(path: string, options?: WriteOptions): Promise<'deleted' | 'absent'>;
  /** For actions that may be repeated, such as listValue and listSecrets: it is retried like a GET. */
  post(path: string, body?: JsonObject, options?: ArmOptions): Promise<ArmAnswer>;
  /** The text behind an export link. Sent without credentials; the link is a secret and is never named. */
  download(link: string): Promise<string>;
}
