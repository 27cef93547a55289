import assert from 'node:assert/strict';
import { story, tag, type Texts } from './story-for-tests.ts';

const api = (name: string, properties: object): Texts => ({
  [`apis/${name}/apiInformation.json`]: JSON.stringify({
    properties: { path: name, displayName: name, protocols: ['https'], ...properties },
  }),
});
const both = {
  ...tag('a'),
  ...api('old', { displayName: 'Orders' }),
  ...api('new', { displayName: 'Orders' }),
};

describe('An API whose name another one has that would be deleted', () => {
  it('may be written where both had it before: nothing is taken over, and Azure has let it be', async () => {
    const { run, instance, writes } = story();
    await run('1', { ...tag('a'), ...api('old', { displayName: 'Orders' }), ...api('new', {}) });
    for (const [key, one] of instance.resources)
      if (key === 'api/new')
        instance.resources.set(key, { ...one, properties: { ...one.properties, displayName: 'Orders' } });
    writes();
    await run('2', both);
    assert.deepEqual(writes(), []);
    const cleaned = { ...tag('a'), ...api('new', { displayName: 'Orders', description: 'The only one.' }) };
    assert.deepEqual((await run('3', cleaned)).errors, []);
    assert.deepEqual(writes(), ['API new', '- API old']);
  });
});
