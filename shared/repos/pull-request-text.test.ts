import assert from 'node:assert/strict';
import { markedText, renewedText } from './pull-request-text.ts';

const first = { title: 'Extracted', description: 'One\r\nTwo\n' };
const second = { title: 'Extracted again', description: 'Three' };

describe('The text of a pull request', () => {
  it('is renewed as a whole while it is ours, whatever line ends the service gives back', () => {
    const made = markedText(first);
    assert.deepEqual(renewedText(made, second), markedText(second));
    const windows = { ...made, description: made.description.replaceAll('\n', '\r\n') };
    assert.deepEqual(renewedText(windows, second), markedText(second));
  });

  it('needs no update when nothing changed', () => {
    assert.equal(renewedText(markedText(first), first), undefined);
  });

  it('is left alone once people rewrote it, or wrote it in the first place', () => {
    const { title, description } = markedText(first);
    assert.equal(renewedText({ title, description: description.replace('Two', '2') }, second), undefined);
    assert.equal(renewedText({ title, description: 'By hand' }, second), undefined);
  });

  it('keeps a title that people gave, for good', () => {
    const named = { ...markedText(first), title: 'Ours' };
    const changes = renewedText(named, second);
    assert.equal(changes?.title, undefined);
    const again = renewedText({ ...named, ...changes }, { title: 'Third', description: 'Third' });
    assert.equal(again?.title, undefined);
    assert.match(again?.description ?? '', /Third/);
  });

  it('keeps what people wrote around it, within the limit of 4000', () => {
    const { title, description } = markedText(first);
    const around = { title, description: `Before\n${description}\nAfter` };
    const long = { title, description: 'words and words\n'.repeat(400) };
    const changes = renewedText(around, long);
    assert.match(
      changes?.description ?? '',
      /^Before\n<!--[^]*… \(shortened\)\n<!-- \/apim-gitops -->\nAfter$/,
    );
    assert.ok((changes?.description?.length ?? 0) <= 4000);
    assert.equal(renewedText({ ...around, ...changes }, long), undefined);
  });
});
