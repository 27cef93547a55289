import { isAsBorn } from './as-born.ts';
import type { Rows } from './kind.ts';
import { informationAt } from './layouts.ts';
import { hidesCredentials, loggerSecrets } from './system-made.ts';

const born = { azuremonitor: { loggerId: '/loggers/azuremonitor' } };

/** Facts: apim-rest 1.15, and 8 for what the service says or not. */
const diagnostic = {
  azure: { collection: 'diagnostics', found: 'by list' },
  section: 'diagnostics',
  properties: {
    newer: ['largeLanguageModel'],
    defaults: {
      sampling: { samplingType: 'fixed', percentage: 100 },
      logClientIp: false,
      frontend: { request: { body: { bytes: 0 } }, response: { body: { bytes: 0 } } },
      backend: { request: { body: { bytes: 0 } }, response: { body: { bytes: 0 } } },
    },
    sets: [
      'frontend.request.headers',
      'frontend.response.headers',
      'backend.request.headers',
      'backend.response.headers',
    ],
    references: ['loggerId'],
  },
} as const;

export const loggingRows = {
  logger: {
    words: 'logger',
    parents: [],
    inWorkspaces: true,
    azure: { collection: 'loggers', found: 'by list' },
    files: informationAt('loggers/{logger}/loggerInformation.json'),
    section: 'loggers',
    properties: {
      defaults: { isBuffered: true },
      secret: {
        paths: loggerSecrets,
        hidden: hidesCredentials,
        revealed: 'in named values',
        instead: 'let it refer to a named value, {{name}}, or to a managed identity',
      },
    },
    builtIn: (name) => /^azuremonitor$/i.test(name),
    called: [{ element: 'log-to-eventhub', attribute: 'logger-id' }],
  },
  diagnostic: {
    words: 'diagnostic',
    parents: [],
    inWorkspaces: true,
    files: informationAt('diagnostics/{diagnostic}/diagnosticInformation.json'),
    bornWith: (name) => /^azuremonitor$/i.test(name),
    asBorn: (name, properties) => isAsBorn(born, name, properties),
    ...diagnostic,
  },
  apiDiagnostic: {
    words: 'API diagnostic',
    parents: ['api'],
    inWorkspaces: true,
    files: informationAt('apis/{api}/diagnostics/{apiDiagnostic}/diagnosticInformation.json'),
    ...diagnostic,
  },
} as const satisfies Rows;
