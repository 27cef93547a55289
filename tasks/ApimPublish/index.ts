import { readConnection } from '../../shared/agent/connection.ts';
import { readInputs } from '../../shared/agent/inputs.ts';
import { runTask } from '../../shared/agent/run-task.ts';
import { subscriptionOf } from '../../shared/agent/service-connection.ts';
import { publishInputs, publishOutputs, readPublishSettings } from './settings.ts';

const task = { name: 'ApimPublish', title: 'Publish to API Management', outputs: publishOutputs };

void runTask(task, async () => {
  const settings = readPublishSettings(readInputs(Object.keys(publishInputs)));
  const connection = readConnection(settings.azureSubscription);
  subscriptionOf(connection, settings.subscriptionId);
  await Promise.reject(new Error('Not wired yet.'));
});
