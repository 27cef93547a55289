import type { EmulatedAnswer } from '../http/loopback-server.ts';
import { dump } from './dump.ts';
import type { Instance } from './instance.ts';
import { whenDocumentsAreRead } from './specification/linked-documents.ts';
import { serveInstance } from './serve-instance.ts';

/** An instance as tests prepare and inspect it: no network, no log, no waiting. */
export interface EmulatedInstance {
  readonly resourceId: string;
  /** PUT below the service ("apis/petstore"), waited for; throws on an error status. */
  put(path: string, body: object): Promise<void>;
  /** The contract, or undefined when it is not there. */
  get(path: string): Promise<object | undefined>;
  delete(path: string): Promise<void>;
  /** Everything it holds in a stable order, without what differs between two equal instances. */
  dump(): unknown;
  /** Ends what it still goes on with after an answer, as if nobody asked for a while. */
  settle(): Promise<void>;
  /** Remembers what it holds now; the answer brings that back: for sweeps that begin each time with the same. */
  kept(): () => void;
}

const version = '2024-05-01';

export function emulatedInstance(instance: Instance): EmulatedInstance {
  return {
    resourceId: instance.resourceId,
    put: (path, body) =>
      whenDocumentsAreRead(() => {
        demand(path, finished(instance, 'PUT', path, body));
      }),
    get: (path) =>
      whenDocumentsAreRead(() => {
        const answer = finished(instance, 'GET', path);
        if (answer.status === 404) return undefined;
        return demand(path, answer).body as object;
      }),
    delete: (path) =>
      whenDocumentsAreRead(() => {
        demand(path, finished(instance, 'DELETE', path));
      }),
    dump: () => dump(instance),
    settle: () =>
      whenDocumentsAreRead(() => {
        instance.longRunning.endAll();
      }),
    kept: () => instance.kept(),
  };
}

function finished(instance: Instance, method: string, path: string, body?: object): EmulatedAnswer {
  const { longRunning } = instance;
  const before = longRunning.newest;
  const answer = ask(
    instance,
    method,
    `${path}${path.includes('?') ? '&' : '?'}api-version=${version}`,
    body,
  );
  const begun = longRunning.newest;
  return begun === undefined || begun === before ? answer : longRunning.end(begun);
}

function ask(instance: Instance, method: string, pathAndQuery: string, body?: object): EmulatedAnswer {
  const [path = '', search] = pathAndQuery.split('?');
  return serveInstance(instance, {
    method,
    segments: path.split('/').filter(Boolean).map(decodeURIComponent),
    path: `${instance.resourceId}/${pathAndQuery}`,
    query: new URLSearchParams(search),
    headers: {},
    body: body === undefined ? '' : JSON.stringify(body),
  });
}

function demand(path: string, answer: EmulatedAnswer): EmulatedAnswer {
  if (answer.status < 400) return answer;
  throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
}
