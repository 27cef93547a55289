import { minutesOr, optionalMatch, requiredMatch, required } from '../shared/agent/input-parsers.ts';

/** The inputs of both tasks: which instance, and for how long. */
export const instanceInputs = {
  azureSubscription: required('the name of an Azure Resource Manager service connection of this project'),
  resourceGroupName: requiredMatch(
    /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u,
    'the name of a resource group (letters, digits, "_", "-", ".", parentheses), such as "apis-dev"',
  ),
  serviceName: requiredMatch(
    /^[a-z](?:[a-z0-9-]{0,48}[a-z0-9])?$/i,
    'the name of an API Management instance (letters, digits, "-"; 1 to 50), such as "contoso-apis-dev"',
  ),
  subscriptionId: optionalMatch(
    /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    'the id of a subscription, such as "00000000-0000-0000-0000-000000000000"',
  ),
  timeoutInMinutes: minutesOr(0),
};
