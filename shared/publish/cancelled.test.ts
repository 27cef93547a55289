import assert from 'node:assert/strict';
import { silent, type Log } from '../log/log.ts';
import { timeIsUp } from '../errors/stopped.ts';
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

  it('fails with TIME_IS_UP when that is why it ends', async () => {
    const instance = instanceForTests();
    const stopping = new AbortController();
    instance.write = () => {
      stopping.abort(timeIsUp(45));
      return new Promise(() => undefined);
    };
    const desired = readDesired(new Map([tag('a'), tag('b')]));
    const { errors } = await publish(
      { action: 'publish' },
      { instance, desired, log: silent, cancelled: stopping.signal },
    );
    assert.deepEqual(
      errors.map(({ code, message }) => [code, message]),
      [
        ['TIME_IS_UP', 'The run did not come to an end within 45 minutes (timeoutInMinutes).'],
        ['CANCELLED', 'The time of the run was up while tag a was being written: it may be there or not.'],
        ['NOT_ATTEMPTED', 'tag b was not begun: the time of the run was up.'],
      ],
    );
  });

  it('is not green when nothing of what was written could be read back', async () => {
    const instance = instanceForTests();
    const stopping = new AbortController();
    const log: Log = {
      ...silent,
      progress: () => {
        stopping.abort();
      },
    };
    const desired = readDesired(new Map([tag('a')]));
    const { errors, created } = await publish(
      { action: 'publish' },
      { instance, desired, log, cancelled: stopping.signal },
    );
    assert.deepEqual([created, errors.map(({ code }) => code)], [1, ['CANCELLED']]);
  });
});
