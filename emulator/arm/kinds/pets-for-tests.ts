import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Switches } from '../switches.ts';
import { type Reply, TestClient } from '../test-client.ts';

/** A service with one API, apis/Pets, that has something of everything below it; and short words to ask about it. */
export class Pets {
  static async start(): Promise<Pets> {
    const client = await TestClient.start();
    const properties = {
      displayName: 'Pets',
      path: 'pets',
      serviceUrl: 'https://one',
      description: 'All',
    };
    await client.put('apis/Pets', properties);
    await client.put('apis/pets/operations/list', {
      displayName: 'List',
      method: 'GET',
      urlTemplate: '/',
    });
    await client.put('apis/pets/policies/policy', {
      format: 'rawxml',
      value: '<policies><inbound><base /></inbound></policies>',
    });
    await client.put('tags/blue', { displayName: 'Blue' });
    await client.ask('PUT', 'apis/pets/tags/blue');
    await client.ask('PUT', 'apis/pets/operations/list/tags/blue');
    return new Pets(client);
  }

  private constructor(readonly client: TestClient) {}

  stop(): Promise<void> {
    return this.client.stop();
  }

  get switches(): Switches {
    return this.client.emulators.arm.switches;
  }

  /** Full id of an API. */
  id(name: string): string {
    return `${this.client.instance.resourceId}/apis/${name}`;
  }

  put(path: string, properties: JsonObject): Promise<Reply> {
    return this.client.put(path, properties);
  }

  async get(path: string): Promise<JsonObject> {
    return objectOf((await this.client.ask('GET', path)).json, 'properties') ?? {};
  }

  async status(path: string): Promise<number> {
    return (await this.client.ask('GET', path)).status;
  }

  async list(path: string): Promise<JsonObject[]> {
    return objectsOf((await this.client.ask('GET', path)).json, 'value');
  }

  async names(path: string): Promise<(string | undefined)[]> {
    return (await this.list(path)).map((one) => textOf(one, 'name'));
  }

  async delete(path: string): Promise<Reply> {
    return this.client.finish(await this.client.ask('DELETE', path));
  }

  /** Makes a revision as a copy of the current one. */
  revise(revision: string, more: JsonObject = {}): Promise<Reply> {
    const source = { path: 'pets', apiRevision: revision, sourceApiId: this.id('pets') };
    return this.put(`apis/pets;rev=${revision}`, { ...source, ...more });
  }

  release(revision: string): Promise<Reply> {
    return this.put('apis/pets/releases/r', { apiId: this.id(`pets;rev=${revision}`), notes: 'go' });
  }
}
