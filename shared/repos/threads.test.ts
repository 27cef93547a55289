import assert from 'node:assert/strict';
import { edit, startLiving, type Living } from '../../test/services/living-pull-request.ts';

describe('What a description has no room for', () => {
  let living: Living;
  beforeEach(async () => {
    living = await startLiving();
  });
  afterEach(() => living.stop());

  const threads = () => living.request().threads.filter(({ isDeleted }) => isDeleted !== true);
  const texts = () => threads().map(({ comments }) => comments.map(({ content }) => content).join(' / '));

  it('stands in one thread that nobody has to resolve, and is renewed in place', async () => {
    await living.keep({ rest: 'first' });
    await living.keep({ rest: 'second', changes: [edit('apim/a', '3')] });
    assert.deepEqual(texts(), ['second']);
    assert.equal(threads()[0]?.status, 'closed');
    living.writes();
    await living.keep({ rest: 'second', changes: [edit('apim/a', '3')] });
    assert.deepEqual(living.writes(), []);
  });

  it('stands there once also when two run at once', async () => {
    await living.keep();
    await Promise.all([living.keep({ rest: 'both' }), living.keep({ rest: 'both' })]);
    assert.deepEqual(texts(), ['both']);
  });

  it('is taken back where it was said twice, but not where people answered', async () => {
    await living.keep({ rest: 'one' });
    const [first] = threads();
    assert.ok(first);
    const copy = (id: number, answers: readonly string[]) => ({
      ...first,
      id,
      comments: ['one', ...answers].map((content, at) => ({
        ...{ id: at + 1, parentCommentId: at, content, commentType: 'text' },
      })),
    });
    living.request().threads.push(copy(2, []), copy(3, ['Why?']));
    await living.keep({ rest: 'two' });
    assert.deepEqual(texts(), ['two', 'one / Why?']);
    living.writes();
    await living.keep({ rest: 'two' });
    assert.deepEqual(living.writes(), []);
  });

  it('is cut between lines, or letters, where a comment has no room for it either', async () => {
    await living.keep({ rest: '- a line of words\n'.repeat(10_000) });
    assert.match(texts()[0] ?? '', /words\n\n… and more: see the files of this pull request\.$/);
    await living.keep({ rest: 'x' + '😀'.repeat(80_000) });
    assert.doesNotMatch(texts()[0] ?? '', /\p{Surrogate}/u);
    assert.ok((texts()[0]?.length ?? 0) < 150_000);
  });
});
