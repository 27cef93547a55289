import assert from 'node:assert/strict';
import { keepingTokens } from './keep-token.ts';

describe('keepingTokens', () => {
  let time: number;
  let asked: number;
  let failure: Error | undefined;
  let life: number;

  beforeEach(() => {
    [time, asked, failure, life] = [0, 0, undefined, 3600];
  });

  function keeper() {
    let made = 0;
    const credential = {
      getToken: () => {
        asked += 1;
        if (failure !== undefined) return Promise.reject(failure);
        return Promise.resolve({ token: `t${asked}`, expiresOnTimestamp: (time + life) * 1000 });
      },
    };
    const keeping = keepingTokens(
      () => {
        made += 1;
        return credential;
      },
      () => time * 1000,
    );
    const ask = async (claims?: string) =>
      (await keeping.getToken('scope', claims === undefined ? {} : { claims }))?.token;
    return Object.assign(ask, { refused: (token: string) => keeping.refused?.(token), made: () => made });
  }

  it('asks once for all who wait', async () => {
    const token = keeper();
    assert.deepEqual(await Promise.all([token(), token(), token()]), ['t1', 't1', 't1']);
    time = 3000;
    assert.equal(await token(), 't1');
    assert.equal(asked, 1);
  });

  it('renews two minutes before the end, and sooner when the life is short', async () => {
    const token = keeper();
    await token();
    time = 3600 - 121;
    assert.equal(await token(), 't1');
    time = 3600 - 119;
    life = 40;
    assert.equal(await token(), 't2');
    time += 29;
    assert.equal(await token(), 't2');
    time += 2;
    assert.equal(await token(), 't3');
  });

  it('goes on with a token that lives while it cannot be renewed, asking now and then', async () => {
    const token = keeper();
    await token();
    failure = new Error('out of order');
    time = 3600 - 100;
    assert.equal(await token(), 't1');
    time += 29;
    assert.equal(await token(), 't1');
    assert.equal(asked, 2);
    time += 2;
    assert.equal(await token(), 't1');
    assert.equal(asked, 3);
    time = 3601;
    await assert.rejects(token(), /out of order/);
    failure = undefined;
    assert.equal(await token(), 't5');
  });

  it('asks a credential without memory when Azure refused the token in use, and only then', async () => {
    const token = keeper();
    await token();
    token.refused('t1');
    token.refused('t1');
    assert.equal(token.made(), 2);
    assert.deepEqual(await Promise.all([token(), token()]), ['t2', 't2']);
    token.refused('t1');
    assert.deepEqual([token.made(), await token()], [2, 't2']);
  });

  it('asks again when Azure says why', async () => {
    const token = keeper();
    await token();
    assert.equal(await token('{}'), 't2');
  });
});
