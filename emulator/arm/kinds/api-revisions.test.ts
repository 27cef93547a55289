import assert from 'node:assert/strict';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { Pets } from './pets-for-tests.ts';

describe('Revisions of emulated APIs', () => {
  let pets: Pets;
  beforeEach(async () => {
    pets = await Pets.start();
  });
  afterEach(() => pets.stop());

  it('answer under their number and the current one under the base name, encoded or not', async () => {
    for (const name of ['pets', 'pets;rev=1', 'PETS%3Brev%3D1']) {
      const { json, status: found } = await pets.client.ask('GET', `apis/${name}`);
      assert.deepEqual([found, textOf(json, 'name')], [200, 'Pets']);
    }
    assert.equal(await pets.status('apis/pets;rev=2'), 404);
    const { apiRevision, isCurrent } = await pets.get('apis/pets');
    assert.deepEqual([apiRevision, isCurrent], ['1', true]);
  });

  it('are made as copies with operations, policies and tags, by short or full id, and are not current', async () => {
    for (const [revision, sourceApiId] of [
      ['2', '/apis/pets'],
      ['3', pets.id('pets;rev=2')],
    ] as const) {
      assert.equal((await pets.revise(revision, { sourceApiId })).status, 201);
      const made = await pets.get(`apis/pets;rev=${revision}`);
      assert.deepEqual(
        [made['displayName'], made['serviceUrl'], made['apiRevision'], made['isCurrent']],
        ['Pets', 'https://one', revision, false],
      );
      assert.equal(made['sourceApiId'], undefined);
      for (const below of ['operations/list', 'policies/policy', 'tags/blue'])
        assert.equal(await pets.status(`apis/pets;rev=${revision}/${below}`), 200, below);
    }
    assert.deepEqual(await pets.names('apis'), ['Pets', 'Pets;rev=2', 'Pets;rev=3']);
  });

  it('are copies, so that what is done to one is not done to the other', async () => {
    await pets.revise('2');
    await pets.delete('apis/pets;rev=2/operations/list');
    assert.equal(await pets.status('apis/pets/operations/list'), 200);
    assert.equal(await pets.status('apis/pets;rev=2/operations/list'), 404);
  });

  it('begin empty without a source, and with a specification when there is one', async () => {
    await pets.put('apis/pets;rev=2', { path: 'pets', displayName: 'Pets', description: 'All' });
    assert.deepEqual(await pets.names('apis/pets;rev=2/operations'), []);
    assert.equal(await pets.status('apis/pets;rev=2/policies/policy'), 404);
    const value = JSON.stringify({
      openapi: '3.0.1',
      info: { title: 'Pets', version: '1', description: 'All' },
      paths: { '/new': { get: { operationId: 'made', responses: { 200: { description: '' } } } } },
    });
    await pets.put('apis/pets;rev=3', { path: 'pets', format: 'openapi+json', value });
    assert.deepEqual(await pets.names('apis/pets;rev=3/operations'), ['made']);
    assert.deepEqual(await pets.names('apis/pets/operations'), ['list']);
  });

  it('need a source that exists', async () => {
    const { status: answer, text } = await pets.revise('2', { sourceApiId: '/apis/dogs' });
    assert.equal(answer, 400);
    assert.match(text, /Entity with specified identifier not found/);
    assert.equal(await pets.status('apis/pets;rev=2'), 404);
  });

  it('cannot be born current', async () => {
    const { status: answer, json } = await pets.revise('2', { isCurrent: true });
    assert.equal(answer, 400);
    assert.deepEqual(objectsOf(objectOf(json, 'error') ?? {}, 'details'), [
      { code: 'ValidationError', target: 'IsCurrent', message: "Can't set new revision as current." },
    ]);
    assert.equal(await pets.status('apis/pets;rev=2'), 404);
  });

  it('are not current, unless the service takes silence for consent', async () => {
    pets.switches.addedRevision = 'current';
    await pets.revise('2', { isCurrent: false });
    assert.equal((await pets.get('apis/pets'))['apiRevision'], '1');
    await pets.revise('3');
    assert.equal((await pets.get('apis/pets'))['apiRevision'], '3');
  });

  it('are listed page by page, each by its short id', async () => {
    await pets.revise('2', { apiRevisionDescription: 'second' });
    const { json } = await pets.client.ask('GET', 'apis/pets/revisions?$top=1&$skip=1');
    assert.equal(json['count'], 2);
    const [second] = objectsOf(json, 'value');
    assert.ok(second);
    assert.match(textOf(second, 'createdDateTime') ?? '', /^\d{4}-/);
    assert.deepEqual(
      [second['apiId'], second['apiRevision'], second['description'], second['isCurrent']],
      ['/apis/Pets;rev=2', '2', 'second', false],
    );
    assert.equal(
      objectsOf((await pets.client.ask('GET', 'apis/pets/revisions?$top=1')).json, 'value').length,
      1,
    );
  });

  const changes: readonly [string, JsonObject][] = [
    ['Name', { displayName: 'Dogs' }],
    ['Description', { description: 'None' }],
    ['ApiVersion', { apiVersion: 'v2' }],
    ['Path', { path: 'dogs' }],
    ['Type', { type: 'graphql' }],
    ['SubscriptionRequired', { subscriptionRequired: false }],
    ['Protocols', { protocols: ['http', 'https'] }],
  ];
  for (const [word, change] of changes)
    it(`cannot change ${word} while they are not current, and say so on the poll`, async () => {
      const started = await pets.client.ask('PUT', 'apis/pets;rev=2', {
        properties: { path: 'pets', sourceApiId: pets.id('pets'), ...change },
      });
      assert.equal(started.status, 201);
      const { status: answer, json } = await pets.client.finish(started);
      assert.equal(answer, 400);
      assert.deepEqual(json['error'], {
        code: 'ValidationError',
        message: `Can't change property ${word} for non-current revision `,
        details: null,
      });
      assert.equal(await pets.status('apis/pets;rev=2'), 404);
    });

  it('take a specification with another title only where they are current', async () => {
    await pets.revise('2');
    const info = { title: 'Other pets', version: '1', description: 'All' };
    const value = JSON.stringify({ openapi: '3.0.1', info, paths: {} });
    const body = { path: 'pets', format: 'openapi+json', value };
    const refused = await pets.put('apis/pets;rev=2', body);
    assert.match(refused.text, /Can't change property Name for non-current revision /);
    assert.equal((await pets.put('apis/pets', body)).status, 200);
  });

  it('have what is their own, and share what belongs to the API', async () => {
    await pets.revise('2', { serviceUrl: 'https://two' });
    await pets.put('apis/pets', { displayName: 'Animals', path: 'zoo', serviceUrl: 'https://three' });
    const { displayName, path, serviceUrl } = await pets.get('apis/pets;rev=2');
    assert.deepEqual([displayName, path, serviceUrl], ['Animals', 'zoo', 'https://two']);
  });

  it('keep or freeze their own description, as told', async () => {
    await pets.revise('2', { apiRevisionDescription: 'mine' });
    pets.switches.revisionDescriptions = 'frozen';
    const body = { displayName: 'Pets', description: 'All', path: 'pets', apiRevisionDescription: 'changed' };
    const refused = await pets.put('apis/pets;rev=2', body);
    assert.match(refused.text, /Can't change property ApiRevisionDescription for non-current revision /);
    pets.switches.revisionDescriptions = 'own';
    assert.equal((await pets.put('apis/pets;rev=2', body)).status, 200);
  });

  it('begin with 1, whatever the body says, or with what it says, as told', async () => {
    const dogs = { displayName: 'Dogs', path: 'dogs', apiRevision: '3' };
    await pets.put('apis/dogs', dogs);
    assert.equal((await pets.get('apis/dogs'))['apiRevision'], '1');
    pets.switches.firstRevision = 'given';
    const made = await pets.put('apis/cats', { ...dogs, displayName: 'Cats', path: 'cats' });
    assert.equal(textOf(made.json, 'name'), 'cats');
    const { apiRevision, isCurrent } = await pets.get('apis/cats');
    assert.deepEqual([apiRevision, isCurrent], ['3', true]);
    await pets.put('apis/cows;rev=5', { displayName: 'Cows', path: 'cows' });
    assert.equal((await pets.get('apis/cows'))['apiRevision'], '5');
  });
});
