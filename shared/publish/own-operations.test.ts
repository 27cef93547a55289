import assert from 'node:assert/strict';
import { validate } from './validate.ts';

const information = (properties: object) => JSON.stringify({ properties });
const get = { operationId: 'getA', responses: { 200: { description: 'OK' } } };
const info = { title: 'A', version: '1' };
const files = (name: string, properties: object) => ({
  'apis/a/apiInformation.json': information({ displayName: 'A', path: 'a' }),
  'apis/a/specification.json': JSON.stringify({ openapi: '3.0.1', info, paths: { '/a': { get } } }),
  [`apis/a/operations/${name}/operationInformation.json`]: information(properties),
});
const purge = { displayName: 'Purge', method: 'PURGE', urlTemplate: '/a' };
const broken = async (name: string, properties: object) => {
  const all = Object.entries(files(name, properties)).map(
    ([path, text]) => [path, Buffer.from(text)] as const,
  );
  const checks = await validate(new Map(all), []);
  return checks.flatMap(({ rule, faults }) => faults.map(({ message }) => `${rule.name}: ${message}`));
};

describe('An operation with a file of its own', () => {
  it('is fine beside those of the specification', async () => {
    assert.deepEqual(await broken('purge', purge), []);
  });

  it('cannot have the name of one of them, in whatever case', async () => {
    assert.deepEqual(await broken('geta', purge), [
      'own-operations: operation a/geta is an operation of the specification too. Nothing was written.',
    ]);
  });

  it('has to say what Azure needs', async () => {
    assert.deepEqual(await broken('purge', { method: 'PURGE', urlTemplate: '' }), [
      'own-operations: operation a/purge has no "displayName". Nothing was written.',
      'own-operations: operation a/purge has no "urlTemplate". Nothing was written.',
    ]);
  });
});
