import assert from 'node:assert/strict';
import { edit, startLiving, type Living } from '../../test/services/living-pull-request.ts';

describe('A pull request whose target has changed since its changes were made', () => {
  let living: Living;

  beforeEach(async () => {
    living = await startLiving();
  });
  afterEach(() => living.stop());

  it('takes nothing back that came to a file of its own while the changes were being found', async () => {
    const lines = (first: string, last: string) => `${first}\n2\n3\n4\n5\n6\n7\n8\n${last}\n`;
    const madeFrom = await living.repository.commit('main', { 'apim/a': lines('1', '9') }, 'before');
    await living.repository.commit('main', { 'apim/a': lines('1', 'a person’s') }, 'meanwhile');
    await living.keep({ madeFrom, changes: [edit('apim/a', lines('ours', '9'))] });
    await living.repository.complete(1);
    assert.equal((await living.content('main'))['apim/a'], lines('ours', 'a person’s'));
  });

  it('proposes nothing that came to the target while the same was being found', async () => {
    const madeFrom = (await living.tip('main')) ?? '';
    await living.repository.commit('main', { 'apim/a': '2' }, 'meanwhile');
    assert.deepEqual(await living.keep({ madeFrom, changes: [edit('apim/a', '2')] }), { kind: 'none' });
  });
});
