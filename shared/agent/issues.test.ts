import assert from 'node:assert/strict';
import { oneError, TaskError } from '../errors/task-error.ts';
import { everyIssueOf, issuesOf } from './issues.ts';

function refusal(resource: string, code: 'AZURE_REFUSED' | 'NOT_ATTEMPTED' = 'AZURE_REFUSED'): TaskError {
  return new TaskError(code, { message: `Azure refuses ${resource}.`, where: { resource } });
}

const several = (errors: readonly TaskError[]) => oneError(errors, 'Several failed.');

describe('issuesOf', () => {
  it('says on one line what happened and what to do', () => {
    const error = new TaskError('INVALID_FILE', {
      message: 'The policy\nis cut off.',
      remedy: 'Close the element.',
      where: { file: 'apis/orders/policy.xml', line: 12, column: 3 },
    });
    assert.deepEqual(issuesOf(error), [
      {
        code: 'INVALID_FILE',
        message: 'apis/orders/policy.xml:12:3: The policy is cut off. Close the element.',
        file: 'apis/orders/policy.xml',
        line: 12,
        column: 3,
      },
    ]);
  });

  it('does not name a place twice', () => {
    assert.equal(issuesOf(refusal('api orders'))[0]?.message, 'Azure refuses api orders.');
  });

  it('shows at most ten and tells how many more there are', () => {
    const errors = Array.from({ length: 40 }, (_, index) => refusal(`api a${index}`));
    const issues = issuesOf(several(errors));
    assert.equal(issues.length, 10);
    assert.equal(issues.at(-1)?.message, '31 more errors: see the log of this step.');
    assert.equal(everyIssueOf(several(errors)).length, 40);
  });

  it('tells a missing role once, however many resources it is missing for', () => {
    const forbidden = (resource: string) =>
      new TaskError('MISSING_RIGHTS', {
        message: `Azure forbids to write ${resource}.`,
        remedy: 'Give the identity the role of a contributor.',
        where: { resource },
      });
    const issues = issuesOf(several([forbidden('API a'), forbidden('tag b'), forbidden('tag c')]));
    assert.deepEqual(
      issues.map(({ message }) => message),
      [
        'Azure forbids to write API a. (and 2 more: tag b, tag c) Give the identity the role of a contributor.',
      ],
    );
  });

  it('puts what was not attempted behind what made it so', () => {
    const issues = issuesOf(several([refusal('api a', 'NOT_ATTEMPTED'), refusal('backend b')]));
    assert.deepEqual(
      issues.map(({ code }) => code),
      ['AZURE_REFUSED', 'NOT_ATTEMPTED'],
    );
  });

  it('tells once what one failure keeps from being attempted, and names each in the log', () => {
    const errors = ['a', 'b'].flatMap((cause) =>
      Array.from({ length: 9 }, (_, index) => {
        const resource = `operation tag ${cause}/${index}`;
        const message = `${resource} was not begun: API ${cause} was not published.`;
        return new TaskError('NOT_ATTEMPTED', { message, where: { resource } });
      }),
    );
    assert.deepEqual(
      issuesOf(several(errors)).map(({ message }) => message),
      ['a', 'b'].map(
        (cause) =>
          `operation tag ${cause}/0 was not begun: API ${cause} was not published. (and 8 more: ` +
          `operation tag ${cause}/1, operation tag ${cause}/2, operation tag ${cause}/3, …)`,
      ),
    );
    assert.equal(everyIssueOf(several(errors)).length, 18);
  });

  it('leaves no code out, however many there are of another', () => {
    const many = Array.from({ length: 20 }, (_, index) => refusal(`backend ${index}`));
    const issues = issuesOf(several([refusal('api a', 'NOT_ATTEMPTED'), ...many]));
    assert.deepEqual(
      issues.map(({ code }) => code),
      [...Array.from({ length: 8 }, () => 'AZURE_REFUSED'), 'NOT_ATTEMPTED', undefined],
    );
    assert.match(issues.at(-1)?.message ?? '', /^12 more errors/);
  });

  it('tells the same failure of many resources once', () => {
    const errors = ['a', 'b', 'c', 'd', 'e'].map(
      (name) => new TaskError('MISSING_RIGHTS', { message: 'No right.', where: { resource: `api ${name}` } }),
    );
    assert.deepEqual(
      issuesOf(several(errors)).map(({ message }) => message),
      ['api a: No right. (and 4 more: api b, api c, api d, …)'],
    );
  });

  it('calls what nobody expected a bug', () => {
    const issues = issuesOf(new TypeError('x is not a function'));
    assert.equal(issues.length, 1);
    assert.match(issues[0]?.message ?? '', /^This is a bug in the extension: TypeError: x is not a function/);
  });
});
