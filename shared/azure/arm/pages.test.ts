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

const item = (name: string) => ({ id: `/x/${name}`, name });

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

  const next = (skip: number) => `${url}&$skip=${String(skip)}`;
  const whole: Json[] = [
    { value: [item('a'), item('b')], count: 3, nextLink: next(2) },
    { value: [item('c')], count: 3 },
  ];
  const disturbed: readonly [string, Json[]][] = [
    ['an item is missing', [{ value: [item('a')], count: 2 }]],
    [
      'an item of the first page was deleted, and another one moved up unseen',
      [
        { value: [item('x'), item('a')], count: 4, nextLink: next(2) },
        { value: [item('c')], count: 3 },
      ],
    ],
    [
      'an item was created before, and one comes twice',
      [
        { value: [item('a'), item('b')], count: 3, nextLink: next(2) },
        { value: [{ id: '/X/b', name: 'b' }, item('c')], count: 3 },
      ],
    ],
  ];
  for (const [name, pages] of disturbed) {
    it(`reads again when ${name}`, async () => {
      const { items, asked } = reading(...pages, ...pages, ...whole);
      assert.deepEqual(await items, [item('a'), item('b'), item('c')]);
      assert.equal(asked.length, 2 * pages.length + 2);
    });
  }

  it('takes counts of pages as they are', async () => {
    const pages = [
      { value: [item('a'), item('b')], count: 2, nextLink: next(2) },
      { value: [item('c')], count: 1 },
    ];
    const { items, asked } = reading(...pages);
    assert.equal((await items).length, 3);
    assert.equal(asked.length, 2);
  });

  it('reads three times at most', async () => {
    const { items, asked } = reading({ value: [item('a'), item('a')], count: 2 });
    await assert.rejects(items, { code: 'UNEXPECTED_ANSWER', message: /\/x\/a twice, each time of 3/ });
    assert.equal(asked.length, 3);
  });

  it('takes more items than were counted', async () => {
    assert.equal((await reading({ value: [item('a'), item('a;rev=2')], count: 1 }).items).length, 2);
  });

  const wrong: readonly [string, Json, RegExp][] = [
    ['counts more than it hands out', { value: [item('a')], count: 2 }, /counts 2 items, but hands out 1/],
    ['leads in a circle', { value: [], nextLink: url }, /read before/],
    ['leads nowhere', { value: [], nextLink: 'https://' }, /no address/],
    [
      'leads to another host',
      { value: [], nextLink: 'https://b.test/apis' },
      /arm\.test\/apis leads .* b\.test,/,
    ],
    ['has no value', { items: [] }, /no "value"/],
    ['holds something else than objects', { value: ['a'] }, /no objects/],
    ['is no object', [], /no "value"/],
  ];
  for (const [name, page, message] of wrong) {
    it(`refuses a list that ${name}`, async () => {
      await assert.rejects(reading(page).items, { code: 'UNEXPECTED_ANSWER', message });
    });
  }

  it('stops at a page that begins again, whatever it leads to', async () => {
    const again = (skip: number) => ({ value: [item('a')], count: 9, nextLink: next(skip) });
    const { items, asked } = reading(...Array.from({ length: 9 }, (_, at) => again(at + 1)));
    await assert.rejects(items, { code: 'UNEXPECTED_ANSWER', message: /\/x\/a twice/ });
    assert.equal(asked.length, 6);
  });

  it('stops when pages without anything lead on for ever', async () => {
    let page = 0;
    const empty = () => Promise.resolve({ value: [], count: 0, nextLink: next((page += 1)) });
    await assert.rejects(allPages(url, empty), { message: /has more than 10000 pages/ });
  });
});
