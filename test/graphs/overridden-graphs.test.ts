import assert from 'node:assert/strict';
import { gen, sample } from 'fast-check';
import type { Document } from '../../shared/apim/documents.ts';
import { isObject, type Json, type JsonObject, objectAt } from '../../shared/apim/json.ts';
import { isInWorkspaces } from '../../shared/apim/kinds-in.ts';
import { kindNames, type KindName, kindOf } from '../../shared/apim/kinds/table.ts';
import { relativePathOf } from '../../shared/apim/names.ts';
import { describe as inWords, keyOf, workspaceOf } from '../../shared/apim/resource-id.ts';
import { readArtifacts } from '../../shared/artifacts/read-artifacts.ts';
import { applyOverrides, type Overridden } from '../../shared/configuration/overrides.ts';
import { bytesOf, startWorldInProcess } from '../services/world-in-process.ts';
import { filesOf, hasFile } from './files-of-graph.ts';
import { overridesOf, propertiesOfProd, type Said } from './overrides-of-graph.ts';
import { drawGraph, type Thing } from './random-graph.ts';

const policyOfProd = '<policies><inbound><set-variable name="of" value="prod" /></inbound></policies>';

/** Everything that is published and can be told something: links have nothing to say. */
const canBeSaid = kindNames.filter((kind) => {
  const { section, onlyForReview, linksTo } = kindOf(kind);
  return section !== undefined && onlyForReview === undefined && linksTo === undefined;
});

/** A few folders that have all of them between them, in the instance and in workspaces. */
function foldersOfAll(): readonly (readonly Thing[])[] {
  const drawn = sample(gen(), { numRuns: 100, seed: 20_260_727 }).map(drawGraph);
  const seen = new Set<string>();
  const news = (things: readonly Thing[]) =>
    new Set(
      things
        .filter(hasEntry)
        .map(scopeAndKind)
        .filter((one) => !seen.has(one)),
    ).size;
  const chosen: (readonly Thing[])[] = [];
  for (;;) {
    const best = drawn.reduce((one, other) => (news(other) > news(one) ? other : one));
    if (news(best) === 0) return chosen;
    chosen.push(best);
    for (const thing of best.filter(hasEntry)) seen.add(scopeAndKind(thing));
  }
}

function scopeAndKind(thing: Thing): string {
  return `${entryKind(thing)} ${workspaceOf(thing.id) === undefined ? 'in the instance' : 'in a workspace'}`;
}

/** An API is told by the entry that its current revision has. */
function entryKind({ id }: Thing): KindName {
  return kindOf(id.kind).naming === undefined ? id.kind : (id.parent ?? id).kind;
}

function hasEntry(thing: Thing): boolean {
  return hasFile(thing) && canBeSaid.includes(entryKind(thing));
}

