import assert from 'node:assert/strict';
import { validate } from './validate.ts';
import { validationReport, validationSummary, warningsInWords } from './validation-report.ts';

const policy = (...names: readonly string[]) =>
  `<policies>${names.map((name) => `{{${name}}}`).join('')}</policies>`;
const checked = (names: readonly string[]) =>
  validate(new Map([['policy.xml', Buffer.from(policy(...names))]]));

describe('Warnings of a validation', () => {
  it('are told one by one where they are few', async () => {
    const checks = await checked(['a', 'b', 'c', 'd', 'e']);
    assert.equal(warningsInWords(checks).length, 5);
    assert.ok(warningsInWords(checks).every((line) => line.includes('named value')));
  });

  it('of one rule in one file are counted after the fifth, on the page too; the report has all', async () => {
    const checks = await checked(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    const lines = warningsInWords(checks);
    assert.equal(lines.length, 6);
    assert.equal(lines.at(-1), 'the folder: 2 more of the rule references.');
    assert.match(validationSummary(checks), /0 errors, 7 warnings[^]*2 more of the rule references\.\n$/);
    assert.match(JSON.stringify(validationReport(checks)), /named value g/);
  });
});
