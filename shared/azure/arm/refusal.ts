import { readErrorBody, type ErrorDetail } from './error-body.ts';
import { correlationOf, pathOf, type WireAnswer, type WireRequest } from './wire.ts';

/** How Azure said no: the `cause` of every TaskError that comes from an answer. */
export class Refusal {
  readonly method: string;
  /** Path of the resource, without query. */
  readonly path: string;
  /** 400 also when the operation was accepted first and failed in the background. */
  readonly status: number;
  /** Azure's code, such as ValidationError. */
  readonly code: string | undefined;
  readonly message: string;
  readonly details: readonly ErrorDetail[];
  readonly correlationId: string | undefined;
  /** An earlier attempt got no answer: what is refused now may have been done by it. */
  readonly mayBeDone: boolean;

  constructor(request: Pick<WireRequest, 'method' | 'url'>, answer: WireAnswer) {
    const { code, message, details } = readErrorBody(answer.text);
    this.method = request.method;
    this.path = pathOf(request.url);
    this.status = answer.status;
    this.code = code ?? answer.headers['x-ms-error-code'];
    this.message = message;
    this.details = details;
    this.correlationId = correlationOf(answer);
    this.mayBeDone = answer.afterSilence === true;
  }

  /** All that Azure said, in one line. */
  get words(): string {
    const details = this.details.map(({ target, message }) =>
      target === undefined || target === '' ? message : `${target}: ${message}`,
    );
    return [this.message, details.join('; ')].filter((part) => part !== '').join(' ');
  }
}

/** The refusal behind an error of `Arm`, for callers that can live with some of them. */
export function refusalOf(error: unknown): Refusal | undefined {
  return error instanceof Error && error.cause instanceof Refusal ? error.cause : undefined;
}
