import assert from 'node:assert/strict';
import { objectOf, objectsOf, textOf } from '../json.ts';
import { Pets } from './pets-for-tests.ts';

describe('Releases of emulated APIs', () => {
  let pets: Pets;
  beforeEach(async () => {
    pets = await Pets.start();
  });
  afterEach(() => pets.stop());

  it('make the base name mean it, and the old one answer under its number', async () => {
    await pets.revise('2', { serviceUrl: 'https://two' });
    await pets.put('products/p', { displayName: 'P' });
    await pets.client.ask('PUT', 'products/p/apis/pets');
    const released = await pets.release('2');
    assert.equal(released.status, 201);
    assert.equal((await pets.get('apis/pets'))['serviceUrl'], 'https://two');
    assert.equal((await pets.get('apis/pets'))['apiRevision'], '2');
    assert.deepEqual(await pets.names('apis'), ['Pets;rev=1', 'Pets']);
    assert.equal(await pets.status('apis/pets;rev=1'), 200);
    assert.deepEqual(await pets.names('apis/pets/products'), ['p']);
    assert.deepEqual(await pets.names('apis/pets/releases'), ['r']);
  });

  it('keep the release as a log entry: its list omits apiId, PATCH changes notes only, DELETE switches nothing', async () => {
    await pets.revise('2');
    await pets.release('2');
    const shown = await pets.get('apis/pets/releases/r');
    assert.equal(shown['apiId'], pets.id('pets;rev=2'));
    assert.match(textOf(shown, 'createdDateTime') ?? '', /^\d{4}-/);
    const [listed] = objectsOf((await pets.client.ask('GET', 'apis/pets/releases')).json, 'value');
    assert.equal(objectOf(listed ?? {}, 'properties')?.['apiId'], undefined);
    const patch = { properties: { notes: 'why', apiId: pets.id('pets;rev=1') } };
    assert.equal((await pets.client.ask('PATCH', 'apis/pets/releases/r', patch)).status, 200);
    const patched = await pets.get('apis/pets/releases/r');
    assert.deepEqual([patched['notes'], patched['apiId']], ['why', pets.id('pets;rev=2')]);
    assert.equal((await pets.delete('apis/pets/releases/r')).status, 200);
    assert.equal((await pets.get('apis/pets'))['apiRevision'], '2');
  });

  it('take a release below the revision too, with a short id', async () => {
    await pets.revise('2');
    await pets.put('apis/pets;rev=2/releases/now', { apiId: '/apis/pets;rev=2' });
    assert.equal((await pets.get('apis/pets'))['apiRevision'], '2');
    assert.equal(await pets.status('apis/pets/releases/now'), 200);
  });

  it('refuse what is no revision of this API, and a release without apiId', async () => {
    await pets.put('apis/dogs', { displayName: 'Dogs', path: 'dogs' });
    for (const apiId of [pets.id('dogs'), pets.id('pets;rev=9'), 'pets'])
      assert.equal((await pets.put('apis/pets/releases/r', { apiId })).status, 400, apiId);
    assert.equal((await pets.put('apis/pets/releases/r', { notes: 'x' })).status, 400);
    assert.equal((await pets.get('apis/pets'))['apiRevision'], '1');
  });
});

describe('Deleting revisions of emulated APIs', () => {
  let pets: Pets;
  beforeEach(async () => {
    pets = await Pets.start();
  });
  afterEach(() => pets.stop());

  const refusal = /Cannot delete the current revision of an API\./;

  it('go alone, unless they are current: that is refused on the poll', async () => {
    await pets.revise('2');
    const started = await pets.client.ask('DELETE', 'apis/pets');
    assert.equal(started.status, 202);
    const refused = await pets.client.finish(started);
    assert.equal(refused.status, 400);
    assert.match(refused.text, refusal);
    assert.equal((await pets.delete('apis/pets;rev=2')).status, 200);
    assert.deepEqual(await pets.names('apis'), ['Pets']);
  });

  it('take the whole API with deleteRevisions=true, even under a number', async () => {
    await pets.revise('2');
    await pets.release('2');
    await pets.delete('apis/pets;rev=1?deleteRevisions=true');
    assert.deepEqual(await pets.names('apis'), []);
    await pets.put('apis/pets', { displayName: 'Pets', path: 'pets' });
    assert.equal((await pets.get('apis/pets'))['apiRevision'], '1');
    assert.deepEqual(await pets.names('apis/pets/releases'), []);
  });

  it('go without the flag when there is only one, or not, as told', async () => {
    pets.switches.deleteOfOnlyRevision = 'refused';
    assert.match((await pets.delete('apis/pets')).text, refusal);
    pets.switches.deleteOfOnlyRevision = 'accepted';
    assert.equal((await pets.delete('apis/pets')).status, 200);
    assert.equal(await pets.status('apis/pets'), 404);
  });
});
