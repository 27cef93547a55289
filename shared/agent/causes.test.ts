import assert from 'node:assert/strict';
import { oneError, TaskError } from '../errors/task-error.ts';
import { causesOf } from './causes.ts';

describe('causesOf', () => {
  it('follows the causes of expected errors, also of several', () => {
    const cause = new Error('socket hang up', { cause: new Error('ECONNRESET') });
    const one = new TaskError('AZURE_UNREACHABLE', { message: 'No answer.', cause });
    assert.deepEqual(causesOf(oneError([one, new TaskError('CYCLE', { message: 'A circle.' })], 'Two.')), [
      'Caused by Error: socket hang up',
      'Caused by Error: ECONNRESET',
    ]);
  });

  it('has no line for a cause that the message has told already', () => {
    const refusal = { status: 400, code: 'ValidationError' };
    const error = new TaskError('AZURE_REFUSED', { message: 'Azure refused it with 400.', cause: refusal });
    assert.deepEqual(causesOf(error), []);
    const cause = new Error('TF401019: no such repository', { cause: new Error('404') });
    const told = new TaskError('REPOSITORY_NOT_FOUND', { message: `Not found: ${cause.message}`, cause });
    assert.deepEqual(causesOf(told), ['Caused by Error: 404']);
  });

  it('keeps the stack of unexpected errors', () => {
    const lines = causesOf(new RangeError('too far'));
    assert.equal(lines[0], 'RangeError: too far');
    assert.match(lines[1] ?? '', /^\s+at /);
  });
});
