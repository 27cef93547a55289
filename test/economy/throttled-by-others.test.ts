import assert from 'node:assert/strict';
import { emulatedSubscription } from '../agent/emulated-connection.ts';
import { startWorldInProcess } from '../services/world-in-process.ts';

describe('Where another run has used up what Azure allows', () => {
  for (const throttledRequests of ['free', 'counted'] as const)
    it(`an extraction waits for its turn, all its requests together (refused ones are ${throttledRequests})`, async () => {
      const world = await startWorldInProcess(
        { throttledRequests },
        { throttling: true, latency: 20, withoutContent: true },
      );
      try {
        const { arm, clock } = world;
        const calm = await world.extract('contoso-dev');
        const began = clock.now();
        const url = new URL(`${arm.origin}/subscriptions/${emulatedSubscription}?api-version=2022-12-01`);
        const headers = { authorization: 'Bearer a-token' };
        for (let nth = 0; nth < 280; nth += 1) await arm.ask({ method: 'GET', url, headers, body: '' });
        arm.requests.clear();
        assert.deepEqual(await world.extract('contoso-dev'), calm);
        const refused = arm.requests.totals()['GET 429'] ?? 0;
        assert.ok(refused > 0 && refused <= 24, `${String(refused)} requests were refused`);
        assert.ok(clock.now() - began < 60_000);
      } finally {
        await world.stop();
      }
    });
});
