import assert from 'node:assert/strict';
import { type Concern, type Difference, propertyDifferences } from '../apim/differences.ts';
import type { JsonObject } from '../apim/json.ts';
import type { KindName } from '../apim/kinds/table.ts';
import { keyOf, resourceId, type ResourceId } from '../apim/resource-id.ts';
import { attentionIn } from './attention.ts';
import type { Line } from './lines.ts';
import { lineInWords, planHeading } from './report.ts';
import { publicationSummary } from './run-summary.ts';

const line = (id: ResourceId, verb: Line['verb'], differences: readonly Difference[] = []): Line => ({
  ...{ id, key: keyOf(id), verb, differences },
  ...(verb === 'keep' ? { because: 'same' as const } : {}),
});
const policy = (name: string) =>
  resourceId('apiPolicy', 'policy', resourceId('apiRevision', '1', resourceId('api', name)));
const of = (concern: Concern, note: string): Difference => ({
  path: 'policy',
  steps: ['policy'],
  note,
  concern,
});
const noted = (note: string): Difference => ({ path: 'policy', steps: ['policy'], note });

const few: readonly Line[] = [
  line(policy('a'), 'update', [noted('harmless'), of('check protection', 'condition changed')]),
  line(policy('b'), 'update', [of('weaker protection', 'ip-filter removed')]),
  line(resourceId('api', 'c'), 'update', [of('breaking', 'GET /x: removed')]),
  line(resourceId('api', 'd'), 'delete'),
  line(resourceId('tag', 'e'), 'delete'),
  line(resourceId('tag', 'f'), 'keep', []),
];
const many = Array.from({ length: 500 }, (_, at) => {
  const id = at % 5 === 0 ? resourceId('tag', `t${at}`) : policy(`a${at}`);
  return at % 2 === 0 ? line(id, 'create') : line(id, 'update', [noted('x')]);
});
const headingOf = (lines: readonly Line[]) => planHeading(lines, attentionIn(lines));
const pageOf = (lines: readonly Line[]) => {
  const attention = attentionIn(lines);
  return publicationSummary('1 to create', { lines, attention, outcomes: new Map(), notes: [] });
};

describe('A line of a plan', () => {
  it('begins with what weighs most, so that it is told where the rest is cut off', () => {
    const many = Array.from({ length: 20 }, (_, at) => noted(`harmless ${at}`));
    const heavy = [of('check protection', 'condition changed'), of('breaking', 'GET /x: removed')];
    const words = lineInWords(line(resourceId('api', 'c'), 'update', [...many, ...heavy]));
    assert.match(
      words,
      /^update {2}API c {2}\(.*GET \/x: removed.*condition changed.*harmless 0.*and 10 more\)$/,
    );
  });
});

describe('A plan', () => {
  it('begins with what breaks callers and what protects less', () => {
    assert.deepEqual(headingOf(few), [
      '!! breaking: API c  (GET /x: removed)',
      '!! breaking: API d  (is deleted)',
      '!! weaker protection: API policy b  (ip-filter removed)',
      '!! check protection: API policy a  (condition changed)',
    ]);
  });

  it('says the same on the page of the run, before everything else', () => {
    const page = pageOf(few);
    assert.match(page, /### Look at these first \(4\)\n\n- \*\*breaking\*\* API c: GET \/x: removed\n/);
    assert.ok(page.indexOf('Look at these first') < page.indexOf('| resource |'));
  });

  it('stays readable at 500 changes: counts, what differs, and names behind their count', () => {
    assert.deepEqual(headingOf(many), ['tag: 50 create, 50 update', 'API policy: 200 update, 200 create']);
    const page = pageOf(many);
    assert.match(page, /\| tag \| 50 \| 50 \| {2}\|\n\| API policy \| 200 \| 200 \| {2}\|/);
    assert.equal(page.match(/^\| update \|/gm)?.length, 120);
    assert.match(page, /… and 130 more: see the log/);
    assert.match(page, /^- \*\*create\*\* API policy \(200\): a2, a4, .* and 185 more$/m);
    assert.doesNotMatch(page, /Look at these first/);
  });

  it('of which all is worth a look shows the first fifty, and the log all', () => {
    const weak = Array.from({ length: 80 }, (_, at) =>
      line(policy(`a${at}`), 'update', [of('weaker protection', 'x')]),
    );
    const page = pageOf(weak);
    assert.equal(page.match(/^- \*\*weaker/gm)?.length, 50);
    assert.match(page, /… and 30 more: see the log/);
    assert.equal(headingOf(weak).filter((one) => one.startsWith('!!')).length, 80);
  });
});

const keyNames = { header: 'Ocp-Apim-Subscription-Key', query: 'subscription-key' };

describe('What callers have to say in another way', () => {
  const of = (kind: KindName, wanted: JsonObject, live: JsonObject) =>
    propertyDifferences(kind, wanted, live).map(({ path, concern }) => `${path}: ${concern ?? 'harmless'}`);

  it('is told before all others, in APIs and in version sets', () => {
    assert.deepEqual(of('api', { path: 'b', displayName: 'B' }, { path: 'a', displayName: 'A' }), [
      'displayName: harmless',
      'path: breaking',
    ]);
    const scheme = { versioningScheme: 'Header', versionHeaderName: 'v' };
    assert.deepEqual(of('versionSet', scheme, { versioningScheme: 'Segment' }), [
      'versionHeaderName: harmless',
      'versioningScheme: breaking',
    ]);
  });

  it('is nothing where there was nothing to say, or it is said in other words', () => {
    assert.deepEqual(of('api', { path: 'a' }, {}), ['path: harmless']);
    assert.deepEqual(of('apiRevision', {}, { subscriptionKeyParameterNames: keyNames }), []);
  });
});
