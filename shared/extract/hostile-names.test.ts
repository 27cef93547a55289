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
          /^(?:$|What differs|Continues the|## ApimExtract: 1000 new|\| |\|---|### (?:Breaks|Tag \\\(|Tag \(|What changes|To know|At the edge|Names of|Not in)|- |_Every change)/,
        );
    assert.match(summary, /^- new: `` tag `0 ``/m);
    assert.match(rest, /999/);
  });

  it('are cut between letters, wherever the room of a description ends', () => {
    const extraction: Extraction = {
      changes: Array.from({ length: 500 }, (_, at) => {
        const id = resourceId('backend', `${'x'.repeat(at % 3)}${'😀'.repeat(200)}${String(at)}`);
        return { id, kind: 'edit', files: [], details: ['𝒶'.repeat(300)], notes: [] };
      }),
      files: [],
      findings: Array.from({ length: 20 }, (_, at) => ({
        kind: 'protection',
        of: `${'y'.repeat(at)}${'😀'.repeat(200)}`,
        text: `${'z'.repeat(at)}${'𝒶'.repeat(300)}`,
      })),
      documents: 500,
      gaps: [],
      ...{ notes: ['😀'.repeat(2000)], scopeNotes: [], sourceIds: [] },
    };
    for (let room = 3600; room <= 3700; room += 7) {
      const words = pullRequestText(extraction, { instance: 'shop', branch: 'main' }, room);
      assert.ok(words.description.length <= room, String(words.description.length));
      for (const text of [words.description, words.rest ?? '', runSummary(extraction, 'shop')])
        assert.doesNotMatch(text, /\p{Surrogate}/u);
      assert.match(words.description, /Protects less.*… and \d+ more.*What changes/s);
    }
  });
});
