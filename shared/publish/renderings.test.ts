import assert from 'node:assert/strict';
import { assertRendered } from '../../test/services/assert-rendered.ts';
import type { Difference } from '../apim/differences.ts';
import type { KindName } from '../apim/kinds/table.ts';
import { keyOf, resourceId, type ResourceId } from '../apim/resource-id.ts';
import { TaskError } from '../errors/task-error.ts';
import type { Outcome } from './apply.ts';
import { attentionIn } from './attention.ts';
import type { Line } from './lines.ts';
import { publicationSummary } from './run-summary.ts';

const others: readonly KindName[] = ['namedValue', 'backend', 'tag', 'product'];
const verbs = ['update', 'create', 'update', 'create', 'create', 'delete', 'keep'] as const;
const differences: readonly Difference[] = [
  { path: 'url', steps: ['url'], before: 'https://old.example', after: 'https://new.example' },
  { path: 'policy', steps: ['policy'], note: 'inbound: rate-limit changed (calls: 10 -> 20)' },
  { path: 'value', steps: ['value'], note: '(secret)' },
  { path: 'displayName', steps: ['displayName'], before: 'Orders | old', after: 'Orders' },
  { path: 'tags', steps: ['tags'], before: ['a'], after: ['a', 'b'] },
];
const lost: Difference = {
  ...{ path: 'policy', steps: ['policy'], note: 'inbound: validate-jwt removed' },
  concern: 'weaker protection',
};

/** A line that depends on nothing but its number. */
function lineOf(at: number): Line {
  const id = idOf(at);
  const verb = verbs[at % verbs.length] ?? 'update';
  const key = keyOf(id);
  const base = { id, key, verb, differences: [] };
  if (verb === 'keep') return { ...base, because: at % 2 === 0 ? 'secret not given' : 'same' };
  if (verb === 'delete') return { ...base, cascade: ['subscription of a consumer'] };
  if (verb === 'create') return base;
  return {
    ...base,
    differences: [...(at % 70 === 7 ? [lost] : []), ...differences.slice(at % 4, (at % 4) + 1 + (at % 5))],
  };
}

function idOf(at: number): ResourceId {
  const name = `thing-${String(at).padStart(3, '0')}`;
  if (at % 4 === 3) return resourceId(others[Math.floor(at / 4) % others.length] ?? 'tag', name);
  const revision = resourceId('apiRevision', '1', resourceId('api', `api-${name}`));
  return at % 4 === 0
    ? revision
    : resourceId('operationPolicy', 'policy', resourceId('operation', 'get', revision));
}

function pageOf(count: number, failing: boolean): string {
  const lines = Array.from({ length: count }, (_, at) => lineOf(at));
  const api = resourceId('api', 'api-thing-000');
  const attention = attentionIn(lines, [{ api, why: 'is in the open product starter' }]);
  const refused = new TaskError('AZURE_REFUSED', {
    message: 'API api-thing-000 was refused: ValidationError, the path is taken.',
    remedy: 'Give it another path.',
  });
  const outcomes = new Map<string, Outcome>(
    lines.map(({ key }, at): [string, Outcome] => {
      if (at === 0) return [key, { state: 'failed', error: refused }];
      return [
        key,
        at % 50 === 1 ? { state: 'not begun', because: 'API api-thing-000 failed' } : { state: 'done' },
      ];
    }),
  );
  return publicationSummary(failing ? 'some created, 1 failed' : 'some to create', {
    lines,
    attention: count === 1 ? [] : attention,
    outcomes: failing ? outcomes : new Map<string, Outcome>(),
    notes: ['Compared: everything, because scope is all.'],
  });
}

for (const count of [1, 50, 500])
  describe(`The page of a plan of ${count === 1 ? 'one change' : `${count} changes`}`, () => {
    it('reads as reviewed', () => {
      assertRendered(`shared/publish/renderings/plan-${count}.md`, pageOf(count, false).trimEnd());
    });

    it('reads as reviewed when it was carried out in part', () => {
      assertRendered(`shared/publish/renderings/publish-${count}.md`, pageOf(count, true).trimEnd());
    });

    it('is read in some minutes, whatever its size', () => {
      assert.ok(pageOf(count, true).split('\n').length < 200);
    });
  });
