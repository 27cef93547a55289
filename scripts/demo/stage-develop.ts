import { GitApi } from 'azure-devops-node-api/GitApi.js';
import { BearerCredentialHandler } from 'azure-devops-node-api/handlers/bearertoken.js';
import { artifacts, type DemoWorld } from './demo-world.ts';
import { say, showDiff, stageBegins } from './pipeline-log.ts';
import { showPullRequest } from './show-pull-request.ts';

const branch = 'robin/vaccinations';
const specification = `${artifacts}/apis/petstore/specification.yaml`;
const policy = `${artifacts}/apis/train-travel/operations/get-stations/policy.xml`;

const newOperation = `  /pet/{petId}/vaccinations:
    get:
      summary: Vaccinations of a pet
      operationId: getVaccinations
      parameters:
        - name: petId
          in: path
          required: true
          schema:
            type: integer
            format: int64
      responses:
        "200":
          description: What the pet was vaccinated against
          content:
            application/json:
              schema:
                type: array
                items:
                  type: string
`;

const newResponse = `        "429":
          description: Too many questions about the inventory
`;

/** What production wants otherwise. Secrets come from the pipeline, which fills in what is between {# and #}. */
const overrides = `namedValues:
  - name: environment-name
    properties:
      value: production
  - name: partner-key
    properties:
      value: "{#PARTNER_KEY#}"
backends:
  - name: trains
    properties:
      url: https://trains.contoso.example
apis:
  - name: petstore
    properties:
      serviceUrl: https://pets.contoso.example/v2
`;

/** A developer adds an operation, a response and a higher limit, and says what production wants otherwise. */
export async function develop(world: DemoWorld): Promise<void> {
  stageBegins('A developer changes an API');
  const { repository, pipeline } = world;
  await repository.git('checkout', '--quiet', '-b', branch);
  await insertBefore(world, specification, '  /pet/{petId}/uploadImage:', newOperation);
  await insertBefore(world, specification, '  /store/order:', newResponse);
  const limit = await repository.read(policy);
  await repository.write(policy, limit.replace('calls="30"', 'calls="60"'));
  await repository.write('overrides.prod.yaml', overrides);
  await repository.git('add', '--all');
  await repository.git(
    'commit',
    '--quiet',
    '-m',
    'Offer vaccinations of pets; let stations be asked for more often',
  );
  await repository.git('push', '--quiet', 'origin', branch);

  const { azureDevOps, accessToken, certificate } = pipeline.emulators;
  const api = new GitApi(azureDevOps.collectionUri, [new BearerCredentialHandler(accessToken)], {
    cert: { caFile: certificate.trustFile },
  });
  const title = 'Offer vaccinations of pets';
  const request = { sourceRefName: `refs/heads/${branch}`, targetRefName: 'refs/heads/main', title };
  const { pullRequestId } = await api.createPullRequest(request, pipeline.repository.id);
  const made = pipeline.repository.pullRequests.find((one) => one.pullRequestId === pullRequestId);
  if (made === undefined) throw new Error('The pull request of the developer is not there.');
  await showPullRequest(world, made);
  for (const path of [specification, policy]) showDiff(await repository.diff(branch, path), 40);
  await pipeline.repository.complete(made.pullRequestId);
  await repository.checkoutMain();
  say('It is reviewed and merged; the pipeline of main starts.');
}

/** Puts lines before a line that is there. */
async function insertBefore(
  { repository }: DemoWorld,
  path: string,
  line: string,
  lines: string,
): Promise<void> {
  const text = await repository.read(path);
  const at = text.indexOf(`${line}\n`);
  if (at < 0) throw new Error(`${path} does not say ${JSON.stringify(line)}.`);
  await repository.write(path, text.slice(0, at) + lines + text.slice(at));
}
