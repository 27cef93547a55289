import assert from 'node:assert/strict';
import { TaskError } from '../errors/task-error.ts';
import { summaryOf } from './summary.ts';

const error = new TaskError('INVALID_FILE', { message: 'a_b holds <script> and [x](y).' });

describe('summaryOf', () => {
  it('has nothing to say of a run that had nothing to say', () => {
    assert.equal(summaryOf({ title: 'Publish' }), undefined);
  });

  it('leaves the words of a run that went well alone', () => {
    assert.equal(summaryOf({ title: 'Publish', summary: '# Done\n' }), '# Done\n');
  });

  it('adds the errors, as text', () => {
    assert.equal(
      summaryOf({ title: 'Publish', summary: '# Done in part\n', error }),
      '# Done in part\n\n## Errors\n\n- **INVALID_FILE** a\\_b holds &lt;script> and \\[x\\](y).\n',
    );
  });

  it('tells the errors of a run that failed before it could speak', () => {
    assert.match(summaryOf({ title: 'Publish', error }) ?? '', /^# Publish failed\n\n- \*\*INVALID_FILE\*\*/);
  });
});
