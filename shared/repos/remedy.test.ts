import assert from 'node:assert/strict';
import type { TaskError } from '../errors/task-error.ts';
import { taskErrorOf, type Place } from './remedy.ts';
import { ServiceAnswer } from './service-answer.ts';

const projectId = '11111111-1111-1111-1111-111111111111';
const jobsId = '22222222-2222-2222-2222-222222222222';
const place: Place = {
  collectionUri: 'https://dev.azure.com/contoso/',
  project: 'Shop',
  projectId,
  repository: 'gitops',
};

function told(status: number, message: string, where: Partial<Place> = {}, headers = {}): TaskError {
  const answer = new ServiceAnswer(status, JSON.stringify({ message, typeKey: 'X' }), headers);
  return taskErrorOf(answer, 'push to branch x', { ...place, ...where });
}

const lacks = (permission: string, id: string) =>
  `TF401027: You need the Git '${permission}' permission to perform this action. Details: identity 'Build\\${id}', scope 'repository'.`;

describe('taskErrorOf', () => {
  it('names permission, place and the project’s build service', () => {
    const { code, message, remedy } = told(403, lacks('GenericContribute', projectId));
    assert.equal(code, 'REPOSITORY_REFUSED');
    assert.match(message, /^Could not push to branch x \(repository gitops of project Shop\).*TF401027/);
    assert.equal(
      remedy,
      'In Project settings of Shop > Repositories > gitops > Security set "Contribute" to Allow for "Shop Build Service (contoso)".',
    );
  });

  it('tells the pipeline’s project and the collection apart by the id', () => {
    const job = { project: 'Pipelines', projectId: jobsId };
    assert.match(
      told(403, lacks('CreateBranch', jobsId), { job }).remedy ?? '',
      /"Pipelines Build Service \(contoso\)"/,
    );
    const other = '33333333-3333-3333-3333-333333333333';
    const { remedy } = told(403, lacks('PullRequestContribute', other), { job });
    assert.match(
      remedy ?? '',
      /"Contribute to pull requests" .* "Project Collection Build Service \(contoso\)"/,
    );
  });

  it('finds the organisation in every form of address', () => {
    const of = (collectionUri: string) => told(403, lacks('ForcePush', projectId), { collectionUri }).remedy;
    assert.match(of('https://contoso.visualstudio.com/') ?? '', /\(contoso\)/);
    assert.match(of('https://devops.local/tfs/Default%20Collection') ?? '', /\(Default Collection\)/);
  });

  const table: readonly (readonly [status: number, message: string, code: string, remedy: RegExp])[] = [
    [404, 'TF401019: The Git repository does not exist', 'REPOSITORY_NOT_FOUND', /"Read".*Protect access/],
    [404, 'TF200016: The project does not exist', 'REPOSITORY_NOT_FOUND', /names of project and repository/],
    [404, 'TF401175:The version descriptor', 'BRANCH_NOT_FOUND', /names of the branches/],
    [400, 'TF401398: The pull request cannot be activated', 'BRANCH_NOT_FOUND', /names of the branches/],
    [
      403,
      'TF402455: Pushes to this branch are not permitted',
      'REPOSITORY_REFUSED',
      /only by a pull request.*sourceBranch.*Shop > Repositories > gitops > Policies.*"Shop Build Service/,
    ],
    [409, 'TF401028: The reference has already been updated', 'REPOSITORY_REFUSED', /one run at a time/],
    [500, 'TF401035: The object does not exist', 'REPOSITORY_REFUSED', /one run at a time/],
    [
      401,
      "TF400813: The user 'x' is not authorized",
      'REPOSITORY_REFUSED',
      /"Shop Build Service \(contoso\)" .* access to https:\/\/dev.azure.com\/contoso.*"Read".*Project settings of Shop/,
    ],
    [401, "TF400813: The user '' is not authorized", 'REPOSITORY_REFUSED', /System.AccessToken/],
    [401, '', 'REPOSITORY_REFUSED', /System.AccessToken/],
    [400, 'Something is wrong', 'REPOSITORY_REFUSED', /name the reason/],
    [400, 'TF401181: The pull request cannot be edited', 'REPOSITORY_REFUSED', /run again/],
    [
      400,
      'TF401186: Ann does not have access',
      'REPOSITORY_REFUSED',
      /Shop .*"Read" to Allow for that reviewer/,
    ],
    [429, 'slow', 'REPOSITORY_UNREACHABLE', /later/],
    [503, 'busy', 'REPOSITORY_UNREACHABLE', /later/],
  ];
  for (const [status, message, code, remedy] of table) {
    it(`knows ${status} ${message}`, () => {
      const error = told(status, message);
      assert.equal(error.code, code);
      assert.match(error.remedy ?? '', remedy);
    });
  }

  it('knows a sign-in page', () => {
    const error = taskErrorOf(new ServiceAnswer(203, '<html>Sign In</html>'), 'read', place);
    assert.equal(error.code, 'REPOSITORY_REFUSED');
    assert.match(error.message, /a web page came/);
    assert.match(error.remedy ?? '', /not accepted by https:\/\/dev.azure.com\/contoso/);
  });

  it('knows networks and certificates', () => {
    const failing = (code: string) => taskErrorOf(Object.assign(new Error(code), { code }), 'read', place);
    assert.equal(failing('ENOTFOUND').code, 'REPOSITORY_UNREACHABLE');
    assert.match(failing('ENOTFOUND').remedy ?? '', /proxy, firewall/);
    assert.match(failing('SELF_SIGNED_CERT_IN_CHAIN').remedy ?? '', /NODE_EXTRA_CA_CERTS/);
  });
});
