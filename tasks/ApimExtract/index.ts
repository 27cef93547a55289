import { readInputs } from '../../shared/agent/inputs.ts';
import { type Run, runTask } from '../../shared/agent/run-task.ts';
import { readFilter } from '../../shared/configuration/filter.ts';
import { extract } from '../../shared/extract/extract.ts';
import { isIncomplete } from '../../shared/extract/extraction.ts';
import { describeExtraction } from '../../shared/extract/report.ts';
import { stopReason } from '../../shared/errors/stopped.ts';
import { instanceOf } from '../instance-of.ts';
import { readNamedFile } from '../read-named-file.ts';
import { destinationOf } from './destination.ts';
import { extractInputs, extractOutputs, readExtractSettings } from './settings.ts';

void runTask(
  { name: 'ApimExtract', title: 'Extract from API Management', outputs: extractOutputs },
  async (run: Run<keyof typeof extractOutputs>) => {
    const { job, log } = run;
    const settings = readExtractSettings(readInputs(Object.keys(extractInputs)));
    run.endAfter(settings.timeoutInMinutes);
    const openInstance = instanceOf(settings, run);
    const openDestination = destinationOf(settings, run);
    const filterFile = await readNamedFile('filterFile', settings.filterFile, job.workingDirectory);
    const filter = filterFile === undefined ? {} : { filter: readFilter(filterFile.text, filterFile.file) };

    const instance = await openInstance();
    const { existing, deliver } = await openDestination();
    const extraction = await extract({ instance, existing, ...filter, log });

    const report = describeExtraction(extraction, instance.name);
    const count = (wanted: string) => extraction.files.filter(({ kind }) => kind === wanted).length;
    run.setOutputs({
      hasChanges: extraction.files.length > 0,
      addedCount: count('add'),
      changedCount: count('edit'),
      removedCount: count('delete'),
    });
    run.setSummary(report.summary);
    if (isIncomplete(extraction)) run.leaveIncomplete();
    log.line(report.headline);

    // From here on things change: half a pull request would be worse than none.
    if (run.cancelled.aborted) throw stopReason(run.cancelled);
    const { pullRequest } = await deliver(extraction.files, report);
    if (pullRequest === undefined) return;
    run.setOutputs({ pullRequestId: pullRequest.id, pullRequestUrl: pullRequest.url });
    run.setSummary(`${report.summary}\n[Pull request ${pullRequest.id}](${pullRequest.url})\n`);
  },
);
