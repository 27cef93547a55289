import { resolve } from 'node:path';
import { readInputs } from '../../shared/agent/inputs.ts';
import { type Run, runTask } from '../../shared/agent/run-task.ts';
import { keyOf } from '../../shared/apim/resource-id.ts';
import { readFolder } from '../../shared/artifacts/folder.ts';
import { compareEnvironments } from '../../shared/configuration/environments.ts';
import { oneError } from '../../shared/errors/task-error.ts';
import { readDesired } from '../../shared/publish/desired.ts';
import { overridesReport, overridesSummary } from '../../shared/publish/overrides-report.ts';
import { publish } from '../../shared/publish/publish.ts';
import { instanceOf } from '../instance-of.ts';
import { commitUrl } from './commit-url.ts';
import { readOverrides, readSiblings, tokenRules } from './overrides.ts';
import { planApproval } from './plan-approval.ts';
import { sourceOf } from './source.ts';
import { publishInputs, publishOutputs, readPublishSettings } from './settings.ts';
import { validateFiles } from './validate-files.ts';

void runTask(
  { name: 'ApimPublish', title: 'Publish to API Management', outputs: publishOutputs },
  async (run: Run<keyof typeof publishOutputs>) => {
    const { job, log, cancelled } = run;
    const settings = readPublishSettings(readInputs(Object.keys(publishInputs)));
    run.endAfter(settings.timeoutInMinutes);
    await run.reportTo(settings.reportFolder);
    if (settings.action === 'validate') {
      await validateFiles(settings, run);
      return;
    }
    const { connect, portalUrl } = instanceOf(settings, run);
    const approval = await planApproval(settings, run);
    const { artifactsFolder, overridesFile: overridesFiles = [] } = settings;
    const overrides = await readOverrides(overridesFiles, job.workingDirectory);
    const tokens = tokenRules(settings);
    const files = await readFolder(resolve(job.workingDirectory, artifactsFolder));

    const desired = readDesired(files, overrides, tokens);
    const meantForAnother = desired.meantForAnother(settings.serviceName);
    if (meantForAnother !== undefined) throw meantForAnother;
    const siblings = await readSiblings(overridesFiles, job.workingDirectory);
    const environments = compareEnvironments(
      siblings,
      desired.documents,
      new Set(desired.overrides.map(({ id }) => keyOf(id))),
    );

    const instance = await connect();
    const source = await sourceOf(artifactsFolder, overridesFiles, files, run);
    const memory = {
      ...settings,
      // An approved plan was looked at.
      ...(settings.action === 'publish' && approval !== undefined && settings.firstRun === 'plan'
        ? { firstRun: 'publish' as const }
        : {}),
      source,
      files,
      overrides: { files: overrides, tokens },
      deletes: { ...settings, allowDeleteOf: settings.allowDeleteOf ?? [] },
    };
    const publication = await publish(
      { action: settings.action, promoteRevision: settings.promoteRevision },
      {
        ...{ instance, desired, log, cancelled, memory },
        approve: async (changes) =>
          approval?.(changes, { instance: instance.id, commit: source.commit, desired }),
      },
    );

    const { created, updated, deleted, unchanged, failed, hasChanges, headline, errors, summary } =
      publication;
    run.setOutputs({
      hasChanges,
      createdCount: created,
      updatedCount: updated,
      deletedCount: deleted,
      unchangedCount: unchanged,
      failedCount: failed,
    });
    const { overrides: hits } = desired;
    const more = overridesReport(hits, environments);
    const { commit } = source;
    const links = linked({
      [`${instance.name} in the Azure portal`]: portalUrl,
      [`Commit ${commit?.slice(0, 8) ?? ''}`]: commitUrl(source.repository, commit),
    });
    run.setReport({ instance: settings.serviceName, portalUrl, commit, ...publication.report, ...more });
    run.setSummary(withLinks(summary, links) + overridesSummary(hits, environments));
    if (publication.incomplete) run.leaveIncomplete();
    log.line(`${headline}.`);
    if (errors.length > 0) throw oneError(errors, `${failed} resources could not be published.`);
  },
);

function linked(links: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(links).flatMap(([words, url]) => (url === undefined ? [] : [`[${words}](${url})`]));
}

/** Below the first line, which says how it went. */
function withLinks(summary: string, links: readonly string[]): string {
  return links.length === 0 ? summary : summary.replace('\n', () => `\n\n${links.join(' · ')}\n`);
}
