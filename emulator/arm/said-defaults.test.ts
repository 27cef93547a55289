import assert from 'node:assert/strict';
import { instanceForTests } from './instance-for-tests.ts';
import { objectOf } from './json.ts';

describe('What nobody has said, emulated', () => {
  const shown = async (saidDefaults: 'few' | 'all') => {
    const { emulated } = instanceForTests({ switches: { saidDefaults } });
    await emulated.put('apis/a', { properties: { displayName: 'A', path: 'a' } });
    const sampling = { percentage: 5 };
    await emulated.put('apis/a/diagnostics/azuremonitor', {
      properties: { loggerId: '/loggers/azuremonitor', sampling },
    });
    const get = async (path: string) => objectOf({ ...(await emulated.get(path)) }, 'properties') ?? {};
    return { api: await get('apis/a'), diagnostic: await get('apis/a/diagnostics/azuremonitor') };
  };

  it('is not in an answer, or is: defaults, nulls, and that all is done', async () => {
    const few = await shown('few');
    assert.deepEqual([few.api['provisioningState'], few.api['apiVersion']], [undefined, undefined]);
    assert.deepEqual(few.diagnostic['sampling'], { percentage: 5 });
    const all = await shown('all');
    assert.deepEqual([all.api['provisioningState'], all.api['apiVersion']], ['Succeeded', '']);
    assert.deepEqual(all.diagnostic['sampling'], { samplingType: 'fixed', percentage: 5 });
    assert.deepEqual(all.diagnostic['logClientIp'], false);
  });
});
