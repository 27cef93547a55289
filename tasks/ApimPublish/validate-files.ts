import { counted } from '../../shared/apim/counted.ts';
import { resolve } from 'node:path';
import type { Run } from '../../shared/agent/run-task.ts';
import { readFolder } from '../../shared/artifacts/folder.ts';
import { oneError } from '../../shared/errors/task-error.ts';
import { testResults } from '../../shared/publish/test-results.ts';
import { apart, validate } from '../../shared/publish/validate.ts';
import {
  validationReport,
  validationSummary,
  verdictInWords,
  warningsInWords,
} from '../../shared/publish/validation-report.ts';
import { writeNamedFile } from '../write-named-file.ts';
import { readOverrides, tokenRules } from './overrides.ts';
import type { publishOutputs, ValidateSettings } from './settings.ts';

/** The action `validate`: every rule of every file, and no request. */
export async function validateFiles(
  settings: ValidateSettings,
  run: Run<keyof typeof publishOutputs>,
): Promise<void> {
  const { artifactsFolder, overridesFile, testResultsFile } = settings;
  const { log, job } = run;
  const overrides = await readOverrides(overridesFile ?? [], job.workingDirectory);
  const files = await readFolder(resolve(job.workingDirectory, artifactsFolder));

  const checks = await validate(files, overrides, tokenRules(settings));

  const { errors } = apart(checks);
  if (testResultsFile !== undefined) {
    const text = testResults(checks, `ApimPublish: ${artifactsFolder}`);
    log.line(
      `Test results: ${await writeNamedFile('testResultsFile', testResultsFile, text, job.workingDirectory)}`,
    );
  }
  run.setOutputs({ failedCount: errors.length });
  run.setReport(validationReport(checks));
  run.setSummary(validationSummary(checks));
  for (const words of warningsInWords(checks)) log.warning(words);
  log.line(`${counted(files.size, 'file')}, ${counted(checks.length, 'check')}: ${verdictInWords(checks)}.`);
  if (errors.length > 0) throw oneError(errors, `${errors.length} errors in the files.`);
}
