import { readConnection } from '../../shared/agent/connection.ts';
import { readInputs } from '../../shared/agent/inputs.ts';
import { runTask } from '../../shared/agent/run-task.ts';
import { subscriptionOf } from '../../shared/agent/service-connection.ts';
import { extractInputs, extractOutputs, readExtractSettings } from './settings.ts';

const task = { name: 'ApimExtract', title: 'Extract from API Management', outputs: extractOutputs };

void runTask(task, async () => {
  const settings = readExtractSettings(readInputs(Object.keys(extractInputs)));
  const connection = readConnection(settings.azureSubscription);
  subscriptionOf(connection, settings.subscriptionId);
  await Promise.reject(new Error('Not wired yet.'));
});
