import assert from 'node:assert/strict';
import { type Marker, markerText, parseMarker } from './marker.ts';

describe('The text of a marker', () => {
  const id = (at: number) => at.toString(16).padStart(40, '0');
  const service = `/subscriptions/${'0'.repeat(36)}/resourceGroups/${'g'.repeat(90)}/service/${'s'.repeat(50)}`;
  const attempted = Array.from({ length: 12 }, (_, at) => ({ commit: id(at), outside: 'a'.repeat(12) }));
  const stays = Array.from({ length: 24 }, (_, at) => ({
    commit: id(at),
    paths: [`/apis/${'n'.repeat(50)};rev=1`],
  }));
  const own = { service, repository: 'r'.repeat(2000), folder: 'f'.repeat(2000), branch: 'b'.repeat(2000) };
  const read = (marker: Marker) => {
    const text = markerText(marker, 'run');
    assert.ok(text.length <= 4096, String(text.length));
    return parseMarker(text);
  };

  it('fits into a named value with all that it can hold, and says the same when it is read', () => {
    const marker: Marker = { ...own, taken: { commit: id(99), outside: 'b' }, attempted, stays };
    const found = read(marker);
    assert.ok(typeof found === 'object' && 'attempted' in found);
    assert.deepEqual([found.attempted, found.taken, found.service], [attempted, marker.taken, service]);
    assert.deepEqual(found.stays, stays);
  });

  it('says less of what stays before it says less of what was begun', () => {
    const longer = stays.map(({ commit, paths }) => ({ commit, paths: [...paths, ...paths, ...paths] }));
    const found = read({ ...own, attempted, stays: longer });
    assert.ok(typeof found === 'object' && 'attempted' in found);
    assert.deepEqual([found.attempted, found.stays], [attempted, undefined]);
  });
});
