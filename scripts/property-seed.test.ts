import assert from 'node:assert/strict';
import fc from 'fast-check';

describe('Property tests', () => {
  it('draw the same cases each time, unless FC_SEED says otherwise', () => {
    assert.equal(fc.readConfigureGlobal().seed, Number(process.env['FC_SEED'] ?? 20_261_122));
  });
});
