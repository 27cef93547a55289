import assert from 'node:assert/strict';
import type { Json } from '../../apim/json.ts';
import { allPages } from './pages.ts';

const url = 'https://arm.test/apis?api-version=v';

function reading(...pages: Json[]) {
  const asked: string[] = [];
  const items = allPages(url, (next) => {
    asked.push(next);
    return Promise.resolve(pages[Math.min(asked.length, pages.length) - 1]);
  });
  return { items, asked };
}

const item = (name: string) => ({ name });

describe('allPages', () => {
  for (const nextLink of [undefined, null, '', ' ']) {
    it(`ends at the nextLink ${JSON.stringify(nextLink)}`, async () => {
      const page = { value: [item('a')], ...(nextLink === undefined ? {} : { nextLink }) };
      assert.deepEqual(await reading(page).items, [item('a')]);
    });
  }

  it('follows nextLink as it is', async () => {
    const next = 'https://arm.test/apis?api-version=other&%24skip=1';
    const { items, asked } = reading(
      { value: [item('a')], count: 2, nextLink: next },
      { value: [item('b')], count: 2 },
    );
    assert.deepEqual(await items, [item('a'), item('b')]);
    assert.deepEqual(asked, [url, next]);
  });

  it('reads once more when items are missing, and takes the second reading', async () => {
    const { items, asked } = reading(
      { value: [item('a')], count: 2 },
      { value: [item('a'), item('b')], count: 2 },
    );
    assert.equal((await items).length, 2);
    assert.equal(asked.length, 2);
  });

  it('takes more items than were counted', async () => {
    assert.equal((await reading({ value: [item('a'), item('a;rev=2')], count: 1 }).items).length, 2);
  });

  const wrong: readonly [string, Json, RegExp][] = [
    ['counts more than it hands out', { value: [item('a')], count: 2 }, /counts 2 items, but hands out 1/],
    ['leads in a circle', { value: [], nextLink: url }, /read before/],
    ['has no value', { items: [] }, /no "value"/],
    ['holds something else than objects', { value: ['a'] }, /no objects/],
    ['is no object', [], /no "value"/],
  ];
  for (const [name, page, message] of wrong) {
    it(`refuses a list that ${name}`, async () => {
      await assert.rejects(reading(page).items, { code: 'UNEXPECTED_ANSWER', message });
    });
  }
});