describe('An entry of overrides, for everything that is published', () => {
  const folders = foldersOfAll();
  const read = folders.map((things) => readArtifacts(bytesOf(filesOf(things))).documents);
  const isPolicy = ({ id }: Thing) => kindOf(id.kind).azure.policy === true && id.name === 'policy';
  const entryOf = (thing: Thing): JsonObject => ({
    properties: isPolicy(thing) ? { value: ofProd(thing) } : propertiesOfProd(thing),
  });
  const each = (check: (thing: Thing, documents: readonly Document[]) => void) => {
    for (const [at, things] of folders.entries())
      for (const thing of things.filter(hasEntry)) check(thing, read[at] ?? []);
  };

  it('is checked for every kind, in the instance and in a workspace', () => {
    const drawn = new Set(folders.flat().filter(hasEntry).map(scopeAndKind));
    const wanted = canBeSaid.flatMap((kind) => [
      ...(kindOf(kind).parents.some((parent) => kindOf(parent).isScope) ? [] : [`${kind} in the instance`]),
      ...(isInWorkspaces(kind) ? [`${kind} in a workspace`] : []),
    ]);
    assert.deepEqual(
      wanted.filter((one) => !drawn.has(one)),
      [],
    );
  });

  it('hits that one and nothing else', () => {
    each((thing, documents) => {
      const after = laidOver(documents, overridesOf([{ thing, entry: entryOf(thing) }]));
      assert.deepEqual(
        after.hits.map(({ id }) => keyOf(id)),
        [keyOf(thing.id)],
      );
      assertOnly(thing, documents, after, ({ policy, properties }) => {
        if (isPolicy(thing)) assert.equal(policy, ofProd(thing));
        else assertSays(properties, propertiesOfProd(thing), inWords(thing.id));
      });
    });
  });

  it('does so with names of sections, things and properties in another case', () => {
    each((thing, documents) => {
      const properties = isPolicy(thing)
        ? { value: ofProd(thing) }
        : withFirstLeaf(documentOf(thing, documents).properties, '{{of-prod}}');
      const text = overridesOf([{ thing, entry: { properties } }], (word) => word.toUpperCase());
      assertOnly(thing, documents, laidOver(documents, text), (own) => {
        if (isPolicy(thing)) assert.equal(own.policy, ofProd(thing));
        else assertSays(own.properties, properties, inWords(thing.id));
        assert.deepEqual(Object.keys(own.properties), Object.keys(documentOf(thing, documents).properties));
      });
    });
  });

  it('takes a property away by null', () => {
    each((thing, documents) => {
      const [property] = Object.keys(documentOf(thing, documents).properties);
      if (property === undefined) return;
      const said = { thing, entry: { properties: { [property.toUpperCase()]: null } } };
      assertOnly(thing, documents, laidOver(documents, overridesOf([said])), ({ properties }) => {
        assert.ok(!Object.keys(properties).includes(property), `${inWords(thing.id)} has ${property}`);
      });
    });
  });

  it('of a name that nothing has is an error that says which is nearest, file and line', () => {
    each((thing, documents) => {
      const { id } = thing;
      const own = kindOf(id.kind).naming === undefined ? id : (id.parent ?? id);
      const wrong = { ...thing, id: named(thing, `${own.name}x`) };
      const { problems, hits } = applyOverrides(documents, [
        { file: 'prod.yaml', text: overridesOf([{ thing: wrong, entry: entryOf(thing) }]) },
      ]);
      assert.deepEqual(hits, []);
      const [problem, ...others] = problems;
      assert.deepEqual([problem?.code, others], ['UNMATCHED_OVERRIDE', []], inWords(id));
      assert.match(problem?.message ?? '', /is not among the files/);
      assert.match(problem?.remedy ?? '', new RegExp(`Did you mean ${own.name}\\?`), inWords(id));
      assert.deepEqual(problem?.where, { file: 'prod.yaml', line: 1 });
    });
  });

  it('takes the text of a policy from a file of the environment, wherever there can be a policy', () => {
    each((thing, documents) => {
      if (kindOf(thing.id.kind).azure.policy !== true) return;
      const text = overridesOf([{ thing, entry: { file: 'policies/prod.xml' } }]);
      const policies = new Map([['policies/prod.xml', ofProd(thing)]]);
      const after = applyOverrides(documents, [{ file: 'prod.yaml', text, policies }]);
      assert.deepEqual(after.problems.map(String), []);
      assertOnly(thing, documents, after, ({ policy }) => {
        assert.equal(policy, ofProd(thing));
      });
    });
  });

  it('is in what is sent', async () => {
    const world = await startWorldInProcess({}, { withoutContent: true, sku: 'Premium' });
    for (const [at, things] of folders.entries()) {
      const said = things.filter(hasEntry).map((thing): Said => ({ thing, entry: entryOf(thing) }));
      const name = `prod-${String(at)}`;
      const { resourceId } = world.newInstance(name);
      world.arm.requests.clear();
      const { errors } = await world.publish(name, filesOf(things), overridesOf(said));
      assert.deepEqual(errors.map(String), []);
      const bodies = new Map(
        world.arm.requests.writes.map(({ path, body }) => [
          path.slice(resourceId.length).toLowerCase(),
          body,
        ]),
      );
      for (const { thing } of said) {
        const path = relativePathOf(thing.id, () => '1').toLowerCase();
        const sent = objectAt(JSON.parse(bodies.get(path) ?? '{}') as Json, 'properties');
        const wanted = isPolicy(thing) ? { value: ofProd(thing) } : propertiesOfProd(thing);
        assertSays(sent, wanted, inWords(thing.id));
      }
    }
    await world.stop();
  });
});

function laidOver(documents: readonly Document[], text: string): Overridden {
  const after = applyOverrides(documents, [{ file: 'prod.yaml', text }]);
  assert.deepEqual(after.problems.map(String), []);
  return after;
}

function documentOf({ id }: Thing, documents: readonly Document[]): Document {
  return documents.find((one) => keyOf(one.id) === keyOf(id)) ?? assert.fail(`no ${inWords(id)}`);
}

/** All others are as they were. */
function assertOnly(
  thing: Thing,
  before: readonly Document[],
  { documents }: Overridden,
  check: (own: Document) => void,
): void {
  const changed = documents.filter((one, at) => one !== before[at]);
  assert.deepEqual(
    changed.map(({ id }) => keyOf(id)),
    [keyOf(thing.id)],
  );
  check(documentOf(thing, documents));
}

function assertSays(properties: JsonObject, wanted: JsonObject, where: string): void {
  for (const [key, value] of Object.entries(wanted))
    if (isObject(value)) assertSays(objectAt(properties, key), value, where);
    else assert.equal(properties[key], value, `${where}: ${key}`);
}

/** The first of the properties that is no object, at any depth, with that value. */
function withFirstLeaf(properties: JsonObject, value: string): JsonObject {
  const [first] = Object.entries(properties);
  if (first === undefined) return {};
  return { [first[0]]: isObject(first[1]) ? withFirstLeaf(first[1], value) : value };
}

function ofProd({ id }: Thing): string {
  return kindOf(id.kind).words.startsWith('resolver')
    ? '<http-data-source><http-request><set-method>PUT</set-method></http-request></http-data-source>'
    : policyOfProd;
}

/** The same thing by another name. */
function named({ id }: Thing, name: string): Thing['id'] {
  const isRevision = kindOf(id.kind).naming !== undefined;
  if (!isRevision || id.parent === undefined) return { ...id, name };
  return { ...id, parent: { ...id.parent, name } };
}
