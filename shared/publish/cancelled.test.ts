import assert from 'node:assert/strict';
import { silent, type Log } from '../log/log.ts';
import { readDesired } from './desired.ts';
import { instanceForTests } from '../apim/instance-for-tests.ts';
import { publish } from './publish.ts';

const tag = (name: string) =>
  [
    `tags/${name}/tagInformation.json`,
    new TextEncoder().encode(JSON.stringify({ properties: { displayName: name } })),
  ] as const;

describe('A publication that is cancelled', () => {
  it('begins nothing more, and tells what may or may not have been done', async () => {
    const instance = instanceForTests();
    const cancelling = new AbortController();
    const begun: string[] = [];
    instance.write = ({ document }) => {
      begun.push(document.id.name);
      cancelling.abort();
      return new Promise(() => undefined); // Azure is still at it when the process ends
    };
    const told: string[] = [];
    const log: Log = { ...silent, line: (text) => told.push(text) };
    const desired = readDesired(new Map([tag('a'), tag('b'), tag('c')]));
    const { errors, created, failed } = await publish(
      { action: 'publish' },
      { instance, desired, log, cancelled: cancelling.signal },
    );
    assert.deepEqual([begun, created, failed], [['a'], 0, 3]);
    assert.deepEqual(
      errors.map(({ code, message }) => [code, message]),
      [
        ['CANCELLED', 'The run was cancelled while tag a was being written: it may be there or not.'],
        ['NOT_ATTEMPTED', 'tag b was not begun: the run was cancelled.'],
        ['NOT_ATTEMPTED', 'tag c was not begun: the run was cancelled.'],
      ],
    );
    assert.ok(told.includes('UNKNOWN create  tag a: the run was cancelled meanwhile'));
  });
});
