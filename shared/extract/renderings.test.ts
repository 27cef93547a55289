import assert from 'node:assert/strict';
import { assertRendered } from '../../test/services/assert-rendered.ts';
import { notCarried } from '../apim/kinds/not-carried.ts';
import type { KindName } from '../apim/kinds/table.ts';
import { resourceId, type ResourceId } from '../apim/resource-id.ts';
import type { Extraction, ResourceChange } from './extraction.ts';
import type { Finding } from './finding.ts';
import { pullRequestText } from './pull-request-text.ts';
import { runSummary } from './run-summary.ts';

const kinds = ['add', 'edit', 'delete'] as const;
const others: readonly KindName[] = ['namedValue', 'backend', 'tag', 'product'];
const details = [['serviceUrl', 'displayName'], ['inbound: rate-limit changed (calls: 10 -> 20)'], []];

/** A change that depends on nothing but its number. */
function changeOf(at: number): ResourceChange {
  const kind = at === 0 ? 'edit' : (kinds[at % 3] ?? 'edit');
  const id = idOf(at);
  const path = `apis/api-${at}/file-${at}.json`;
  const file = kind === 'delete' ? { kind, path } : { kind, path, content: new Uint8Array() };
  return { id, kind, files: [file], details: kind === 'edit' ? (details[at % 2] ?? []) : [], notes: [] };
}

function idOf(at: number): ResourceId {
  const name = `thing-${String(at).padStart(3, '0')}`;
  if (at % 5 === 4) return resourceId(others[at % others.length] ?? 'tag', name);
  const revision = resourceId(
    'apiRevision',
    '1',
    resourceId('api', `api-${String(at % 37).padStart(2, '0')}`),
  );
  if (at % 5 === 0) return revision;
  return resourceId('operationPolicy', 'policy', resourceId('operation', name, revision));
}

function extractionOf(count: number): Extraction {
  const changes = Array.from({ length: count }, (_, at) => changeOf(at));
  const findings: readonly Finding[] = [
    { kind: 'breaking', of: 'API api-00', text: 'operation GET /orders/{id}: operation removed' },
    { kind: 'protection', of: 'API api-01', text: 'GET /orders loses validate-jwt' },
    {
      kind: 'unclear',
      of: 'API api-02',
      text: 'API policy api-02 inbound: rate-limit changed (calls changed)',
    },
    { kind: 'reachable', of: 'API api-03', text: 'is in the open product starter' },
  ];
  return {
    changes,
    files: changes.flatMap(({ files }) => files),
    findings: count === 1 ? [] : findings,
    documents: 1200,
    gaps: [
      {
        of: resourceId('backend', 'billing'),
        why: 'withheld',
        detail: 'backend billing holds a secret in clear (credentials.header); keep it in a named value',
      },
    ],
    notes: count === 1 ? [] : ['apis/old.json: no file of a known layout; nothing was made of it.'],
    scopeNotes: [],
    sourceIds: [],
  };
}

const links = {
  portalUrl: 'https://portal.azure.com/#resource/x',
  pullRequest: {
    id: 7,
    url: 'https://dev.azure.com/contoso/apis/_git/apis/pullrequest/7',
    words: 'is up to date',
  },
  fileUrl: (path: string) => `https://dev.azure.com/contoso/apis/_git/apis?path=/apim-artifacts/${path}`,
};

function assertSaid(name: string, text: string): void {
  // Which kinds are not carried yet is no matter of how it looks.
  const told = text
    .replace(notCarried.join(', '), 'some kinds')
    .replace(`${notCarried.length} kinds,`, 'some kinds,');
  assertRendered(`shared/extract/renderings/${name}.md`, told);
}

for (const count of [1, 50, 500])
  describe(`An extraction of ${count === 1 ? 'one change' : `${count} changes`}`, () => {
    const extraction = extractionOf(count);
    const text = pullRequestText(extraction, { instance: 'contoso-dev', branch: 'main' }, 3700);

    it('is described as reviewed, within its room', () => {
      assert.ok(text.description.length <= 3700);
      assertSaid(`description-${count}`, text.description);
    });

    it('goes on in a comment as reviewed', () => {
      if (text.rest === undefined) assert.ok(count < 500);
      else assertSaid(`comment-${count}`, text.rest);
    });

    it('is summarised as reviewed, readable whatever its size', () => {
      const summary = runSummary(extraction, 'contoso-dev', links);
      assert.ok(summary.split('\n').length < 700);
      assertSaid(`summary-${count}`, summary.trimEnd());
    });

    it('says every change once, in description or comment', () => {
      const all = `${text.description}\n${text.rest ?? ''}`;
      const lines = all.split('\n').filter((line) => /^- (?:new|changed|gone): /.test(line));
      assert.equal(lines.length, count);
    });
  });
