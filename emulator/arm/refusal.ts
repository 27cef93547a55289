import type { EmulatedAnswer } from '../http/loopback-server.ts';

export interface Detail {
  readonly code: string;
  readonly target: string;
  readonly message: string;
}

/** A request that is answered with an error; thrown anywhere, turned into an answer in one place. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Absent in errors of the front door of ARM, null or a list in those of the service (facts 4.1). */
    readonly details?: readonly Detail[] | null,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  get error(): object {
    const { code, message, details } = this;
    return details === undefined ? { code, message } : { code, message, details };
  }

  get answer(): EmulatedAnswer {
    return { status: this.status, headers: this.headers, body: { error: this.error } };
  }
}

/** The service's answer to a wrong field; targets are its internal names (facts 4.1). */
export function invalid(target: string, message: string): Refusal {
  return invalidFields([{ code: 'ValidationError', target, message }]);
}

export function invalidFields(details: readonly Detail[]): Refusal {
  return new Refusal(400, 'ValidationError', 'One or more fields contain incorrect values:', details);
}

/** "Api not found." and the like (facts 4.1). */
export function notFound(noun: string): Refusal {
  return new Refusal(404, 'ResourceNotFound', `${noun} not found.`, null);
}

/** The service's answer where it has no better one (facts 4.1). */
export function internalError(): Refusal {
  return new Refusal(500, 'InternalServerError', 'Request processing failed due to internal error.', null);
}

/** For what the real service can and this emulator cannot yet: never mistaken for a fact. */
export function notEmulated(what: string): Refusal {
  return new Refusal(501, 'NotEmulated', `The emulator does not know ${what}.`);
}

export function methodNotAllowed(method: string): Refusal {
  return new Refusal(
    405,
    'MethodNotAllowed',
    `The requested resource does not support http method '${method}'.`,
  );
}
