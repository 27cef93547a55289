import assert from 'node:assert/strict';
import { propertyDifferences } from './differences.ts';
import { asFarAsShown, newerIn } from './newer.ts';

const pool = (more: object, item: object = {}) => ({
  type: 'Pool',
  pool: { services: [{ id: '/backends/a', weight: 1, ...item }], ...more },
});

describe('What a file says that is newer than the version of the interface', () => {
  it('counts as not said while the instance does not show it, in lists too', () => {
    const said = pool({ sessionAffinity: { sessionId: {} } }, { preferredCarbonEmission: 'Low' });
    assert.deepEqual(asFarAsShown('backend', said, pool({})), pool({}));
    assert.deepEqual(asFarAsShown('product', { displayName: 'P', application: {} }, {}), {
      displayName: 'P',
    });
  });

  it('counts as said as soon as the instance shows such a thing', () => {
    const said = pool({}, { preferredCarbonEmission: 'Low' });
    assert.deepEqual(asFarAsShown('backend', said, pool({}, { preferredCarbonEmission: 'High' })), said);
  });

  it('is named where it is why something is not as written', () => {
    const wanted = pool(
      { sessionAffinity: { sessionId: { name: 'x' } } },
      { preferredCarbonEmission: 'Low' },
    );
    const named = newerIn('backend', propertyDifferences('backend', wanted, pool({})));
    assert.deepEqual(named, ['pool.sessionAffinity', 'pool.services.preferredCarbonEmission']);
    const other = propertyDifferences('backend', { title: 'new' }, { title: 'old' });
    assert.deepEqual(newerIn('backend', other), []);
  });
});
