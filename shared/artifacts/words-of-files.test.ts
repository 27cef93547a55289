import assert from 'node:assert/strict';
import type { Document } from '../apim/documents.ts';
import type { JsonObject } from '../apim/json.ts';
import { resourceId } from '../apim/resource-id.ts';
import { mergedInformation } from './merge-information.ts';

const sales = resourceId('workspace', 'sales');

function merged(document: Document, file: JsonObject): string {
  return mergedInformation(document, { path: '' }, JSON.stringify({ properties: file }), 'file.json').text;
}

describe('What a file says in other words than Azure', () => {
  it('is the short id of what is in its own workspace, and stays', () => {
    const id = resourceId('diagnostic', 'azuremonitor', sales);
    const live = (loggerId: string): Document => ({ id, current: true, properties: { loggerId } });
    const file = { loggerId: '/loggers/Events' };
    const unchanged = JSON.stringify({ properties: file });
    assert.equal(merged(live('/workspaces/sales/loggers/events'), file), unchanged);
    // Another one, of the same workspace or of another: then it is told in full.
    for (const other of ['/workspaces/sales/loggers/other', '/workspaces/shops/loggers/events'])
      assert.equal(merged(live(other), file), JSON.stringify({ properties: { loggerId: other } }));
    const ofInstance = { loggerId: '/workspaces/sales/loggers/events' };
    assert.equal(
      merged(live('/loggers/events'), ofInstance),
      '{"properties":{"loggerId":"/loggers/events"}}',
    );
  });

  it('is nothing of the number of a revision whose folder has it, and stays', () => {
    const id = resourceId('apiRevision', '2', resourceId('api', 'orders'));
    const properties = { apiRevision: '2', serviceUrl: 'https://a.example' };
    const file = { serviceUrl: 'https://a.example' };
    assert.equal(merged({ id, current: false, properties }, file), JSON.stringify({ properties: file }));
    // Of the current one the folder says none.
    assert.match(merged({ id, current: true, properties }, file), /"apiRevision": ?"2"/);
  });
});
