import assert from 'node:assert/strict';
import { refused } from './refused.ts';
import { Refusal } from './refusal.ts';

const url =
  'https://arm.test/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x/apis/a?k=v';

function refusal(status: number, body: unknown, headers = { 'x-ms-correlation-request-id': 'c-1' }): Refusal {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Refusal({ method: 'PUT', url }, { status, text, headers });
}

function byProxy(status: number, text: string): Refusal {
  return new Refusal({ method: 'PUT', url }, { status, text, headers: {} });
}

const error = (code: string, message: string, details: unknown = null) => ({
  error: { code, message, details },
});

describe('refused', () => {
  const codes: readonly [string, Refusal, string][] = [
    ['a validation error', refusal(400, error('ValidationError', 'wrong')), 'AZURE_REFUSED'],
    ['missing authorization', refusal(403, error('AuthorizationFailed', 'no')), 'MISSING_RIGHTS'],
    [
      'a token of another tenant',
      refusal(401, error('InvalidAuthenticationTokenTenant', 'no')),
      'MISSING_RIGHTS',
    ],
    ['a private link', refusal(403, error('RequestDisallowedByPrivateLink', 'no')), 'AZURE_REFUSED'],
    ['an Azure Policy', refusal(403, error('RequestDisallowedByPolicy', 'no')), 'AZURE_REFUSED'],
    ['an unknown subscription', refusal(404, error('SubscriptionNotFound', 'no')), 'SUBSCRIPTION_NOT_FOUND'],
    [
      'a malformed subscription',
      refusal(400, error('InvalidSubscriptionId', 'no')),
      'SUBSCRIPTION_NOT_FOUND',
    ],
    [
      'an unknown resource group',
      refusal(404, error('ResourceGroupNotFound', 'no')),
      'RESOURCE_GROUP_NOT_FOUND',
    ],
    [
      'an unknown instance',
      refusal(
        404,
        error(
          'ResourceNotFound',
          "The Resource 'Microsoft.ApiManagement/service/x' under resource group 'g' was not found.",
        ),
      ),
      'INSTANCE_NOT_FOUND',
    ],
    ['a missing API', refusal(404, error('ResourceNotFound', 'Api not found.')), 'AZURE_REFUSED'],
    ['a page of a proxy', byProxy(403, '<html>Blocked</html>'), 'UNEXPECTED_ANSWER'],
    ['a page that says 404', byProxy(404, '<html>Not found</html>'), 'UNEXPECTED_ANSWER'],
    ['a proxy that wants a password', byProxy(407, ''), 'AZURE_UNREACHABLE'],
  ];
  for (const [name, given, code] of codes) {
    it(`calls ${name} ${code}`, () => {
      assert.equal(refused(given).code, code);
    });
  }

  it('keeps the code, all words, their targets, the request and the correlation id', () => {
    const details = [
      { code: 'ValidationError', target: 'displayName', message: 'is taken' },
      { code: 'ValidationError', target: null, message: 'is too long' },
    ];
    assert.equal(
      refused(refusal(400, error('ValidationError', 'One or more fields:', details))).message,
      'Azure refused PUT /subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x/apis/a with ' +
        '400 ValidationError: One or more fields: displayName: is taken; is too long (correlation id c-1)',
    );
  });

  it('unfolds JSON inside the message', () => {
    const inner = JSON.stringify(
      error('ValidationError', 'Bad policy', [{ target: 'cors', message: 'line 3' }]),
    );
    const { message, cause } = refused(
      refusal(400, error('DeploymentFailed', `At least one failed: ${inner}`)),
    );
    assert.match(message, /ValidationError: At least one failed: Bad policy cors: line 3/);
    assert.equal(cause instanceof Refusal && cause.code, 'ValidationError');
  });

  it('shortens what is not JSON', () => {
    const page = `<html><body><h1>502 Bad Gateway</h1>${'nginx '.repeat(500)}</body></html>`;
    const { message } = refused(refusal(502, page));
    assert.match(message, /with 502: 502 Bad Gateway nginx/);
    assert.ok(message.length < 800);
  });

  const remedies: readonly [string, string, RegExp][] = [
    [
      'reading',
      "The client 'c' with object id 'o-1' does not have authorization to perform action 'Microsoft.ApiManagement/service/apis/read' over scope '/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x/apis/a' or the scope is invalid.",
      /object id o-1 the role "API Management Service Reader Role" on \/subscriptions\/s\/resourceGroups\/g\/providers\/Microsoft.ApiManagement\/service\/x\. It must allow Microsoft.ApiManagement\/service\/apis\/read/,
    ],
    [
      'writing',
      "The client 'c' with object id 'o-1' does not have authorization to perform action 'Microsoft.ApiManagement/service/apis/write' over scope '/subscriptions/s/resourceGroups/g' or the scope is invalid.",
      /"API Management Service Contributor" on \/subscriptions\/s\/resourceGroups\/g\./,
    ],
    ['wording we do not know', 'Forbidden.', /the service connection's identity the role/],
  ];
  for (const [name, message, remedy] of remedies) {
    it(`says which role is missing for ${name}`, () => {
      assert.match(refused(refusal(403, error('AuthorizationFailed', message))).remedy ?? '', remedy);
    });
  }

  it('names the linked scope', () => {
    const message =
      "The client 'c' has permission to perform action 'w' on scope 's'; however, it does not have permission to perform action(s) 'r/read' on the linked scope(s) '/subscriptions/other' or the linked scope(s) are invalid.";
    const { code, remedy } = refused(refusal(403, error('LinkedAuthorizationFailed', message)));
    assert.equal(code, 'MISSING_RIGHTS');
    assert.match(remedy ?? '', /\/subscriptions\/other is meant.*r\/read/);
  });
});
