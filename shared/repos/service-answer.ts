import { parsedJson, textAt } from '../apim/json.ts';

/** Azure DevOps said something else than yes. Never leaves this room: `ask` makes a TaskError of it. */
export class ServiceAnswer extends Error {
  readonly status: number;
  /** The kind of exception inside the service: "GitNeedsPermissionException". */
  readonly typeKey: string | undefined;
  /** The number that the message starts with: "TF401027". */
  readonly number: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;

  constructor(
    status: number,
    body: string,
    headers: Readonly<Record<string, string | string[] | undefined>> = {},
  ) {
    // A page, or the words of a proxy, are no JSON.
    const answer = parsedJson(body);
    const message = textAt(answer, 'message');
    super(message ?? body);
    this.name = 'ServiceAnswer';
    this.status = status;
    this.typeKey = textAt(answer, 'typeKey');
    this.number = /\b(?:TF|VS)\d{6}\b/.exec(message ?? '')?.[0];
    this.headers = headers;
  }

  /** A page for people, or the way to one, instead of an answer: the token was not accepted, or a proxy stands between. */
  get isPage(): boolean {
    const isHtml = String(this.headers['content-type']).includes('html');
    return this.status === 203 || (this.status < 300 && isHtml) || (this.status >= 300 && this.status < 400);
  }
}

/** Whether an error, or what caused it, is this answer of the service. */
export function isAnswer(error: unknown, number: string): boolean {
  const answer = error instanceof Error && !(error instanceof ServiceAnswer) ? error.cause : error;
  return answer instanceof ServiceAnswer && answer.number === number;
}
