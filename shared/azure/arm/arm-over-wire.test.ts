import assert from 'node:assert/strict';
import { armOver } from './arm-over-wire.ts';
import type { WireAnswer } from './wire.ts';

const api = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x/apis/a';

function armAnswering(answer: WireAnswer) {
  const send = () => Promise.resolve(answer);
  return armOver({
    ...{ send, fetchLink: send, finish: send },
    address: (path) => `https://management.example${path}`,
  });
}

describe('armOver', () => {
  const absent = { 'x-ms-request-id': 'r-1' };
  const words = '{"error":{"code":"ResourceNotFound","message":"Api not found."}}';

  it('takes a 404 of Azure for absence, with words or without', async () => {
    for (const arm of [
      armAnswering({ status: 404, headers: {}, text: words }),
      armAnswering({ status: 404, headers: absent, text: '' }),
    ]) {
      assert.equal(await arm.get(api), undefined);
      assert.equal(await arm.head(api), false);
      assert.equal(await arm.delete(api), 'absent');
    }
  });

  for (const text of ['<html><h1>Not found</h1></html>', '', 'default backend - 404'])
    it(`does not take somebody else's for it: "${text}"`, async () => {
      const arm = armAnswering({ status: 404, headers: {}, text });
      for (const asking of [
        () => arm.get(api),
        () => arm.head(api),
        () => arm.delete(api),
        () => arm.list(api),
        () => arm.listIfOffered(api),
      ])
        await assert.rejects(asking(), { code: 'UNEXPECTED_ANSWER', remedy: /proxy or a firewall/ });
    });
});
