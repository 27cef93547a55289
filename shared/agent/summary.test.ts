import assert from 'node:assert/strict';
import { oneError, TaskError } from '../errors/task-error.ts';
import { summaryOf } from './summary.ts';

const error = new TaskError('INVALID_FILE', { message: 'a_b holds <script> and [x](y).' });

describe('summaryOf', () => {
  it('has nothing to say of a run that had nothing to say', () => {
    assert.equal(summaryOf({ title: 'Publish' }), undefined);
  });

  it('leaves the words of a run that went well alone', () => {
    assert.equal(summaryOf({ title: 'Publish', summary: '# Done\n' }), '# Done\n');
  });

  it('adds the errors, as text, below the result and before all else', () => {
    assert.equal(
      summaryOf({ title: 'Publish', summary: '# Done in part\n\n[Instance](x)\n\n### Rest\n', error }),
      '# Done in part\n\n## Errors\n\n- **INVALID_FILE** a\\_b holds &lt;script> and \\[x\\](y).\n\n[Instance](x)\n\n### Rest\n',
    );
  });

  it('shows fifty errors, and tells how many more the log has', () => {
    const causes = Array.from({ length: 52 }, (_, at) => new TaskError('OVER_LIMIT', { message: `${at}.` }));
    const text = summaryOf({ title: 'Publish', summary: '# Done\n', error: oneError(causes, 'Many.') }) ?? '';
    assert.match(text, /OVER_LIMIT\*\* 49\.\n- … and 2 more: see the log of this step\n$/);
  });

  it('tells the errors of a run that failed before it could speak', () => {
    assert.match(summaryOf({ title: 'Publish', error }) ?? '', /^# Publish failed\n\n- \*\*INVALID_FILE\*\*/);
  });
});
