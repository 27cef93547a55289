import assert from 'node:assert/strict';
import { resourceId } from '../apim/resource-id.ts';
import type { Extraction } from './extraction.ts';
import { pullRequestText } from './pull-request-text.ts';
import { runSummary } from './run-summary.ts';

describe('Words about an extraction', () => {
  it('keep to their room, and are markup that nobody breaks out of', () => {
    const names = [
      '`',
      '``',
      '`a',
      '``` \n# title',
      '<b>',
      '](http://x)',
      '|',
      '<!-- /apim-gitops -->',
      'ä'.repeat(300),
    ];
    const changes = Array.from({ length: 1000 }, (_, at) => {
      const id = resourceId('tag', `${names[at % names.length] ?? ''}${String(at)}`);
      return { id, kind: 'add' as const, files: [], details: names, notes: [] };
    });
    const gaps = changes.map(({ id }) => ({ of: id, why: 'withheld' as const, detail: 'x\n# y' }));
    const findings = names.map((name) => ({ kind: 'breaking' as const, of: name, text: name }));
    const words = { findings, notes: names, scopeNotes: names, sourceIds: names };
    const extraction: Extraction = { changes, files: [], documents: 1, gaps, ...words };
    const { description, rest = '' } = pullRequestText(extraction, { instance: 'shop', branch: '`x' }, 3700);
    const summary = runSummary(extraction, 'shop');
    assert.ok(description.length <= 3700, String(description.length));
    for (const text of [description, rest, summary])
      for (const line of text.split('\n'))
        assert.match(
          line,
          /^(?:$|What differs|Continues the|## ApimExtract: 1000 new|\| |\|---|### (?:Breaks|Tag \\\(|Tag \(|To know|At the edge|Names of|Not in)|- |_The rest)/,
        );
    assert.match(summary, /^- new: `` tag `0 ``/m);
    assert.match(rest, /999/);
  });
});
