import { readInputs } from '../../shared/agent/inputs.ts';
import { type Run, runTask } from '../../shared/agent/run-task.ts';
import { readFilter } from '../../shared/configuration/filter.ts';
import { extract } from '../../shared/extract/extract.ts';
import { isIncomplete } from '../../shared/extract/extraction.ts';
import { stopReason } from '../../shared/errors/stopped.ts';
import { pullRequestText } from '../../shared/extract/pull-request-text.ts';
import { extractionReport, headlineOf } from '../../shared/extract/report.ts';
import { runSummary } from '../../shared/extract/run-summary.ts';
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
    await run.reportTo(settings.reportFolder);
    const { connect, portalUrl } = instanceOf(settings, run);
    const openDestination = destinationOf(settings, run);
    const filterFile = await readNamedFile('filterFile', settings.filterFile, job.workingDirectory);
    const filter = filterFile === undefined ? {} : { filter: readFilter(filterFile.text, filterFile.file) };

    const instance = await connect();
    const { existing, targetBranch, room, deliver } = await openDestination();
    const { layout, includeDependencies, secretsFound, revisions } = settings;
    const form = { layout, revisions, newSpecification: settings.specificationFormat };
    const world = { instance, existing, ...filter, ...form, includeDependencies, secretsFound, log };
    const extraction = await extract(world);

    const { files } = extraction;
    const count = (wanted: string) => files.filter(({ kind }) => kind === wanted).length;
    run.setOutputs({
      hasChanges: files.length > 0,
      addedCount: count('add'),
      changedCount: count('edit'),
      removedCount: count('delete'),
    });
    const report = { instance: settings.serviceName, portalUrl, ...extractionReport(extraction) };
    run.setReport(report);
    run.setSummary(runSummary(extraction, instance.name, { portalUrl }));
    if (isIncomplete(extraction)) run.leaveIncomplete();
    log.line(headlineOf(extraction, instance.name));

    // From here on things change: half a pull request would be worse than none.
    if (run.cancelled.aborted) throw stopReason(run.cancelled);
    const branch = targetBranch ?? 'the files';
    const text = pullRequestText(extraction, { instance: instance.name, branch }, room);
    const { pullRequest, fileUrl, incomplete, failure } = await deliver(files, text);
    if (incomplete) run.leaveIncomplete();
    if (pullRequest === undefined) return;
    const { id, url, kind } = pullRequest;
    run.setOutputs({ pullRequestId: id, pullRequestUrl: url, pullRequestStatus: kind });
    run.setReport({ ...report, pullRequest });
    run.setSummary(runSummary(extraction, instance.name, { portalUrl, pullRequest, fileUrl }));
    if (failure !== undefined) throw failure;
  },
);
