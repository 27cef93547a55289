import assert from 'node:assert/strict';
import { expressionFaults } from '../../shared/apim/policy/expression-faults.ts';
import { apart, validate } from '../../shared/publish/validate.ts';
import { corpus } from '../policies/corpus.ts';
import { documents, repositoryOf } from './documents.ts';

describe('Rules of validation', () => {
  it('raise no false alarm over documents that the service takes', async () => {
    const files = Object.entries(repositoryOf(documents)).map(
      ([path, text]) => [path, Buffer.from(text)] as const,
    );
    const { errors } = apart(await validate(new Map(files)));
    assert.deepEqual(errors.map(String), []);
  });

  it('raise no false alarm over expressions of policies that people publish', () => {
    assert.ok(corpus.length > 300, String(corpus.length));
    assert.deepEqual(
      corpus.flatMap(({ policy }) => expressionFaults(policy)),
      [],
    );
  });
});
