import assert from 'node:assert/strict';
import { armPath, instancePath } from './arm-path.ts';

describe('armPath', () => {
  it('encodes each segment', () => {
    assert.equal(
      armPath('apis', 'a;rev=2', 'tags', 'ä/b c?#%'),
      '/apis/a%3Brev%3D2/tags/%C3%A4%2Fb%20c%3F%23%25',
    );
  });

  for (const segment of ['', '.', '..']) {
    it(`refuses "${segment}", which would lead elsewhere`, () => {
      assert.throws(() => armPath('apis', segment), { code: 'INVALID_INPUT' });
    });
  }
});

describe('instancePath', () => {
  it('leads to the instance', () => {
    assert.equal(
      instancePath('s', 'my group', 'x'),
      '/subscriptions/s/resourceGroups/my%20group/providers/Microsoft.ApiManagement/service/x',
    );
  });
});
