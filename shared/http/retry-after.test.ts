import assert from 'node:assert/strict';
import { retryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 0, 1, 12, 0, 0);

describe('retryAfter', () => {
  const cases: readonly [Record<string, string>, number | undefined][] = [
    [{}, undefined],
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Thu, 01 Jan 2026 12:00:37 GMT' }, 37_000],
    [{ 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'x-ms-retry-after-ms': '1500' }, 1500],
  ];
  for (const [headers, wait] of cases) {
    it(`reads ${JSON.stringify(headers)} as ${String(wait)} ms`, () => {
      assert.equal(
        retryAfter((name) => headers[name], now),
        wait,
      );
    });
  }
});
