import assert from 'node:assert/strict';
import { keyOf, resourceId } from '../apim/resource-id.ts';
import { story } from './story-for-tests.ts';

describe('A change of a few files', () => {
  it('finds what a change refers to in files that no commit changed, and makes it where the instance lost it', async () => {
    const { run, writes, instance } = story();
    const host = resourceId('namedValue', 'host');
    const file = 'named values/host/namedValueInformation.json';
    const value = { [file]: '{"properties": {"displayName": "host", "value": "a"}}' };
    const policy = (name: string, more = '') => ({
      'policy.xml': `<policies><inbound><set-body>${more}{{${name}}}</set-body></inbound></policies>`,
    });
    await run('1', value);
    writes();
    await run('2', { ...value, ...policy('host') });
    assert.deepEqual(writes(), ['service policy']);
    instance.resources.delete(keyOf(host));
    await run('3', { ...value, ...policy('host', 'more') });
    assert.deepEqual(writes(), ['named value host', 'service policy']);
    await assert.rejects(run('4', { ...value, ...policy('nobody') }), { code: 'MISSING_REFERENCE' });
    assert.deepEqual(writes(), []);
  });
});
